"""Victims by the hundred: one warm process without threads forks each of them, so that none starts an interpreter.

    python -m tests.faults.nursery WORKSPACE CLOCK TOKEN

It serves what is due once itself, so that everything is loaded and compiled, and closes every connection. Then each
line of its input is a list of jobs: it forks one victim for each, waits for all of them, and answers with their exit
codes (negative: the signal that ended them).
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
import traceback
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import AccountId
from editor_app.domain.secrets import Secret
from editor_app.services import workspaces
from editor_app.services.links import Links
from editor_app.services.workspaces import Means
from editor_app.storage.queries import deliveries
from editor_app.storage.vault_file import WAY
from editor_app.worker import Worker
from tests.faults.leases import lease_instead_of_lock
from tests.faults.shared_clock import SharedClock
from tests.services.office import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.domain.account import Account
    from editor_app.platforms.contract import Link, Order, Step, StepResult
    from editor_app.services.desk import Desk

_RESTLESS = (DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN)
_SHORTEST, _LONGEST = timedelta(seconds=0.5), timedelta(seconds=20)
_BREATH_SECONDS = 0.003
_PASSES = 2_000
_USUAL_LINK = Links.link


class Token:
    """The one secret of a practice platform, or a JSON object of secrets by account."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._by_account: dict[str, str] = json.loads(token) if token.startswith("{") else {}

    def secret(self, name: str) -> Secret | None:
        """That of the account."""
        return Secret(self._by_account.get(name, self._token)) if name and not name.startswith(WAY) else None


class Victim:
    """A worker that stops or ends itself at a named fault point, after the point was written down and synced."""

    def __init__(self, desk: Desk, token: Token, job: dict[str, str]) -> None:
        self._desk = desk
        self._token = token
        self._job = job

    def reached(self, point: str) -> None:
        """Called by the worker at each point."""
        if point != self._job["point"]:
            return
        stops = self._job.get("end") == "stop"
        if stops and not _is_first(self._job["log"]):
            return  # one worker stops; the other goes on
        with Path(self._job["log"]).open("a", encoding="utf-8") as file:
            file.write(f"{point} {os.getpid()} {self._job['name']}\n")
            file.flush()
            os.fsync(file.fileno())
        os.kill(os.getpid(), signal.SIGSTOP if stops else signal.SIGKILL)

    def live(self) -> None:
        """Serve until everything is out, ended or waits for a person; time goes by as fast as nothing moves."""
        desk = self._desk
        worker = Worker(desk, self._token, lambda _outcome: None, self._job["name"], self.reached)
        _tell_before_byte(self.reached)
        if os.getpid() % 2:
            desk.database._writers.slow_seconds = -1.0  # every other victim takes the disk to be slow: group commits
        if self._job.get("locks") == "lease":
            lease_instead_of_lock(desk)
        pause, breath = _SHORTEST, threading.Event()
        for number in range(_PASSES):
            before = waiting(desk)
            worker.run_once()
            if "beat" in self._job:
                Path(self._job["beat"]).write_text(str(number), "ascii")
            left = waiting(desk)
            if not left:
                break
            pause = _SHORTEST if left != before else min(pause * 2, _LONGEST)
            let_time_go_by(desk, left, pause)
            breath.wait(_BREATH_SECONDS)
        worker.close()
        desk.database._transactions._put_away()  # not closed for good: what is forked later goes on with it


def _is_first(log: str) -> bool:
    try:
        Path(log).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def waiting(desk: Desk) -> list[tuple[str, str, str]]:
    """What a worker still has to bring on: id, account, state."""
    with desk.database.read() as snapshot:
        return [(one.id, one.account, one.state.value) for one in deliveries.in_states(snapshot, _RESTLESS)]


def let_time_go_by(desk: Desk, left: list[tuple[str, str, str]], pause: timedelta) -> None:
    """Skip that time, unless somebody serves one of these accounts: only idle time is skipped."""
    with contextlib.ExitStack() as idle:
        for _, account, _ in left:
            lock = desk.store.locks.account_lock(AccountId(account))
            if lock is None:
                return
            idle.enter_context(lock)
        assert isinstance(desk.clock, SharedClock)
        desk.clock.turn(pause)


def _tell_before_byte(reached: Callable[[str], None]) -> None:
    """A point of our own, between the worker's last check and the first byte, whatever the platform's link is."""

    def link(links: Links, account: Account) -> Link:
        made = _USUAL_LINK(links, account)
        if "perform" not in vars(made):
            made.perform = _telling(made.perform, reached)  # type: ignore[method-assign]
        return made

    Links.link = link  # type: ignore[method-assign]


def _telling(
    perform: Callable[[Step, Order], StepResult], reached: Callable[[str], None]
) -> Callable[[Step, Order], StepResult]:
    def told(step: Step, order: Order) -> StepResult:
        if step.step_class.needs_intent:
            reached("before_byte")
        return perform(step, order)

    return told


def born(victim: Victim) -> int:
    """Fork one victim; returns its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        with _told_when_it_breaks():
            victim.live()
        code = 0
    finally:
        os._exit(code)


@contextlib.contextmanager
def _told_when_it_breaks() -> Iterator[None]:
    try:
        yield
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
        raise


def main(workspace: str, clock: str, token: str) -> int:
    """Warm up, then serve lines."""
    logging.getLogger("editor_app").setLevel(logging.CRITICAL)
    desk = workspaces.open_desk(workspaces.place_of(workspace), Means(SharedClock(Path(clock)), CHEAP))
    secret = Token(token)
    Victim(desk, secret, {"name": "warm", "point": "never"}).live()
    for line in sys.stdin:
        victims = [born(Victim(desk, secret, job)) for job in json.loads(line)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number in victims]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
