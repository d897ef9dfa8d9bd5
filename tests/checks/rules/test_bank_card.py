from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import bank_card as rule


def test_a_number_without_the_right_check_digit_is_no_card() -> None:
    assert rule.has_check_digit("6222020000000000018"[:19])
    assert not rule.has_check_digit("6222020000000000019")
    assert not list(rule.check(Example(body="编号 6222020000000000019").variant()))
