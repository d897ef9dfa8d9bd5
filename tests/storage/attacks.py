"""How an attack is judged: refused by the guard of that name (and SQLSTATE), while its legal twin succeeds."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from editor_app.storage.guards import SQLSTATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.storage.scene import Scene


def refused(scene: Scene, guard: str, attack: Callable[[], object] | str, **values: object) -> None:
    """The attack fails by exactly that guard (of `a|b`, by either: it breaks both) and changes nothing."""
    with undone(scene), pytest.raises(DBAPIError) as caught, scene.connection.begin_nested():
        _run(scene, attack, values)
    said = re.search(r"(?:guard|unique):(\w+)", str(caught.value.orig))
    assert said is not None, str(caught.value.orig)
    assert said[1] in guard.split("|")
    if scene.connection.dialect.name == "postgresql":
        assert getattr(caught.value.orig, "sqlstate", "") == SQLSTATE


def refused_by_constraint(scene: Scene, constraint: str, attack: Callable[[], object] | str, **values: object) -> None:
    """The attack fails by that declared constraint (SQLite names the columns of unique ones instead)."""
    with undone(scene), pytest.raises(DBAPIError) as caught, scene.connection.begin_nested():
        _run(scene, attack, values)
    said = str(caught.value.orig)
    assert constraint in said or (scene.connection.dialect.name == "sqlite" and "unique:" in said), said


def accepted(scene: Scene, twin: Callable[[], object] | str, **values: object) -> None:
    """The legal twin succeeds; it is undone, so that the attack can follow from the same state."""
    with undone(scene), scene.connection.begin_nested() as point:
        _run(scene, twin, values)
        point.rollback()


@contextmanager
def undone(scene: Scene) -> Iterator[None]:
    """What the work remembers of its audit rows goes back with the savepoint."""
    work = scene.work
    kept = (work.sequence, work.head, dict(work._rows))
    try:
        yield
    finally:
        work.sequence, work.head, work._rows = kept


def _run(scene: Scene, deed: Callable[[], object] | str, values: dict[str, object]) -> None:
    if isinstance(deed, str):
        changed = scene.connection.execute(text(deed), values)
        assert changed.rowcount != 0, "the statement reached no row"
    else:
        deed()
