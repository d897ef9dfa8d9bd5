from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import quotes_unpaired as rule


def test_a_closing_mark_alone_is_found_at_its_column() -> None:
    assert [(f.place.line, f.place.column) for f in rule.check(Example(body="好\n意见》").variant())] == [(2, 3)]


def test_nested_pairs_pass() -> None:
    assert not list(rule.check(Example(body="《关于“掌上办”（试行）的意见》").variant()))
