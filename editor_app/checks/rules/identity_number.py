"""No citizen's identity number becomes public."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.personal import joined_digits
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="申请人身份证号：110105********002X。")
BAD = Example(body="申请人身份证号：110105 19491231 002X。")

_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check(variant: Variant) -> Iterator[Finding]:
    """A number with a right checksum and a possible birthday needs a reviewer's word."""
    for where, digits in joined_digits(variant, _NUMBER):
        if is_identity_number(digits):
            yield Finding(
                "identity_number",
                Severity.OVERRIDE,
                where,
                T("This is somebody's identity number."),
                T("Mask it, for example 110105********002X."),
            )


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are an identity number (GB 11643: date of birth, check character mod 11-2)."""
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return born.year >= 1900 and _CHECK[total % 11] == digits[17].upper()
