"""No character or word typed twice by mistake."""

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

GOOD = Example(body="这是大家关心的事。谢谢。")
BAD = Example(body="这是大家关心的的事。")

_DOUBLED = re.compile(r"的的|了了|是是|在在|和和|与与|及及|，，|。。|、、|；；|：：|\b(?P<word>[a-z]{2,}) (?P=word)\b")


def check(variant: Variant) -> Iterator[Finding]:
    """Doubled particles, marks and English words must be accepted with a reason."""
    for where, found in matches(variant, _DOUBLED):
        yield Finding(
            "doubled_characters",
            Severity.WARN,
            where,
            T("“{words}” looks typed twice.", words=found[0]),
            T("Take one out."),
            replacement=found["word"] or found[0][: len(found[0]) // 2],
        )
