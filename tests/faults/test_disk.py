"""A disk that is full, read-only, broken or busy at any write: said in words, and afterwards everything is out once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import DiskFull, Unavailable, WorkspaceLocked, WorkspaceReadOnly
from editor_app.services import publishing
from tests.faults.recorded_disk import FULL, IO_ERROR, READ_ONLY, Disk, recorded
from tests.faults.simulation import unrested
from tests.faults.stage import quick_folder, the_stage
from tests.faults.world import World, world

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from editor_app.domain.errors import DeskError

KINDS: dict[int, type[DeskError]] = {FULL: DiskFull, READ_ONLY: WorkspaceReadOnly, IO_ERROR: Unavailable}
STEPS = range(0, 160, 13)
"""How many more writes are taken: from before the first claim to behind the last answer."""
_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS, ids=["full", "read-only", "broken"])
def test_a_disk_that_refuses_at_any_write_costs_no_post_and_makes_no_second(kind: int, times: int) -> None:
    refused = 0
    for accepts in range(STEPS.start, STEPS.stop * times, STEPS.step):
        folder = quick_folder("disk-")
        with recorded(folder) as disk, world(accepts, 0.0, folder) as at:
            at.queue(the_stage().editions[1])
            disk.accepts, disk.refuses = accepts, kind
            at.serve_once()
            refused += bool(disk.refused)
            _room_again(disk)
            at.heal()
            _out_once(at)
    assert refused > 5


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", KINDS, ids=["full", "read-only", "broken"])
def test_a_person_is_told_what_the_disk_refuses_and_nothing_is_changed(kind: int) -> None:
    folder = quick_folder("disk-")
    with recorded(folder) as disk, world(1, 0.0, folder) as at:
        delivery = at.queue(the_stage().narrow[0])[0]
        disk.refuses = kind
        with pytest.raises(KINDS[kind]) as said:
            publishing.hold(at.office.publisher, delivery.id, "wait")
        assert said.value.next_step.msgid
        _room_again(disk)
        assert [row.state for row in at.rows()] == [DeliveryState.QUEUED]
        assert at.unfit() == []
        assert publishing.hold(at.office.publisher, delivery.id, "wait").state is DeliveryState.HELD


@pytest.mark.timeout(60)
@pytest.mark.parametrize("point", ["claimed", "answered"])
def test_a_database_that_somebody_else_holds_costs_no_post_and_makes_no_second(point: str) -> None:
    with world(2) as at:
        _waits_shortly(at)
        at.queue(the_stage().narrow[0])
        with _held(at) as hold:
            at.at_point = lambda reached: hold() if reached == point else None
            at.serve_once()
            with pytest.raises(WorkspaceLocked):
                publishing.hold(at.office.publisher, at.rows()[0].id, "wait")
            at.at_point = lambda _point: None
        at.heal()
        _out_once(at)


def _out_once(at: World) -> None:
    assert (at.doubles(), at.lies(), at.unfit(), unrested(at)) == ([], [], [], [])
    asked = [row for row in at.rows() if row.state is DeliveryState.ASK]
    assert all(row.account_name == "public-blind" for row in asked), "a person is asked only where nobody can look"
    assert at.posts().total() == len(at.queued) - sum(not at.times_out(row) for row in asked)


def _room_again(disk: Disk) -> None:
    disk.refuses, disk.accepts = 0, -1


def _waits_shortly(at: World) -> None:
    def tell(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 100")

    at.office.desk.database._transactions._put_away()
    event.listen(at.office.desk.database.engine, "connect", tell)


@contextmanager
def _held(at: World) -> Iterator[Callable[[], None]]:
    """Gives what lets another process take the database for writing; it lets go at the end."""
    path = at.office.desk.store.folder / "workspace.db"
    holders: list[subprocess.Popen[str]] = []

    def hold() -> None:
        line = [sys.executable, "-c", _HOLDER, str(path)]
        holders.append(subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert holders[0].stdout is not None
        assert holders[0].stdout.readline() == "held\n"

    try:
        yield hold
    finally:
        for each in holders:
            each.communicate()
