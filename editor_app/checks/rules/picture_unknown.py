"""Every picture of the text is in the workspace."""

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

GOOD = Example(body=f"![窗口](media:{'a' * 64})")
BAD = Example(body="![窗口](desktop/photo.jpg)")

_ELSEWHERE = re.compile(r"!\[(?:[^\]!]|!(?!\[))*\]\((?!media:[0-9a-f]{64}|chart:[0-9a-f-]{36})(?P<target>[^)\s]*)")


def check(variant: Variant) -> Iterator[Finding]:
    """Pictures that are elsewhere or unknown here block."""
    body = variant.content.body
    for found in _ELSEWHERE.finditer(body):
        yield _finding(place("body", body, found.start("target"), found.end("target")))
    for placed in (*variant.pictures, *filter(None, (variant.cover,))):
        if placed.chart is None and not placed.size:
            where = f"media:{(placed.digest or 'chart')[:12]}"
            yield _finding(Place("body" if placed.line else "cover", placed.line, 1, excerpt=where))


def _finding(where: Place) -> Finding:
    return Finding(
        "picture_unknown",
        Severity.BLOCK,
        where,
        T("The picture “{name}” is not in this workspace.", name=where.excerpt),
        T("Insert it again: drop the file into the text."),
    )
