"""A title fits the platform, with every character counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(title="社保卡补办三步走", limits=(("title_characters", 20),))
BAD = Example(title="关于社会保障卡遗失补办有关事项及办理流程的详细说明", limits=(("title_characters", 20),))


def check(variant: Variant) -> Iterator[Finding]:
    """More characters than the platform takes block."""
    most = variant.limits.get("title_characters")
    length = len(variant.content.title)
    if most is not None and length > most:
        yield Finding(
            "title_length",
            Severity.BLOCK,
            Place("title", excerpt=variant.content.title[:80]),
            T("The title has {length} characters; this platform takes {most}.", length=length, most=most),
            T("Write a shorter title for this account."),
        )
