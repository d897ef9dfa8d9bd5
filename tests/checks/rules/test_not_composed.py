from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import not_composed as rule


def test_a_variant_character_that_composing_would_change_is_only_noted() -> None:
    found = list(rule.check(Example(body="\ufa10").variant()))
    assert [one.severity.value for one in found] == ["note"]
