from __future__ import annotations

from editor_app.checks.example import Example


def test_an_example_is_a_whole_variant_with_its_pictures() -> None:
    variant = Example(body=f"![窗口](media:{'a' * 64})").variant()
    assert [(placed.alt, placed.line) for placed in variant.pictures] == [("窗口", 1)]
