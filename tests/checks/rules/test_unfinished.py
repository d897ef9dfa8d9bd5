from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import unfinished as rule


def test_a_place_to_be_filled_is_found_in_the_title_too() -> None:
    assert [f.place.field for f in rule.check(Example(title="TODO").variant())] == ["title"]
