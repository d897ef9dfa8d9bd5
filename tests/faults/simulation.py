"""Seeded schedules: what the machine, the platform and the people do to a queue, one deed after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import DeskError
from editor_app.services import publishing
from editor_app.services.publishing import Slot
from tests.faults.stage import the_stage
from tests.faults.world import Died, chance, restless, world

if TYPE_CHECKING:
    from editor_app.domain.edition import Edition
    from tests.faults.world import World

_NIGHT = timedelta(hours=8)
_DEEDS_PER_RUN = 45
_CLOCK_MINUTES = (-480, -90, -2, 2, 90, 480)
_CORRECTIONS = (-2, 2, 2, 2)
Change = Callable[["World"], None]


@dataclass
class Report:
    """What one schedule did and what came of it."""

    seed: int
    doubles: list[str]
    wrong: list[str]
    """Everything else that must be empty: lies of the queue, deliveries without rest, faults of the store."""
    ends: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)


class Schedule:
    """The dice of one run and what they do."""

    def __init__(self, at: World, seed: int, editions: tuple[Edition, ...]) -> None:
        self._world = at
        self._editions = editions
        self._dice = chance(seed)
        self._depth = 0
        self.deeds: Counter[str] = Counter()
        self._deeds: dict[str, tuple[int, Callable[[], None]]] = {
            "worker a": (12, lambda: at.serve_once("a")),
            "worker b": (8, lambda: at.serve_once("b")),
            "a moment": (8, lambda: at.clock.turn(timedelta(seconds=self._dice.choice((1, 2, 5, 16, 31))))),
            "ten minutes": (2, lambda: at.clock.turn(timedelta(minutes=10))),
            "sleep of 8 h": (1, lambda: at.clock.turn(_NIGHT)),
            "clock set": (25 if at.unruly_clock else 2, self._set_clock),
            "queue": (4, self._queue),
            "hold": (2, partial(self._person, DeliveryState.QUEUED, self._hold)),
            "release": (4, partial(self._person, DeliveryState.HELD, self._release)),
            "cancel": (1, partial(self._person, DeliveryState.HELD, self._cancel)),
            "retry": (2, partial(self._person, DeliveryState.FAILED, self._retry)),
            "save": (1, self._save),
            "token runs out": (1, at.remote.sign_out),
            "sign in": (3, at.sign_in_again),
            "network down": (1, at.remote.go_away),
            "network back": (4, at.remote.come_back),
        }

    def run(self) -> list[str]:
        """Every deed of the schedule; stops at the first double."""
        self._queue()
        self._world.at_point = self._at_point
        for _ in range(_DEEDS_PER_RUN):
            name = self._dice.choices(list(self._deeds), [weight for weight, _ in self._deeds.values()])[0]
            self.deeds[name] += 1
            self._deeds[name][1]()
            doubles = self._world.doubles()
            if doubles:
                return doubles
        return []

    def _at_point(self, point: str) -> None:
        """The worker is at a named point: it may die there, be stopped there, or see the clocks move."""
        fate = self._dice.random()
        if fate < 0.07:
            self._world.deaths[point] += 1
            raise Died(point)
        if fate < 0.12 and self._depth == 0:
            self.deeds["stopped at a point"] += 1
            self._depth += 1
            self._world.clock.turn(timedelta(seconds=self._dice.choice((0, 2, 40))))
            self._world.serve_once("other")
            self._depth -= 1
        elif fate < 0.14:
            self._set_clock()

    def _set_clock(self) -> None:
        minutes = self._dice.choice(_CORRECTIONS if self._world.unruly_clock else _CLOCK_MINUTES)
        self.deeds[f"clock {minutes:+} min"] += 1
        self._world.clock.step_wall(timedelta(minutes=minutes))

    def _queue(self) -> None:
        waiting = [e for e in self._editions if e.id not in {q.id for q in self._world.queued.values()}]
        if waiting:
            later = timedelta(minutes=self._dice.choice((0, 0, 0, 5, 50)))
            slot = Slot(self._world.office.desk.clock.now() + later)
            self._allowed(lambda: self._world.queue(self._dice.choice(waiting), slot))

    def _person(self, state: DeliveryState, deed: Callable[[str], object]) -> None:
        rows = [row for row in self._world.rows() if row.state is state]
        if rows:
            self._allowed(partial(deed, self._dice.choice(rows).id))

    def _hold(self, delivery: str) -> object:
        return publishing.hold(self._world.office.publisher, delivery, "wait")  # type: ignore[arg-type]

    def _release(self, delivery: str) -> object:
        return publishing.release(self._world.office.publisher, delivery, "go on")  # type: ignore[arg-type]

    def _cancel(self, delivery: str) -> object:
        return publishing.cancel(self._world.office.publisher, delivery, "not any more")  # type: ignore[arg-type]

    def _retry(self, delivery: str) -> object:
        return publishing.retry(self._world.office.publisher, delivery)  # type: ignore[arg-type]

    def _save(self) -> None:
        editions = list(self._world.queued.values())
        if editions:
            self._allowed(lambda: self._world.save(self._dice.choice(editions)))

    def _allowed(self, deed: Callable[[], object]) -> None:
        """A person's deed, which the office may refuse with words (and with nothing else)."""
        try:
            deed()
        except DeskError as refused:
            self.deeds[f"refused: {refused.code}"] += 1


def simulated(seed: int) -> Report:
    """One schedule over every profile, from its seed to the rest afterwards."""
    return _run(seed, the_stage().editions, lambda _world: None)


def simulated_narrowly(seed: int, *changes: Change) -> Report:
    """The same over the one account where errors show at once; `changes` alter the world before anything happens."""

    def change(at: World) -> None:
        for each in changes:
            each(at)

    return _run(seed, the_stage().narrow, change)


def _run(seed: int, editions: tuple[Edition, ...], change: Change) -> Report:
    with world(seed, 0.25) as at:
        change(at)
        schedule = Schedule(at, seed, editions)
        doubles = schedule.run()
        if not doubles:
            at.heal()
            doubles = at.doubles()
        report = Report(seed, doubles, [*at.lies(), *at.unfit(), *unrested(at)])
        report.ends.update(row.state.value for row in at.rows())
        report.deaths, report.struck, report.deeds = at.deaths, at.weather.struck, schedule.deeds
        return report


def unrested(at: World) -> list[str]:
    """Deliveries that neither went out nor ended nor wait for a person, in the order of the queue."""
    waiting = restless(at.rows())
    held = [row for row in at.rows() if row.state in {DeliveryState.HELD, DeliveryState.FAILED}]
    windowed = the_stage().editions[-1].id
    kept = [row for row in held if at.queued[row.id].id != windowed]
    return [f"{row.account_name} {row.title}: {row.state} ({row.reason})" for row in (*waiting, *kept)]
