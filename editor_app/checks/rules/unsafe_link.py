"""Links lead to pages, and only there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import place
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="[政策原文](https://www.gov.cn/zhengce/)")
BAD = Example(body="[政策原文](javascript:alert(1))")

_LINK = re.compile(
    r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?(?P<target>[^)\s>]*)|^[ \t]*\[[^\[\]]+\]:\s*<?(?P<reference>\S+)",
    re.MULTILINE,
)
_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:|tel:|#|/(?!/)|\[\^)", re.IGNORECASE)


def check(variant: Variant) -> Iterator[Finding]:
    """Links with any other scheme, or none that a reader could follow, block."""
    body = variant.content.body
    for found in _LINK.finditer(body):
        group = "target" if found["target"] is not None else "reference"
        if not _SAFE.match(found[group]):
            yield _finding(place("body", body, found.start(group), found.end(group)))
    link = variant.content.link
    if link and not re.match(r"https?://[^\s/]", link, re.IGNORECASE):
        yield _finding(Place("link", excerpt=link[:80]))


def _finding(where: Place) -> Finding:
    return Finding(
        "unsafe_link",
        Severity.BLOCK,
        where,
        T("“{link}” is no link that readers can follow safely.", link=where.excerpt),
        T("Write the full address, beginning with https://."),
    )
