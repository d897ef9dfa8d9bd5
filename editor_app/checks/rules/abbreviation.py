"""Short names of offices are written out where they come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.pack import pack
from editor_app.checks.places import place, prose
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="国务院办公厅日前印发意见。")
BAD = Example(body="国办日前印发意见。")


def check(variant: Variant) -> Iterator[Finding]:
    """The first use of a short name is noted unless the full name came before."""
    seen: set[str] = set()
    for name, text in prose(variant):
        for wording in pack().abbreviations:
            at = text.find(wording.word)
            if at < 0 or wording.word in seen or 0 <= text.find(wording.better) < at:
                continue
            seen.add(wording.word)
            yield Finding(
                "abbreviation",
                Severity.NOTE,
                place(name, text, at, at + len(wording.word)),
                T("“{word}” comes here for the first time.", word=wording.word),
                T("Write “{better}”.", better=wording.better),
                replacement=wording.better,
            )
