from __future__ import annotations

from datetime import date

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import date_passed as rule

DAY = date(2026, 12, 8)


@pytest.mark.parametrize("text", ["将于2026年12月7日开放", "请在 2026 年 11 月 30 日前提交", "截止日期：2025年1月1日"])
def test_an_announced_day_that_has_passed_is_found(text: str) -> None:
    assert list(rule.check(Example(body=text, today=DAY).variant()))


@pytest.mark.parametrize(
    "text",
    ["定于2026年12月8日举行", "自2026年11月1日起施行", "截至2026年11月30日，共办理 12 件", "将于2026年2月30日"],
)
def test_today_what_lies_ahead_and_what_is_told_of_the_past_passes(text: str) -> None:
    assert not list(rule.check(Example(body=text, today=DAY).variant()))


def test_without_a_day_nothing_is_judged() -> None:
    assert not list(rule.check(Example(body="将于2020年1月1日开放").variant()))
