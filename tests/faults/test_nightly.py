"""A nightly run may be ended at any moment: the next one on the same commit goes on behind what has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from tests.faults.conftest import left_of, passed_on

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Item(NamedTuple):
    """All that is asked of a test here."""

    nodeid: str


def test_what_has_passed_is_not_run_again_until_the_run_is_whole_or_the_program_another(tmp_path: Path) -> None:
    items = cast("list[pytest.Item]", [Item("a"), Item("b[1]"), Item("b[2]")])
    passed_on("one", tmp_path).keep("b[1]")
    left, done = left_of(items, passed_on("one", tmp_path))
    assert ([item.nodeid for item in left], [item.nodeid for item in done]) == (["a", "b[2]"], ["b[1]"])
    assert left_of(items, passed_on("two", tmp_path)) == (items, [])
    passed_on("one", tmp_path).forget()
    assert left_of(items, passed_on("one", tmp_path)) == (items, [])
