"""A program that runs beside us: the processor and the memory that it and its children take, read from /proc."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PROC: Final = Path("/proc")


class Running:
    """A process group of its own, ended with the block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def cpu(self) -> float:
        """Milliseconds of processor of the whole family so far, to the microsecond (schedstat)."""
        total = 0
        for each in self._family():
            for task in (_PROC / str(each) / "task").glob("*/schedstat"):
                with suppress(OSError, ProcessLookupError):
                    total += int(task.read_text().split()[0])
        return total / 1e6

    def memory(self) -> float:
        """Megabytes: the proportional set size of the whole family."""
        return sum(_proportional(each) for each in self._family()) / 1024

    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self._process.poll() is not None

    def _family(self) -> Iterator[int]:
        yield self._process.pid
        waiting = [self._process.pid]
        while waiting:
            for found in _children(waiting.pop()):
                waiting.append(found)
                yield found


def _children(process: int) -> list[int]:
    found = []
    for task in (_PROC / str(process) / "task").glob("*/children"):
        with suppress(OSError):
            found += [int(each) for each in task.read_text().split()]
    return found


def _proportional(process: int) -> int:
    with suppress(OSError):
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
