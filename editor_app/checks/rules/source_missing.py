"""Readers are told where the information comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(source="区人力资源和社会保障局")
BAD = Example(source="")


def check(variant: Variant) -> Iterator[Finding]:
    """A document without a source is noted; a reprint without one blocks."""
    if variant.content.source.strip():
        return
    if variant.content.reprint:
        yield Finding(
            "source_missing",
            Severity.BLOCK,
            Place("source"),
            T("A reprint names its source."),
            T("Write from whom it was taken."),
        )
    else:
        yield Finding(
            "source_missing",
            Severity.NOTE,
            Place("source"),
            T("No source is named."),
            T("Name the office or document."),
        )
