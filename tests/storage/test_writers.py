from __future__ import annotations

import random
import sqlite3
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from editor_app.domain.errors import Conflict, DiskFull, Unavailable, WorkspaceLocked
from editor_app.platforms.turns import Turns, aside
from editor_app.storage import audit, writers
from editor_app.storage.queries import settings
from editor_app.storage.transactions import Plain, Served, Transaction
from tests.storage.scene import ACTOR, SOMETHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.storage.database import Database
    from editor_app.storage.workspaces import Store

LONG, SYNC = 30.0, 0.02


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as made:
        yield made


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody commits what was left to somebody else, however slow this machine is."""
    monkeypatch.setattr(writers, "_LOOKS_AGAIN_SECONDS", LONG)


@pytest.fixture
def door(store: Store) -> Database:
    """For threads that come often, on a disk that is taken to be slow from the start; in a folder, and in a team."""
    return slow_door(store)


def slow_door(store: Store) -> Database:
    made = store.database.shared(aside)
    made._writers.slow_seconds, made._writers._is_slow = -1.0, True
    return made


def engines(store: Store) -> type[Transaction]:
    """The transactions of its engine."""
    return Served if store.url else Plain


@pytest.fixture
def commits(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[Transaction]:
    """Every commit from now on, each of which takes as long as on an old disk."""
    done: list[Transaction] = []
    commit = engines(store).commit

    def slowly(one: Transaction) -> None:
        threading.Event().wait(SYNC)
        commit(one)
        done.append(one)

    monkeypatch.setattr(engines(store), "commit", slowly)
    return done


def keep(door: Database, name: str, then: Callable[[], object] = lambda: None) -> None:
    with door.write(ACTOR, "setting.change", SOMETHING) as work:
        settings.set_value(work, name, 1)
        then()


def kept(store: Store, *names: str) -> list[str]:
    """Those of the settings that somebody else finds, on a connection of their own."""
    if store.url:
        with psycopg.connect(store.url) as looking:
            found = {name for (name,) in looking.execute("SELECT name FROM setting")}
        return [name for name in names if name in found]
    other = sqlite3.connect(store.folder / "workspace.db")
    found = {name for (name,) in other.execute("SELECT name FROM setting")}
    other.close()
    return [name for name in names if name in found]


def says(words: str, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> Callable[[], None]:
    """What the engine would say."""

    def say(*_: object) -> None:
        raise DBAPIError.instance("", {}, kind(words), sqlite3.Error)

    return say


def one_at_the_door(door: Database) -> None:
    """As if a thread stood there."""
    door._writers._count(1)


def left_open(door: Database, pool: ThreadPoolExecutor, name: str) -> Future[None]:
    """A writer whose part is ended and who left the transaction to somebody else."""
    ended = threading.Event()
    task = pool.submit(keep, door, name, ended.set)
    assert ended.wait(LONG)
    while door._writers.open is None:
        assert not task.done()
    return task


def test_many_threads_wait_for_the_disk_together_and_each_goes_on_when_its_own_is_there(
    door: Database, store: Store, commits: list[Transaction], pool: ThreadPoolExecutor
) -> None:
    chance = random.Random(20261129)
    plans = [[chance.random() < 0.2 for _ in range(15)] for _ in range(10)]

    def write(thread: int) -> list[str]:
        fine = []
        for number, fails in enumerate(plans[thread]):
            name = f"{thread}-{number}"
            try:
                keep(door, name, lambda fails=fails: 1 // (not fails))
            except ZeroDivisionError:
                assert fails
                assert not kept(store, name)
            else:
                assert kept(store, name) == [name], "it goes on before its own is durable"
                fine.append(name)
        return fine

    fine = {name for names in pool.map(write, range(10)) for name in names}
    everything = [f"{thread}-{number}" for thread in range(10) for number in range(15)]
    assert set(kept(store, *everything)) == fine
    assert len(fine) == sum(not fails for plan in plans for fails in plan)
    assert len(commits) < len(fine) * 2 / 3
    with store.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None
        assert sum(row.action == "setting.change" for row in audit.rows(snapshot)) == len(fine)


def test_nobody_goes_on_before_the_disk_has_it(
    door: Database, store: Store, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, began = threading.Event(), threading.Event()

    commit = engines(store).commit

    def held_up(one: Transaction) -> None:
        began.set()
        assert may_end.wait(LONG)
        commit(one)

    one_at_the_door(door)
    first = left_open(door, pool, "first")
    door._writers._count(-1)
    monkeypatch.setattr(engines(store), "commit", held_up)
    second = pool.submit(keep, door, "second")
    assert began.wait(LONG)
    assert (first.done(), second.done(), kept(store, "first", "second")) == (False, False, [])
    may_end.set()
    first.result(LONG)
    second.result(LONG)
    assert kept(store, "first", "second") == ["first", "second"]


def test_a_writer_that_fails_is_undone_alone(door: Database, store: Store, pool: ThreadPoolExecutor) -> None:
    one_at_the_door(door)
    first = left_open(door, pool, "first")
    door._writers._count(-1)
    with pytest.raises(Conflict):
        keep(door, "second", says("UNIQUE constraint failed", sqlite3.IntegrityError))
    keep(door, "third")
    first.result(LONG)
    assert kept(store, "first", "second", "third") == ["first", "third"]
    with store.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None


def test_what_the_engine_undoes_whole_fails_for_everybody(folder_store: Store, pool: ThreadPoolExecutor) -> None:
    """As SQLite does when the disk is full or can't be written."""
    door = slow_door(folder_store)
    one_at_the_door(door)
    first = left_open(door, pool, "first")

    def no_room() -> None:
        with door.write(ACTOR, "setting.change", SOMETHING) as work:
            plain = work.connection.connection.dbapi_connection
            plain.execute("ROLLBACK")  # type: ignore[union-attr]
            says("database or disk is full")()

    with pytest.raises(DiskFull):
        no_room()
    with pytest.raises(DiskFull):
        first.result(LONG)
    door._writers._count(-1)
    keep(door, "third")
    assert kept(folder_store, "first", "third") == ["third"]


def test_a_commit_that_fails_fails_for_everybody(
    door: Database, store: Store, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_at_the_door(door)
    first = left_open(door, pool, "first")
    door._writers._count(-1)
    with monkeypatch.context() as broken:
        broken.setattr(engines(store), "commit", says("disk I/O error"))
        with pytest.raises(Unavailable, match="disk"):
            keep(door, "second")
        with pytest.raises(Unavailable, match="disk"):
            first.result(LONG)
    keep(door, "third")
    assert kept(store, "first", "second", "third") == ["third"]


def test_what_was_left_to_somebody_who_went_away_is_committed(
    door: Database, store: Store, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "_LOOKS_AGAIN_SECONDS", 0.1)
    one_at_the_door(door)
    pool.submit(keep, door, "first").result(LONG)
    assert kept(store, "first") == ["first"]


def test_a_writer_that_comes_alone_first_ends_what_is_open(
    door: Database, store: Store, pool: ThreadPoolExecutor
) -> None:
    one_at_the_door(door)
    first = left_open(door, pool, "first")
    with store.database.write(ACTOR, "setting.change", SOMETHING) as work:
        assert settings.value_of(work, "first") == 1
        assert kept(store, "first") == ["first"]
    first.result(LONG)


def test_not_more_than_so_many_share_one_transaction(
    door: Database, store: Store, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "MOST_TOGETHER", 2)
    one_at_the_door(door)
    first = left_open(door, pool, "first")
    keep(door, "second")
    first.result(LONG)
    assert kept(store, "first", "second") == ["first", "second"]


def test_without_its_turn_a_writer_is_alone(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    door = slow_door(folder_store)
    monkeypatch.setattr(writers, "BUSY_SECONDS", 0.05)
    with door._writers.turn:
        keep(door, "alone")
        assert kept(folder_store, "alone") == ["alone"]
        with pytest.raises(ZeroDivisionError):
            keep(door, "undone", lambda: 1 // 0)
    assert not kept(folder_store, "undone")
    other = sqlite3.connect(folder_store.folder / "workspace.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceLocked):
        keep(door, "locked")
    other.close()
    keep(door, "later")
    assert kept(folder_store, "locked", "later") == ["later"]


def test_others_go_on_while_a_slow_disk_is_waited_for(
    door: Database, store: Store, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, writes, computed = Turns(LONG), threading.Event(), threading.Event()
    commit = engines(store).commit

    def until_computed(one: Transaction) -> None:
        assert computed.wait(LONG / 2)
        commit(one)

    monkeypatch.setattr(engines(store), "commit", until_computed)

    def write() -> None:
        with turns.taken():
            keep(door, "slow", writes.set)

    def compute() -> None:
        assert writes.wait(LONG)
        with turns.taken():
            computed.set()

    for task in (pool.submit(write), pool.submit(compute)):
        task.result(LONG)
    assert kept(store, "slow") == ["slow"]


def test_a_quick_disk_is_waited_for_with_the_turn(folder_store: Store) -> None:
    """Two switches between threads cost more than a tenth of a millisecond."""
    asides: list[str] = []

    def noted() -> Turns:
        asides.append("aside")
        raise AssertionError

    door = folder_store.database.shared(noted)  # type: ignore[arg-type]
    door._writers.slow_seconds = LONG
    for number in range(3):
        keep(door, f"quick {number}")
    assert asides == []


def test_whoever_listens_hears_of_each_write_after_it(door: Database, store: Store, pool: ThreadPoolExecutor) -> None:
    heard: list[list[str]] = []
    door.listen(lambda _subjects: heard.append(kept(store, "first", "second")))
    one_at_the_door(door)
    first = left_open(door, pool, "first")
    door._writers._count(-1)
    assert heard == []
    keep(door, "second")
    first.result(LONG)
    assert heard == [["first", "second"]] * 2
