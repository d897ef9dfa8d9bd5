from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import abbreviation as rule


def test_a_short_name_is_noted_once_and_not_after_the_full_one() -> None:
    assert len(list(rule.check(Example(body="国办印发，国办要求。").variant()))) == 1
    assert not list(rule.check(Example(body="国务院办公厅（国办）印发。").variant()))
