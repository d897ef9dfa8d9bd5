"""A worker's sign of life: a small file for whoever watches, and the words a service manager waits for.

The file is written by a thread of its own, so that a loop that hangs shows as a pass that grows old.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import NEEDS_PERSON, DeliveryState
from editor_app.domain.errors import DeskError, Invalid, NotFound
from editor_app.domain.text import T
from editor_app.services import publishing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.services.desk import Desk

log = logging.getLogger(__name__)

BEAT = timedelta(seconds=5)
STALE_AFTER = timedelta(seconds=90)
"""A loop that hasn't looked at the queue for so long hangs: a call ends within its deadline, well below."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the file says."""

    state: str
    """`serving`, `stopping` or `ended`."""
    worker: str
    process: int
    begun_at: datetime
    written_at: datetime
    passed_at: datetime
    """When the loop last looked at the queue."""
    waiting: int
    """Deliveries that the worker will move on by itself."""
    needs_person: int

    def is_alive(self, now: datetime, within: timedelta = STALE_AFTER) -> bool:
        """Whether the loop serves, and looked at the queue a short time ago."""
        return self.state == "serving" and now - self.passed_at <= within


class Beating:
    """Writes the pulse of one loop until it is closed.

    Args:
        passes: how often the loop has looked at the queue so far.
        file: where the pulse goes; None = the service manager alone is told.
    """

    def __init__(self, desk: Desk, worker: str, passes: Callable[[], int], file: Path | None) -> None:
        self._desk = desk
        self._worker = worker
        self._passes = passes
        self._file = file
        self._seen = 0
        self._begun_at = self._passed_at = desk.clock.now()
        self._state = "serving"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name="pulse", daemon=True)

    def begin(self) -> None:
        """Write at once, say that the worker is ready, and go on every five seconds."""
        self._beat()
        tell_manager("READY=1")
        self._thread.start()

    def stopping(self) -> None:
        """The loop was asked to end; safe to call from a signal handler's thread."""
        self._state = "stopping"
        tell_manager("STOPPING=1")

    def close(self) -> None:
        """The loop has ended."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        self._state = "ended"
        self._beat()

    def _beat_on(self) -> None:
        while not self._over.wait(BEAT.total_seconds()):
            try:
                self._beat()
            except (DeskError, OSError) as error:
                log.warning("no sign of life could be given: %s", error)

    def _beat(self) -> None:
        if self._file is None and not os.environ.get("NOTIFY_SOCKET"):
            return  # nobody listens
        now, passes = self._desk.clock.now(), self._passes()
        if passes != self._seen:
            self._seen, self._passed_at = passes, now
        counted = publishing.counts(self._desk)
        moving = (DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN)
        pulse = Pulse(
            state=self._state,
            worker=self._worker,
            process=os.getpid(),
            begun_at=self._begun_at,
            written_at=now,
            passed_at=self._passed_at,
            waiting=sum(counted.get(state, 0) for state in moving),
            needs_person=sum(counted.get(state, 0) for state in NEEDS_PERSON),
        )
        if self._file is not None:
            _write(self._file, pulse)
        if pulse.is_alive(now):
            tell_manager(f"WATCHDOG=1\nSTATUS={pulse.waiting} waiting, {pulse.needs_person} need a person")


def read(file: Path) -> Pulse:
    """The pulse that a worker wrote.

    Raises:
        NotFound: no such file.
        Invalid: not a pulse.
    """
    try:
        said = json.loads(file.read_text("utf-8"))
        return Pulse(
            state=str(said["state"]),
            worker=str(said["worker"]),
            process=int(said["process"]),
            begun_at=_aware(said["begun_at"]),
            written_at=_aware(said["written_at"]),
            passed_at=_aware(said["passed_at"]),
            waiting=int(said["waiting"]),
            needs_person=int(said["needs_person"]),
        )
    except OSError:
        raise NotFound(
            T("No worker has written {file}.", file=str(file)), T("Start it with `editor-app worker --health FILE`.")
        ) from None
    except (ValueError, KeyError, TypeError):
        raise Invalid(T("{file} is not the health file of a worker.", file=str(file)), T("Check its name.")) from None


def tell_manager(words: str) -> None:
    """Tell the service manager that started this process, where there is one (systemd's sd_notify protocol).

    Source: the manual page sd_notify(3), read 2026-11-29.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(words.encode(), address)


def _write(file: Path, pulse: Pulse) -> None:
    """All of the new file or all of the old one; never half."""
    value = {name: getattr(pulse, name) for name in Pulse.__slots__}
    new = file.with_name(f"{file.name}.new")
    new.write_text(json.dumps(value, default=datetime.isoformat, ensure_ascii=False) + "\n", "utf-8")
    new.replace(file)


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant carries its offset")
    return moment
