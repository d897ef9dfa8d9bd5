from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import long_sentence as rule


def test_sixty_characters_are_allowed() -> None:
    assert not list(rule.check(Example(body="长" * rule.MOST + "。").variant()))
    assert list(rule.check(Example(body="长" * (rule.MOST + 1) + "。").variant()))
