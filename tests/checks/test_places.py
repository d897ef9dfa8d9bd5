from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from editor_app.checks.example import Example
from editor_app.checks.places import matches, place, prose


@given(st.text("甲乙\n `[]()", max_size=60))
def test_blanking_code_and_links_moves_nothing(body: str) -> None:
    blanked = dict(prose(Example(body=body).variant()))["body"]
    assert len(blanked) == len(body)
    assert [at for at, c in enumerate(blanked) if c == "\n"] == [at for at, c in enumerate(body) if c == "\n"]


def test_code_and_targets_of_links_are_not_prose() -> None:
    found = list(matches(Example(body="`甲` [乙](甲) 甲").variant(), re.compile("甲")))
    assert [where.column for where, _ in found] == [12]


def test_lines_and_columns_count_from_one() -> None:
    where = place("body", "一\n二三", 3, 4)
    assert (where.line, where.column, where.length, where.excerpt) == (2, 2, 1, "三")
