from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import date_impossible as rule


@pytest.mark.parametrize("text", ["2026年2月30日", "2026年13月1日", "2026 年 11 月 28 日 周日"])
def test_dates_that_do_not_exist_or_have_another_weekday_are_found(text: str) -> None:
    assert list(rule.check(Example(body=text).variant()))


@pytest.mark.parametrize("text", ["2028年2月29日", "2026年11月29日（星期天）", "2026年11月"])
def test_right_dates_pass(text: str) -> None:
    assert not list(rule.check(Example(body=text).variant()))
