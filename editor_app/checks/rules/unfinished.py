"""Nothing left to be filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.pack import pack
from editor_app.checks.places import matches
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="咨询电话：12345。")
BAD = Example(body="咨询电话：待补充。")


def check(variant: Variant) -> Iterator[Finding]:
    """A word that stands for something still to be written must be accepted with a reason."""
    words = re.compile("|".join(re.escape(word) for word in pack().unfinished))
    for where, found in matches(variant, words):
        yield Finding(
            "unfinished",
            Severity.WARN,
            where,
            T("“{words}” looks unfinished.", words=found[0]),
            T("Fill it in, or take it out."),
        )
