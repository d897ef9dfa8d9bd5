from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import phone_number as rule


@pytest.mark.parametrize("written", ["13800138000", "138-0013-8000", "+8613800138000", "138 0013 8000"])
def test_a_mobile_number_is_found_however_it_is_written(written: str) -> None:
    assert list(rule.check(Example(body=f"联系 {written}").variant()))


@pytest.mark.parametrize("text", ["12345", "400-810-1234", "010-65292114", "13800138000元", "国办函〔2019〕19号"])
def test_office_lines_hotlines_and_sums_are_left_alone(text: str) -> None:
    assert not list(rule.check(Example(body=text).variant()))
