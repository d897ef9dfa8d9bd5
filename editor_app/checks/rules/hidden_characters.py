"""No characters that can't be seen or that turn the direction of the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import fields, place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="缴费请到 www.example.gov.cn。")
BAD = Example(body="缴费请到 www.\u202eexample.gov.cn。")

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ufdd0-\ufdef\ufffe\uffff]"
)


def check(variant: Variant) -> Iterator[Finding]:
    """Control, bidirectional and invisible characters block; one click takes them out."""
    for name, text in fields(variant):
        for found in _HIDDEN.finditer(text):
            named = unicodedata.name(found[0], f"U+{ord(found[0]):04X}")
            yield Finding(
                "hidden_characters",
                Severity.BLOCK,
                place(name, text, found.start(), found.end()),
                T("A character that can't be seen stands here: {name}.", name=named),
                T("Take it out."),
                replacement="",
            )
