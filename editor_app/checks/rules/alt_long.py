"""The text for those who can't see a picture is short enough to be listened to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body=f"![窗口工作人员为老人填表](media:{'a' * 64})")
BAD = Example(body=f"![{'窗口工作人员为老人填表，' * 12}](media:{'a' * 64})")

MOST = 125


def check(variant: Variant) -> Iterator[Finding]:
    """More than 125 characters are noted; charts may need more and are left alone."""
    for placed in variant.pictures:
        if placed.chart is None and len(placed.alt) > MOST:
            yield Finding(
                "alt_long",
                Severity.NOTE,
                Place("body", placed.line, 1, excerpt=placed.alt[:80]),
                T("The text for this picture has {n} characters.", n=len(placed.alt)),
                T("Say what matters in one sentence; the rest belongs in the text."),
            )
