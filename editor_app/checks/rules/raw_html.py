"""Text is Markdown: HTML that runs or loads something is taken out on the way, so it should not be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import matches
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant
    from editor_app.domain.finding import Place

GOOD = Example(body="面积 < 90 平方米的住房减半征收。")
BAD = Example(body="<script>alert(1)</script>")

_TAG = re.compile(
    r"<\s*(?:/\s*)?(?P<tag>script|iframe|object|embed|form|input|style|link|meta|base|svg|math|img|video|audio)\b[^>]*>?",
    re.IGNORECASE,
)
_ANY = re.compile(r"<[a-z][^>]*>?", re.IGNORECASE)
_EVENT = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)


def check(variant: Variant) -> Iterator[Finding]:
    """Tags that run, load or embed block, with their place."""
    for where, found in (*matches(variant, _TAG), *_with_events(variant)):
        yield Finding(
            "raw_html",
            Severity.BLOCK,
            where,
            T("“{tag}” would be taken out: texts are Markdown.", tag=found[0][:40]),
            T("Remove it, or insert the picture through the toolbar."),
        )


def _with_events(variant: Variant) -> Iterator[tuple[Place, re.Match[str]]]:
    """Other tags that would run something when a reader moves or presses."""
    for where, found in matches(variant, _ANY):
        if _EVENT.search(found[0]) and not _TAG.match(found[0]):
            yield where, found
