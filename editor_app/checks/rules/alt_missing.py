"""Every picture and chart has a text for those who can't see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Placed, Variant

GOOD = Example(body=f"![办事大厅三号窗口前，工作人员为老人填表](media:{'a' * 64})")
BAD = Example(body=f"![](media:{'a' * 64})")


def check(variant: Variant) -> Iterator[Finding]:
    """A picture without alternative text blocks."""
    for number, placed in enumerate(variant.pictures, 1):
        if not placed.alt.strip():
            yield _finding(placed, Place("body", placed.line, 1, excerpt=_target(placed)), number)
    if variant.cover and not variant.cover.alt.strip():
        yield _finding(variant.cover, Place("cover", excerpt=_target(variant.cover)), 0)


def _finding(placed: Placed, place: Place, number: int) -> Finding:
    message = T("Picture {number} has no text for those who can't see it.", number=number)
    if placed.chart:
        message = T("The chart “{title}” has no text for those who can't see it.", title=placed.chart.title)
    elif not number:
        message = T("The cover has no text for those who can't see it.")
    return Finding("alt_missing", Severity.BLOCK, place, message, T("Say in one sentence what it shows."))


def _target(placed: Placed) -> str:
    return f"chart:{placed.chart.id}" if placed.chart else f"media:{(placed.digest or '')[:12]}"
