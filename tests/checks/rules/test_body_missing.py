from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import body_missing as rule


def test_white_space_is_no_text() -> None:
    assert list(rule.check(Example(body=" \t\n").variant()))
