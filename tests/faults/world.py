"""One simulated office with its platform: what people and the machine do to it, and what must hold after each deed."""

from __future__ import annotations

import logging
import random
import shutil
from collections import Counter
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import FINAL, OUT, DeliveryState
from editor_app.domain.errors import DeskError
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, asking, publishing
from editor_app.storage import audit, soundness
from editor_app.storage.vault_file import WAY
from editor_app.worker import Worker
from tests.faults.inprocess import InProcess, OnlyInProcess, Remote, StepClock
from tests.faults.stage import SECRET, URL, quick_folder, saved, the_stage
from tests.faults.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.services.publishing import Slot
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.storage.workspaces import Store
    from editor_app.worker import Outcome
    from tests.services.office import Office

POINTS = (
    "before_claim",
    "claimed",
    "before_upload",
    "after_upload",
    "before_draft",
    "after_draft",
    "before_intent",
    "intent_committed",
    "outcome_unknown",
    "answered",
    "result_committed",
    "read_back",
    "found",
    "found_absent",
)
"""Every named fault point of the worker; a test compares them with those in the source."""
NEEDS_A_LOOK = frozenset({DeliveryState.ASK, DeliveryState.HELD, DeliveryState.FAILED})
_RESTLESS = frozenset({DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN})
_TIMES_SENT_ON = 4
_SHORTEST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=1), timedelta(hours=60)


class Died(BaseException):
    """The worker's process ends here: nothing of the program catches it, only the kernel's share is cleaned up."""


class Inline(Executor):
    """An executor without threads: the account is served at once, so that a seed gives the same run every time."""

    @override
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass
class World:
    """An office, a platform, the workers that are alive, and what was done with them."""

    office: Office
    clock: StepClock
    remote: Remote
    weather: Weather
    platform: InProcess
    queued: dict[str, Edition] = field(default_factory=dict)
    """By delivery id."""
    deaths: Counter[str] = field(default_factory=Counter)
    told: list[Outcome] = field(default_factory=list)
    at_point: Callable[[str], None] = lambda _point: None
    unruly_clock: bool = False
    """The wall clock is set again and again."""

    def worker(self, name: str) -> Worker:
        """A worker of this process without threads."""
        made = Worker(self.office.desk, _OneSecret(), self.told.append, name, self._reached)
        made._pool.shutdown(wait=False)
        made._pool = Inline()  # type: ignore[assignment]
        return made

    def serve_once(self, name: str = "a") -> None:
        """One pass of a worker that may die in it."""
        worker = self.worker(name)
        try:
            worker.run_once()
        except Died:
            self.office.desk.database._transactions._put_away()
        finally:
            worker._unlisten()
            worker._links.close()

    def queue(self, edition: Edition, slot: Slot | None = None) -> list[Delivery]:
        """Puts an approved edition into the outbox, and remembers what must become of it."""
        made = publishing.queue(self.office.publisher, edition.id, slot)
        self.queued.update({delivery.id: edition for delivery in made})
        return made

    def rows(self) -> list[DeliveryRow]:
        """The queue's rows, the oldest first."""
        return publishing.status(self.office.desk)[::-1]

    def save(self, edition: Edition) -> None:
        """An editor saves the document of an approved edition."""
        saved(self.office, edition)

    def sign_in_again(self) -> None:
        """An admin connects every account again that wants it."""
        self.remote.signed_in = True
        for account in accounts.all_accounts(self.office.desk):
            if account.state is AccountState.NEEDS_SIGN_IN:
                accounts._set_state(self.office.admin, account, AccountState.ACTIVE)

    def posts(self) -> Counter[tuple[str, str]]:
        """How often readers see what: by account's profile and title."""
        public = [post for post in self.remote.ledger.posts.values() if post.public]
        return Counter((post.channel, post.entry.title) for post in public)

    def times_out(self, row: DeliveryRow) -> int:
        """How often readers see this delivery."""
        return self.posts()[row.account_name, row.title]

    def doubles(self) -> list[str]:
        """What readers see more than once: must be empty."""
        return [f"{channel}: {title} × {count}" for (channel, title), count in self.posts().items() if count > 1]

    def lies(self) -> list[str]:
        """Deliveries of which the queue says what the platform denies: must be empty."""
        found = []
        for row in self.rows():
            there = self.times_out(row)
            never = row.state in FINAL - OUT or row.state in {DeliveryState.FAILED, DeliveryState.QUEUED}
            if (row.state in OUT and there != 1) or (never and there):
                found.append(f"{row.account_name} {row.title}: {row.state} but seen {there} times")
        return found

    def heal(self) -> None:
        """Good weather, accounts signed in, people send on what waits for them and answer, until nothing moves."""
        self.weather.clear_up()
        self.remote.reachable, self.remote.slow = True, timedelta(0)
        self.at_point = lambda _point: None
        self.sign_in_again()
        self.settle()
        for _ in range(_TIMES_SENT_ON):
            if not self.send_on() + self.answer_questions():
                return
            self.settle()

    def answer_questions(self) -> int:
        """A publisher looks at each account where nobody else can, and answers what is true; returns how many."""
        asked = [row for row in self.rows() if row.state is DeliveryState.ASK]
        self.remote.settle_late_effects()  # a person sees what is there by now
        for row in asked:
            there = [p for p in self.remote.ledger.posts.values() if p.public and p.channel == row.account_name]
            link = next((f"{URL}/read/{post.id}" for post in there if post.entry.title == row.title), "")
            if link:
                asking.answer_there(self.office.publisher, row.id, link)
            else:
                asking.answer_not_there(self.office.publisher, row.id)
        return len(asked)

    def send_on(self) -> int:
        """A person releases what is held and retries what failed; returns how many."""
        before = Counter(row.state for row in self.rows())
        for row in self.rows():
            if row.state is DeliveryState.HELD:
                self._tried(partial(publishing.release, self.office.publisher, row.id, "checked"))
            elif row.state is DeliveryState.FAILED:
                self._tried(partial(publishing.retry, self.office.publisher, row.id))
        return (before - Counter(row.state for row in self.rows())).total()

    def settle(self) -> None:
        """Passes of one worker while time goes by, until nothing moves or everything left waits for a person."""
        pause, before = _SHORTEST_PAUSE, self.rows()
        while pause < _LONGEST_PAUSE:
            self.serve_once("last")
            rows = self.rows()
            if not restless(rows):
                return
            moved = [row.state for row in rows] != [row.state for row in before]
            pause, before = _SHORTEST_PAUSE if moved else pause * 2, rows
            self.clock.turn(pause)

    def unfit(self) -> list[str]:
        """What is wrong with the store itself."""
        with self.office.desk.database.read() as snapshot:
            broken = audit.first_altered(snapshot)
            faults = soundness.faults(snapshot)
        return [*faults, *([f"audit row {broken}"] if broken is not None else [])]

    def _reached(self, point: str) -> None:
        self.at_point(point)

    def _tried(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except DeskError:
            return  # its window has passed, or it moved meanwhile


class _OneSecret:
    """The secret of every account."""

    def secret(self, name: str) -> Secret | None:
        """It opens the practice platform."""
        return Secret(SECRET) if name and not name.startswith(WAY) else None


def restless(rows: list[DeliveryRow]) -> list[DeliveryRow]:
    """What a worker still has to bring on: neither out nor ended, and not behind a question on its account."""
    asked = {row.account_name for row in rows if row.state is DeliveryState.ASK}
    return [row for row in rows if row.state in _RESTLESS and row.account_name not in asked]


@contextmanager
def world(seed: int, rate: float = 0.0, folder: Path | None = None) -> Iterator[World]:
    """A copy of the stage with a platform of its own; nothing of it is left afterwards.

    Odd seeds have a slow platform: effects come up to 45 seconds late, and it asks for a minute to settle.
    """
    place = folder or quick_folder("world-")
    clock, weather = StepClock(), Weather(seed, rate)
    clock.turn(timedelta(minutes=10))
    made = world_over(the_stage().store(place / "office", clock), clock, Remote(clock, weather))
    if seed % 2:
        made.remote.late, made.platform.settle = timedelta(seconds=45), timedelta(minutes=1)  # type: ignore[misc]
    try:
        with quiet():
            yield made
    finally:
        made.office.desk.close()
        shutil.rmtree(place, ignore_errors=True)


def world_over(store: Store, clock: StepClock, remote: Remote) -> World:
    """The office of the stage over that store, with that platform."""
    platform = InProcess(remote, clock)
    office = the_stage().office(store, clock, OnlyInProcess(platform))
    made = World(office, clock, remote, remote.weather, platform)
    platform.before_byte = made._reached
    return made


@contextmanager
def quiet() -> Iterator[None]:
    """What the worker logs of all these faults is of no interest, and would cost time."""
    log = logging.getLogger("editor_app")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def chance(seed: int) -> random.Random:
    """The dice of one run."""
    return random.Random(seed)
