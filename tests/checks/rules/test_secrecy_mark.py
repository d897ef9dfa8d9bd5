from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import secrecy_mark as rule


def test_a_level_with_its_star_never_passes_and_inner_papers_need_a_reviewer() -> None:
    assert [f.severity.value for f in rule.check(Example(body="秘密★").variant())] == ["block"]
    assert [f.severity.value for f in rule.check(Example(body="内部资料").variant())] == ["override"]
