from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import lookalikes as rule


def test_a_whole_word_of_another_alphabet_is_nobodys_trick() -> None:
    assert not list(rule.check(Example(body="俄文 привет 与希腊字母 αβγ").variant()))
