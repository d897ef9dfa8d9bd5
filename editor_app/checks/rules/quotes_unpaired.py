"""Quotation marks and brackets come in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import place, prose
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="《意见》提出“掌上办”。")
BAD = Example(body="《意见提出“掌上办”。")

_PAIRS = {"《": "》", "“": "”", "（": "）", "【": "】", "〔": "〕", "「": "」"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}


def check(variant: Variant) -> Iterator[Finding]:
    """A mark without its partner in the same paragraph must be accepted with a reason."""
    for name, text in prose(variant):
        start = 0
        for line in text.split("\n"):
            for at in _unpaired(line):
                yield Finding(
                    "quotes_unpaired",
                    Severity.WARN,
                    place(name, text, start + at, start + at + 1),
                    T("“{mark}” has no partner in this paragraph.", mark=line[at]),
                    T("Add or remove one of the pair."),
                )
            start += len(line) + 1


def _unpaired(line: str) -> list[int]:
    open_marks: list[int] = []
    alone: list[int] = []
    for at, character in enumerate(line):
        if character in _PAIRS:
            open_marks.append(at)
        elif character in _CLOSING:
            if open_marks and line[open_marks[-1]] == _CLOSING[character]:
                open_marks.pop()
            else:
                alone.append(at)
    return alone + open_marks
