from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import doubled_characters as rule


def test_the_remedy_is_one_of_the_two() -> None:
    assert [f.replacement for f in rule.check(Example(body="好的的，，the the").variant())] == ["的", "，", "the"]


def test_words_that_double_by_nature_pass() -> None:
    assert not list(rule.check(Example(body="常常、渐渐、谢谢、明明白白").variant()))
