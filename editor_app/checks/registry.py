"""Every rule there is, found by its place in `checks/rules`, and the dated pack of data that they read."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Protocol

from editor_app.checks import rules
from editor_app.checks.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.checks.example import Example
    from editor_app.domain.document import Variant
    from editor_app.domain.finding import Finding


class Rule(Protocol):
    """What a file in `checks/rules` holds."""

    __name__: str
    __doc__: str | None
    GOOD: Example
    BAD: Example

    def check(self, variant: Variant) -> Iterable[Finding]:
        """What the rule finds in one variant."""
        ...


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules in the order of their names."""
    names = sorted(found.name for found in pkgutil.iter_modules(rules.__path__))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}") for name in names)


def findings(variant: Variant) -> tuple[Finding, ...]:
    """Everything that any rule finds in `variant`."""
    return tuple(found for rule in all_rules() for found in rule.check(variant))


def version() -> str:
    """The rule pack's version, as manifests carry it."""
    return pack().version
