"""Every rule there is, found by its place in `checks/rules`, and the dated pack of data that they read."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from editor_app.checks import rules
from editor_app.checks.pack import pack
from editor_app.domain.identifiers import RevisionId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.checks.example import Example
    from editor_app.domain.document import Variant
    from editor_app.domain.finding import Finding


_ANY = RevisionId("")
_REMEMBERED = 64


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
    """Everything that any rule finds in `variant`.

    Rules read what is said and where, never which account says it, so accounts that say the same are looked at once.
    """
    same = replace(variant, account=None, account_name="", revision=_ANY, options={}, limits={})
    return _found(_Said(same, tuple(sorted(variant.limits.items()))), pack().version)


@dataclass(frozen=True, slots=True)
class _Said:
    """A variant as a key: what can't be hashed stands beside it."""

    variant: Variant
    limits: tuple[tuple[str, int], ...]

    @override
    def __hash__(self) -> int:
        of = self.variant
        return hash((of.platform, of.kind, of.content, of.cover, of.pictures, of.today, self.limits))


@lru_cache(maxsize=_REMEMBERED)
def _found(said: _Said, _pack: str) -> tuple[Finding, ...]:
    """The pack's version is part of the key: rules read the pack that is in force."""
    variant = replace(said.variant, limits=dict(said.limits))
    return tuple(found for rule in all_rules() for found in rule.check(variant))


def version() -> str:
    """The rule pack's version, as manifests carry it."""
    return pack().version
