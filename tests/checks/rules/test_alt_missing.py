from __future__ import annotations

from dataclasses import replace

from editor_app.checks.example import Example
from editor_app.checks.rules import alt_missing as rule


def test_each_picture_without_words_is_named_with_its_line() -> None:
    body = f"段落\n\n![](media:{'a' * 64})\n\n![有字](media:{'b' * 64})\n\n![ ](media:{'c' * 64})"
    assert [found.place.line for found in rule.check(Example(body=body).variant())] == [3, 7]


def test_a_cover_needs_words_as_well() -> None:
    variant = Example(body=f"![有字](media:{'a' * 64})").variant()
    silent = replace(variant, cover=replace(variant.pictures[0], alt="", line=0))
    assert [found.place.field for found in rule.check(silent)] == ["cover"]
