from __future__ import annotations

import re

from editor_app.checks.example import Example
from editor_app.checks.personal import joined_digits


def test_digits_are_joined_over_single_gaps_and_keep_their_place() -> None:
    found = list(joined_digits(Example(body="号 1２-3 4。").variant(), re.compile("1234")))
    assert [(where.column, where.excerpt, digits) for where, digits in found] == [(3, "1２-3 4", "1234")]


def test_two_gaps_or_a_line_end_part_two_numbers() -> None:
    body = "1  2\n3"
    assert not list(joined_digits(Example(body=body).variant(), re.compile("12|23")))
