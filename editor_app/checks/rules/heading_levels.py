"""Headings go down one level at a time, so that screen readers can follow."""

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

GOOD = Example(body="## 谁能办\n\n### 个人\n\n正文。")
BAD = Example(body="## 谁能办\n\n#### 个人\n\n正文。")

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+\S.*$", re.MULTILINE)


def check(variant: Variant) -> Iterator[Finding]:
    """A skipped level is noted."""
    above = 1
    for where, found in matches(variant, _HEADING):
        level = len(found["marks"])
        if where.field == "body" and level > above + 1:
            yield Finding(
                "heading_levels",
                Severity.NOTE,
                where,
                T("This heading skips a level."),
                T("Use “{marks}”.", marks="#" * (above + 1)),
            )
        above = level
