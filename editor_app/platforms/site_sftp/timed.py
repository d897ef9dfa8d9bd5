"""A deed over the network that ends by its deadline: what it opened is closed then, and what it had done is known."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

R = TypeVar("R")
_CLOSING_SECONDS = 1.0
"""How long a deed whose connection was closed may take to notice."""


class Closable(Protocol):
    """A connection."""

    def close(self) -> None:
        """End it, also while somebody else waits for it."""
        ...


class Timed:
    """One deed in a thread of its own: a name that takes minutes to look up can't hold the caller either."""

    def __init__(self) -> None:
        self.may_show = False
        """Whether readers may see what it did already."""
        self._lock = Lock()
        self._ended = Event()
        self._expired = False
        self._open: Closable | None = None
        self._error: BaseException | None = None

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._error = error
        self._ended.set()
        return True

    def holds(self, connection: Closable) -> None:
        """Close this one at the deadline.

        Raises:
            TimeoutError: it has passed.
        """
        with self._lock:
            self._open = connection
            expired = self._expired
        if expired:
            connection.close()
            raise TimeoutError

    def shows(self) -> None:
        """From here on readers may see the deed.

        Raises:
            TimeoutError: the deadline has passed, so it doesn't begin.
        """
        with self._lock:
            if self._expired:
                raise TimeoutError
            self.may_show = True

    def within(self, seconds: float, deed: Callable[[], R]) -> R:
        """What the deed gives.

        Raises:
            TimeoutError: it didn't end in time.
        """
        given: list[R] = []

        def done() -> None:
            with self:
                given.append(deed())

        Thread(target=done, name="site-deed", daemon=True).start()
        if not self._ended.wait(seconds):
            self._expire()
            self._ended.wait(_CLOSING_SECONDS)
        if given:
            return given[0]
        if self._expired or self._error is None:
            raise TimeoutError from self._error
        raise self._error

    def _expire(self) -> None:
        with self._lock:
            self._expired = True
            held = self._open
        if held is not None:
            held.close()
