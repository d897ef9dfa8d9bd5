"""No private telephone number becomes public."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.personal import joined_digits
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="咨询请拨 12345 或 010-12345678。")
BAD = Example(body="请联系张科长，手机 138 0013 8000。")

_MOBILE = re.compile(r"(?<![0-9.])(?:\+?86)?1[3-9][0-9]{9}(?![0-9])(?!\s*[元万亿吨%％])")


def check(variant: Variant) -> Iterator[Finding]:
    """A mobile number needs a reviewer's word; office lines and hotlines are meant to be called."""
    for where, _digits in joined_digits(variant, _MOBILE):
        yield Finding(
            "phone_number",
            Severity.OVERRIDE,
            where,
            T("This is a mobile number, perhaps a private one."),
            T("Give an office line or the hotline instead, or mask it."),
        )
