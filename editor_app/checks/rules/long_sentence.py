"""One idea in a sentence: long ones are hard to read on a phone."""

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

GOOD = Example(body="材料齐全的，当场办结。材料不全的，一次告知。")
BAD = Example(body="对于" + "申请人提交的各类材料" * 7 + "应当一次性告知。")

MOST = 60
_SENTENCE = re.compile(rf"[^。！？!?\n；;#|]{{{MOST + 1},}}")


def check(variant: Variant) -> Iterator[Finding]:
    """More than 60 characters without an end is noted."""
    for where, found in matches(variant, _SENTENCE):
        if where.field in {"body", "summary"}:
            yield Finding(
                "long_sentence",
                Severity.NOTE,
                where,
                T("This sentence has {n} characters.", n=len(found[0].strip())),
                T("Two shorter ones read better."),
            )
