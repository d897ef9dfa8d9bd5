from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import hidden_characters as rule


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u0007", "\ufeff", "\u2066", "\U000e0041"])
def test_each_hidden_character_is_found_where_it_stands(character: str) -> None:
    found = list(rule.check(Example(body=f"第一行\n缴费{character}入口").variant()))
    assert [(one.place.line, one.place.column, one.replacement) for one in found] == [(2, 3, "")]


def test_line_ends_and_tabs_are_no_hidden_characters() -> None:
    assert not list(rule.check(Example(body="甲\n\t乙").variant()))
