"""The machine's clocks plus a time that was skipped, shared by processes through a file."""

from __future__ import annotations

import fcntl
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.instants import BootInstant
from editor_app.services.clock import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

_MICROSECOND = timedelta(microseconds=1)


class SharedClock:
    """Everybody with the same file skips the same time: waiting without waiting."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._system = SystemClock()

    def now(self) -> datetime:
        """The wall clock."""
        return self._system.now() + self._skipped()

    def boot(self) -> BootInstant:
        """The boot clock."""
        real = self._system.boot()
        return BootInstant(real.boot, real.microseconds + self._skipped() // _MICROSECOND)

    def turn(self, by: timedelta) -> None:
        """Skip some time for everybody."""
        with self._path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            skipped = int(file.read() or b"0") + by // _MICROSECOND
            os.pwrite(file.fileno(), b"%020d" % skipped, 0)

    def _skipped(self) -> timedelta:
        return timedelta(microseconds=int(self._path.read_bytes() or b"0"))
