"""Whose turn it is: a worker's threads work one after the other, and let others go on while a platform is asked.

sqlite3 lets go of Python's own lock at every statement, which wakes any thread that waits for it, mostly for nothing:
on two free cores twenty threads side by side cost nearly three times the CPU of twenty that take turns. A thread
without a turn, as any of a window, is never held up.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_PATIENCE_SECONDS = 5.0


class Turns:
    """The turns of one worker's threads."""

    def __init__(self, patience: float = _PATIENCE_SECONDS) -> None:
        """Nobody has it yet.

        Args:
            patience: seconds; whoever has waited so long goes on without, so that nothing holds all up for good.
        """
        self._lock = threading.Lock()
        self._patience = patience

    @contextmanager
    def taken(self) -> Iterator[None]:
        """This thread's turn, for the block but for what it does `aside`."""
        mine = _Turn(self._lock, self._patience)
        mine.take()
        _here.turn = mine
        try:
            yield
        finally:
            _here.turn = None
            mine.give()


def aside() -> AbstractContextManager[None]:
    """Leave the turn to another thread for the block, which waits for something outside of this process."""
    mine = _here.turn
    return _STAYS if mine is None or not mine.is_mine else mine


class _Turn:
    """The turn of one thread."""

    def __init__(self, lock: threading.Lock, patience: float) -> None:
        self._lock = lock
        self._patience = patience
        self.is_mine = False

    def take(self) -> None:
        self.is_mine = self._lock.acquire(timeout=self._patience)

    def give(self) -> None:
        if self.is_mine:
            self.is_mine = False
            self._lock.release()

    def __enter__(self) -> None:
        """Without it, for the block."""
        self.give()

    def __exit__(self, *_: object) -> None:
        self.take()


class _Here(threading.local):
    turn: _Turn | None = None


_here = _Here()
_STAYS = nullcontext()
