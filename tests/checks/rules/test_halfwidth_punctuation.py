from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import halfwidth_punctuation as rule


def test_each_mark_has_its_full_width_form() -> None:
    found = list(rule.check(Example(body="甲,乙;丙:丁?戊!己").variant()))
    assert [f.replacement for f in found] == ["，", "；", "：", "？", "！"]


def test_times_numbers_and_latin_words_are_left_alone() -> None:
    assert not list(rule.check(Example(body="上午9:30, 共1,437人").variant()))
