"""Chinese sentences carry Chinese punctuation."""

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

GOOD = Example(body="材料齐全，当场办结。")
BAD = Example(body="材料齐全,当场办结。")

_HALF = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（]|$)", re.MULTILINE)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def check(variant: Variant) -> Iterator[Finding]:
    """Half-width marks between Chinese characters are noted; one click puts the full-width ones."""
    for where, found in matches(variant, _HALF):
        full = _FULL[found[0]]
        yield Finding(
            "halfwidth_punctuation",
            Severity.NOTE,
            where,
            T("A half-width “{mark}” stands in a Chinese sentence.", mark=found[0]),
            T("Use “{mark}”.", mark=full),
            replacement=full,
        )
