from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import title_length as rule


def test_a_title_may_use_every_character_of_the_limit() -> None:
    exact = Example(title="二" * 20, limits=(("title_characters", 20),))
    assert not list(rule.check(exact.variant()))


def test_without_a_limit_every_length_passes() -> None:
    assert not list(rule.check(Example(title="长" * 5000).variant()))
