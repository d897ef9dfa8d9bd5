"""Many threads, one wait for the disk: whatever moment the power goes, who went on has what they wrote, whole."""

from __future__ import annotations

import random
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.storage import workspaces
from editor_app.storage.prepared import plainly
from editor_app.storage.writers import Together, Writers
from tests.faults.recorded_disk import Op, after_power_loss, recorded
from tests.storage.scene import ACTOR, SOMETHING, TurnedClock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from editor_app.storage.database import Database

THREADS, WRITES, LOSSES = 8, 12, 100
FACTS = workspaces.NewWorkspace("某局新闻办", "zh_CN", "Asia/Shanghai")
BOTH = ("first", "second")


@dataclass
class Run:
    """What the disk was asked, from when on, and who went on at which moment."""

    begun: int
    ops: list[Op]
    went_on: list[tuple[int, str]] = field(default_factory=list)
    """Number of the operation, name."""

    def at(self, moment: int) -> set[str]:
        """Who had gone on by then."""
        return {name for when, name in self.went_on if when <= moment}


class Undone(Exception):
    """A writer thinks better of it."""


def run_of(seed: int, folder: Path) -> Run:
    """Threads that write through the shared door, every fifth of them in vain; each writes two rows at a time."""
    with recorded(folder) as disk, ThreadPoolExecutor(THREADS) as pool:
        store = workspaces.create(folder / "office", FACTS, TurnedClock())
        door = store.database.shared(nullcontext)
        door._writers.slow_seconds, door._writers._is_slow = -1.0, True
        run, together = Run(len(disk.ops), disk.ops), threading.Barrier(THREADS)

        def write(thread: int) -> None:
            dice = random.Random(seed * THREADS + thread)
            together.wait()
            for number in range(WRITES):
                name = f"{thread}-{number}"
                try:
                    _write(door, name, in_vain=dice.random() < 0.2)
                except Undone:
                    continue
                run.went_on.append((len(disk.ops), name))

        for task in [pool.submit(write, thread) for thread in range(THREADS)]:
            task.result()
        run.ops = list(disk.ops)
        store.close()
    return run


def _write(door: Database, name: str, *, in_vain: bool) -> None:
    with door.write(ACTOR, "setting.change", SOMETHING) as work:
        for part in BOTH:
            plainly(work.connection, "INSERT INTO setting VALUES (:name, '1')", {"name": f"{name} {part}"})
        if in_vain:
            raise Undone


def found_after(run: Run, moment: int, dice: random.Random, folder: Path) -> set[str]:
    """The rows that are there when the power comes back; the file is sound."""
    folder.mkdir()
    for name, content in after_power_loss(run.ops[:moment], {}, dice).items():
        (folder / name).write_bytes(content)
    connection = sqlite3.connect(folder / "workspace.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    numbers = [number for (number,) in connection.execute("SELECT sequence FROM audit ORDER BY sequence")]
    assert numbers == list(range(1, len(numbers) + 1))
    names = {name for (name,) in connection.execute("SELECT name FROM setting")}
    connection.close()
    return names


def moments(run: Run, number: int, dice: random.Random) -> Iterable[int]:
    """Anywhere, and every other time just after somebody had gone on."""
    known = [moment for moment, _name in run.went_on]
    return [dice.choice(known) if at % 2 else dice.randrange(run.begun, len(run.ops) + 1) for at in range(number)]


def losses(run: Run, number: int, seed: int, folder: Path) -> int:
    """How many of so many losses forgot what somebody relied on; each writer's two rows are there or not, together."""
    dice, forgot = random.Random(seed), 0
    for count, moment in enumerate(moments(run, number, dice)):
        found = found_after(run, moment, dice, folder / f"loss {count}")
        written = {name.rsplit(" ", 1)[0] for name in found if name.endswith(BOTH)}
        assert all({f"{name} {part}" for part in BOTH} <= found for name in written), "half of a writer"
        forgot += not run.at(moment) <= written
    return forgot


def test_no_loss_of_power_takes_what_a_writer_of_a_group_had_relied_on(tmp_path: Path, times: int) -> None:
    run = run_of(1, tmp_path / "disk")
    syncs = sum(op.kind == "sync" for op in run.ops[run.begun :])
    forgot = losses(run, LOSSES * times, 1, tmp_path)
    print(f"{LOSSES * times} losses over {len(run.went_on)} writes of {THREADS} threads in {syncs} syncs: {forgot}")  # noqa: T201
    assert forgot == 0
    assert syncs < len(run.went_on) / 2


def test_writers_that_do_not_wait_for_their_group_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness sees it: without the waiting the same losses take what was relied on."""
    monkeypatch.setattr(Writers, "wait_for", lambda _self, _group: None)
    monkeypatch.setattr(Together, "raise_what_came", lambda _self: None)
    run = run_of(1, tmp_path / "disk")
    assert losses(run, 40, 1, tmp_path) > 0
