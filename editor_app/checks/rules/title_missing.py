"""A document has a title, or nobody finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(title="医保报销比例明年提高")
BAD = Example(title="  ")


def check(variant: Variant) -> Iterator[Finding]:
    """An empty title blocks."""
    if not variant.content.title.strip():
        yield Finding("title_missing", Severity.BLOCK, Place("title"), T("The title is missing."), T("Write a title."))
