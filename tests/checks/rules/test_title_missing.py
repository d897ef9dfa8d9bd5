from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import title_missing as rule


def test_any_visible_title_passes() -> None:
    assert not list(rule.check(Example(title="补").variant()))
