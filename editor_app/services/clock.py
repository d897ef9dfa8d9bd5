"""The machine's clocks, apart because only tests turn time by hand and systems differ in what they count."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from editor_app.domain.identifiers import new_id
from editor_app.domain.instants import BootInstant
from editor_app.domain.text import T, Text

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The wall clock, and the one that nobody can set: since boot, sleep included where the system proves it."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC."""
        return datetime.now(UTC)

    def boot(self) -> BootInstant:
        """The boot clock; readings of two boots (elsewhere than on Linux: of two processes) can't be compared."""
        if counts_sleep():
            return BootInstant(_boot_id(), time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)
        return BootInstant(_boot_id(), time.monotonic_ns() // 1000)


@lru_cache(maxsize=1)
def counts_sleep() -> bool:
    """Whether this system's boot clock is proven to count the time asleep and to name its boot."""
    return hasattr(time, "CLOCK_BOOTTIME") and _BOOT_ID.is_file()


def boot_clock_words() -> Text:
    """What the boot clock rests on here, for the diagnosis."""
    if counts_sleep():
        return T("since boot, sleep included")
    return T("since the program's start; time asleep may be missing on this system, so unknown outcomes wait longer")


@lru_cache(maxsize=1)
def _boot_id() -> str:
    return _BOOT_ID.read_text("ascii").strip() if counts_sleep() else f"process-{new_id()}"
