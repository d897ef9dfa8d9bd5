from __future__ import annotations

from dataclasses import replace

from editor_app.checks.example import Example
from editor_app.checks.rules import source_missing as rule


def test_a_reprint_without_a_source_never_passes() -> None:
    variant = Example(source="").variant()
    reprint = replace(variant, content=replace(variant.content, reprint=True))
    assert [f.severity.value for f in rule.check(reprint)] == ["block"]
