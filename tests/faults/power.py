"""A workload over a recorded disk, and the moments at which its power can go: what was acknowledged, what was out."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event
from typing_extensions import override

from editor_app.domain.instants import BootInstant
from editor_app.platforms.sandbox.ledger import Ledger, Post
from editor_app.storage import audit
from tests.faults.inprocess import Remote, StepClock
from tests.faults.recorded_disk import Op, after_power_loss, recorded
from tests.faults.simulation import Schedule
from tests.faults.stage import quick_folder, the_stage
from tests.faults.weather import Weather
from tests.faults.world import quiet, world, world_over

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from editor_app.domain.edition import Edition
    from tests.faults.world import World

_DATABASE = "workspace.db"
_FEW_PAGES = 40


@dataclass
class Run:
    """What a workload asked of its disk, with the moments (numbers of operations) at which things were true."""

    before: dict[str, bytes]
    ops: list[Op] = field(default_factory=list)
    acknowledged: list[tuple[int, int, str]] = field(default_factory=list)
    """Moment, audit row, its hash: after a commit had returned."""
    posts: list[tuple[int, Post]] = field(default_factory=list)
    """Moment, and what the platform kept then."""
    ledger: Ledger | None = None
    queued: dict[str, Edition] = field(default_factory=dict)
    late: timedelta = timedelta(0)
    settle: timedelta = timedelta(0)
    hours: timedelta = timedelta(0)
    """Where the wall clock stood at the end."""


class KeptLedger(Ledger):
    """A platform's memory that also tells when it kept what."""

    def __init__(self, run: Run) -> None:
        super().__init__(None)
        self._run = run

    @override
    def keep(self, post: Post) -> None:
        super().keep(post)
        self._run.posts.append((len(self._run.ops), post))


class RebootedClock(StepClock):
    """The clock after the machine was started again: another boot, a moment ago."""

    @override
    def boot(self) -> BootInstant:
        return BootInstant("boot-2", super().boot().microseconds - timedelta(hours=1) // timedelta(microseconds=1))


def workload(seed: int, editions: tuple[Edition, ...], *, synchronous: str = "FULL", often: bool = False) -> Run:
    """A schedule of deeds, faults and deaths on a disk that is written down.

    Args:
        seed: of the schedule.
        editions: what may be queued in it.
        synchronous: what SQLite is told; anything but FULL is an ablation.
        often: the log is taken over into the database every few pages instead of every few thousand.
    """
    folder = quick_folder("power-")
    with recorded(folder) as disk, world(seed, 0.25, folder) as at:
        run = Run({_DATABASE: (the_stage().folder / _DATABASE).read_bytes()}, disk.ops)
        _set_up(at, synchronous, often=often)
        ledger = KeptLedger(run)
        at.remote.ledger = at.remote._ledger = ledger
        at.office.desk.database.listen(lambda _subjects: run.acknowledged.append((len(disk.ops), *_head(at))))
        Schedule(at, seed, editions).run()
        at.heal()
        run.ledger, run.queued = ledger, at.queued
        run.late, run.settle = at.remote.late, at.platform.settle
        run.hours = at.clock.now() - StepClock().now()
    return run


@contextmanager
def revived(run: Run, moment: int, dice: random.Random) -> Iterator[World]:
    """The office as it comes up after the power went at that moment, before any worker runs."""
    folder = quick_folder("revived-")
    office = folder / "office"
    shutil.copytree(the_stage().folder, office)
    for name, content in after_power_loss(run.ops[:moment], run.before, dice).items():
        (office / name).write_bytes(content)
    clock = RebootedClock()
    clock.step_wall(run.hours)
    clock.turn(timedelta(minutes=1))
    at = world_over(the_stage().reopened(office, clock), clock, _remote(run, moment, clock))
    at.remote.late, at.platform.settle = run.late, run.settle  # type: ignore[misc]
    at.queued = run.queued
    try:
        with quiet():
            yield at
    finally:
        at.office.desk.close()
        shutil.rmtree(folder, ignore_errors=True)


def forgotten(run: Run, moment: int, at: World) -> list[str]:
    """Commits that had been acknowledged by that moment and are not there any more."""
    known = [each for each in run.acknowledged if each[0] <= moment]
    if not known:
        return []
    _, sequence, digest = known[-1]
    with at.office.desk.database.read() as snapshot:
        there = {row.sequence: row.hash for row in audit.rows(snapshot, sequence - 1, 1)}
    return [] if there.get(sequence) == digest else [f"row {sequence}"]


def _remote(run: Run, moment: int, clock: StepClock) -> Remote:
    """The platform as it was at that moment: it has lost nothing."""
    remote = Remote(clock, Weather())
    assert run.ledger is not None
    for when, post in run.posts:
        if when <= moment:
            remote.ledger.keep(post)
            remote.ledger._last_number = max(remote.ledger._last_number, post.number)
    remote.ledger.pictures.update(run.ledger.pictures)
    return remote


def _head(at: World) -> tuple[int, str]:
    with at.office.desk.database.read() as snapshot:
        return audit.head(snapshot)


def _set_up(at: World, synchronous: str, *, often: bool) -> None:
    at.office.desk.database._transactions._put_away()

    def tell(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA synchronous = {synchronous}")  # type: ignore[attr-defined]
        if often:
            connection.execute(f"PRAGMA wal_autocheckpoint = {_FEW_PAGES}")  # type: ignore[attr-defined]

    event.listen(at.office.desk.database.engine, "connect", tell)


def moments(run: Run, number: int, dice: random.Random) -> list[int]:
    """When the power goes: anywhere, and every other time just after a commit was acknowledged or a post was made."""
    known = [moment for moment, *_ in (*run.acknowledged, *run.posts)]
    return [dice.choice(known) if at % 2 and known else dice.randrange(len(run.ops) + 1) for at in range(number)]
