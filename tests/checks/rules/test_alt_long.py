from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import alt_long as rule


def test_the_limit_itself_passes() -> None:
    body = f"![{'字' * rule.MOST}](media:{'a' * 64})"
    assert not list(rule.check(Example(body=body).variant()))
