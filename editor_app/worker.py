"""The publishing loop: serves every account that has due work, one thread for each, until it is told to stop."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import DeskError, Unavailable
from editor_app.platforms.turns import Turns, aside
from editor_app.services import (
    ahead,
    deadlines,
    media_keys,
    reading_back,
    registered,
    sending,
    settling,
    teams,
    uninstalled,
    verifying_first,
)
from editor_app.services.backups import DailyBackup
from editor_app.services.links import Links
from editor_app.services.sending import Sender
from editor_app.storage.queries import deliveries, embargo, queue_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.services.ahead import Look
    from editor_app.services.desk import Desk
    from editor_app.services.links import Secrets
    from editor_app.storage.locks import Lock
    from editor_app.storage.queries.deliveries import Due
    from editor_app.storage.queries.queue_rows import DeliveryRow

log = logging.getLogger(__name__)

_ACCOUNTS_AT_ONCE = 32
_REST_SECONDS = 30.0
_BREATH_SECONDS = 0.05
"""Changes within this time are answered by one pass."""
_PATROL_SECONDS = 15.0
"""How often the loop looks ahead, and for windows that have ended."""
_NAP = timedelta(milliseconds=200)
_WAITS_FOR = timedelta(minutes=2)
"""`run_until_idle` waits for tries that come within this time."""
_FINISHED = frozenset(DeliveryState) - {DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN}

_SERVE = {
    DeliveryState.QUEUED: sending.serve_queued,
    DeliveryState.WORKING: settling.serve_abandoned,
    DeliveryState.UNKNOWN: settling.serve_unknown,
    DeliveryState.SENT: reading_back.serve_sent,
    DeliveryState.VERIFIED: reading_back.serve_sent,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A delivery that came to rest: out with its verdict, or waiting for a person."""

    row: DeliveryRow


class Worker:
    """The loop over one workspace; several may run at once, an account is served by one of them."""

    def __init__(
        self,
        desk: Desk,
        secrets: Secrets,
        told: Callable[[Outcome], None],
        name: str = "",
        reached: Callable[[str], None] = lambda _point: None,
    ) -> None:
        self._desk = desk
        self._told = told
        self._links = Links(desk.platforms, secrets)
        media_keys.take_for_worker(desk, secrets)
        actor_name = name or socket.gethostname()
        self._sender = Sender(desk.for_worker(aside), self._links, Actor(f"worker:{actor_name}", actor_name), reached)
        self._pool = ThreadPoolExecutor(_ACCOUNTS_AT_ONCE, "account")
        self._turn = nullcontext if desk.store.url else Turns().taken
        """A team's server is asked over the network, which is to wait as well."""
        self._busy: dict[AccountId, Future[None]] = {}
        self._rest: dict[DeliveryId, float] = {}
        self._unserved = uninstalled.Unserved(desk)
        self._daily = DailyBackup(desk)
        self._is_fresh = True
        self._patrol_at = 0.0
        self.passes = 0
        """How often the loop has looked at the queue."""
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._unlisten = desk.database.listen(lambda _subjects: self._wake.set())

    def run(self, poll: timedelta) -> None:
        """Serve until `stop`; looks at least every `poll`, and at once after a change by this process or in a team.

        A store that is away for a while (a server that restarts, a full disk) ends nothing: the next pass looks again.
        """
        said = ""
        with teams.hearing(self._desk, self._wake.set):
            while not self._stop.is_set():
                self._wake.clear()
                nap, before = poll, said
                try:
                    self._begin_pass()
                    self._daily.look()
                    self._stop.wait(_BREATH_SECONDS)
                    nap, said = self._nap(poll), ""
                except Unavailable as away:
                    said = away.code
                if said != before:
                    log.warning("the queue rests: %s", said) if said else log.info("the queue can be read again")
                self._wake.wait(nap.total_seconds())
        self._finish()

    def run_once(self) -> None:
        """Serve what is due now, and come back when it is done."""
        self._begin_pass()
        wait(tuple(self._busy.values()))

    def run_until_idle(self) -> None:
        """Serve until nothing is due, unsettled or without its first read-back."""
        while not self._stop.is_set():
            self.run_once()
            now = self._desk.clock.now()
            with self._desk.database.read() as snapshot:
                unreadable = embargo.unreadable(snapshot)
                left = deliveries.unfinished(snapshot, now, now + _WAITS_FOR)
                due = deliveries.due(snapshot, now) if left else []
                others = sum(one.id in unreadable or self._unserved.awaits(snapshot, one) for one in due)
            if left <= others:
                return
            self._stop.wait(_NAP.total_seconds())

    def stop(self) -> None:
        """Ask the loop to end after the calls under way."""
        self._stop.set()
        self._wake.set()

    def close(self) -> None:
        """End the threads and close the links."""
        self.stop()
        self._finish()

    def _finish(self) -> None:
        self._unlisten()
        self._daily.close()
        self._pool.shutdown(wait=True)
        self._links.close()

    def _begin_pass(self) -> None:
        """Hand the due work of every account that isn't being served to a thread of its own."""
        if self._is_fresh:
            verifying_first.hold_what_waits(self._desk, self._sender.actor)
            self._is_fresh = False
        self._busy = {account: task for account, task in self._busy.items() if not task.done()}
        now, patrols = self._desk.clock.now(), self._is_time_to_patrol()
        with self._desk.database.read() as snapshot:
            unreadable = embargo.unreadable(snapshot)
            due = [
                one
                for one in deliveries.due(snapshot, now)
                if one.id not in unreadable and not self._unserved.leaves(snapshot, one)
            ]
            looks = [one for one in ahead.wanted(snapshot, now) if one.delivery not in unreadable] if patrols else []
        if patrols:
            self._expire()
        by_account: dict[AccountId, tuple[list[Due], list[Look]]] = {}
        for one in due:
            if one.account not in self._busy and not self._resting(one.id):
                by_account.setdefault(one.account, ([], []))[0].append(one)
        for look in looks:
            if look.account not in self._busy and not self._resting(look.delivery):
                by_account.setdefault(look.account, ([], []))[1].append(look)
        for account, work in by_account.items():
            self._busy[account] = self._pool.submit(self._serve_account, account, *work)
        self.passes += 1

    def _serve_account(self, account: AccountId, due: list[Due], looks: list[Look]) -> None:
        lock = self._desk.store.locks.account_lock(account)
        if lock is None:
            return
        moved = False
        try:
            with self._turn():
                for one in due:
                    if self._stop.is_set():
                        return
                    moved |= self._serve(one, lock)
                for look in looks:
                    if self._stop.is_set():
                        return
                    self._look(look)
        finally:
            lock.release()
            if moved:
                self._wake.set()

    def _is_time_to_patrol(self) -> bool:
        now = self._desk.clock.boot().microseconds / 1e6
        if now < self._patrol_at:
            return False
        self._patrol_at = now + _PATROL_SECONDS
        return True

    def _expire(self) -> None:
        expired: list[DeliveryId] = []
        _went_well("what waits beyond its window", lambda: expired.extend(ahead.expire_overdue(self._sender)))
        for delivery in expired:
            self._report(self._row(delivery))
        _went_well("accounts to be registered", lambda: registered.call_missing(self._desk, self._sender.actor))
        _went_well("stages that wait too long", lambda: deadlines.escalate(self._desk, self._sender.actor))

    def _serve(self, due: Due, lock: Lock) -> bool:
        """Bring one delivery on.

        Returns:
            Whether it moved.
        """
        row = self._rested_after(due.id, lambda: self._served(due, lock))
        if row is None or row.state is due.state:
            return False
        if row.state in _FINISHED:
            self._report(row)
        return True

    def _served(self, due: Due, lock: Lock) -> None:
        _SERVE[due.state](self._sender, due.id, lock)
        row = self._row(due.id)
        if row.state is DeliveryState.SENT and row.verdict is None:
            reading_back.serve_sent(self._sender, due.id, lock)

    def _look(self, look: Look) -> None:
        """Look at one delivery ahead of its slot."""
        row = self._rested_after(look.delivery, lambda: ahead.look(self._sender, look))
        if row is not None and row.state is DeliveryState.HELD:
            self._report(row)

    def _rested_after(self, delivery: DeliveryId, deed: Callable[[], None]) -> DeliveryRow | None:
        """The delivery after `deed`; None = it went wrong, and the delivery rests before it is looked at again."""
        rows: list[DeliveryRow] = []

        def whole() -> None:
            deed()
            rows.append(self._row(delivery))

        if not _went_well(f"delivery {delivery}", whole):
            self._rest_now(delivery)
        return rows[0] if rows else None

    def _report(self, row: DeliveryRow) -> None:
        """Whoever listens can't harm what was done: it is on record before it is told."""
        with aside():
            _went_well("a report", lambda: self._told(Outcome(row)))

    def _row(self, delivery: DeliveryId) -> DeliveryRow:
        with self._desk.database.read() as snapshot:
            return queue_rows.one_row(snapshot, delivery)

    def _rest_now(self, delivery: DeliveryId) -> None:
        self._rest[delivery] = self._desk.clock.boot().microseconds / 1e6 + _REST_SECONDS

    def _resting(self, delivery: DeliveryId) -> bool:
        until = self._rest.get(delivery)
        if until is None:
            return False
        if self._desk.clock.boot().microseconds / 1e6 >= until:
            del self._rest[delivery]
            return False
        return True

    def _nap(self, poll: timedelta) -> timedelta:
        now = self._desk.clock.now()
        with self._desk.database.read() as snapshot:
            following = deliveries.next_due(snapshot, now)
        return poll if following is None else min(poll, max(following - now, _NAP))


def _went_well(what: str, deed: Callable[[], object]) -> bool:
    """Whether `deed` ended without an error; the loop outlives whatever it meets, so this is one of the four places."""
    try:
        deed()
    except DeskError as error:
        log.warning("%s rests: %s", what, error.code)
    except Exception:
        log.exception("%s rests after something unforeseen", what)
    else:
        return True
    return False
