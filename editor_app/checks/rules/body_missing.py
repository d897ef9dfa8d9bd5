"""A document says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="即日起，居民可在手机上办理居住证。")
BAD = Example(body="\n\n")


def check(variant: Variant) -> Iterator[Finding]:
    """An empty text blocks."""
    if not variant.content.body.strip():
        yield Finding("body_missing", Severity.BLOCK, Place("body"), T("There is no text yet."), T("Write the text."))
