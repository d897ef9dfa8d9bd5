"""No bank card number becomes public."""

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

GOOD = Example(body="补贴将打入您登记的银行卡（尾号 0018）。")
BAD = Example(body="补贴打入银行卡 6222 0200 0000 0000 018。")

_NUMBER = re.compile(r"(?<![0-9])(?:62|4|5[1-5]|35)[0-9]{13,17}(?![0-9])")
_LENGTHS = range(16, 20)


def check(variant: Variant) -> Iterator[Finding]:
    """A number of a card's length with a right check digit needs a reviewer's word."""
    for where, digits in joined_digits(variant, _NUMBER):
        if len(digits) in _LENGTHS and has_check_digit(digits):
            yield Finding(
                "bank_card",
                Severity.OVERRIDE,
                where,
                T("This looks like a bank card number."),
                T("Leave only its last four digits."),
            )


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0
