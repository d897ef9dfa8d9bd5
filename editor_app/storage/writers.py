"""Who writes, and in which transaction: one after the other, and on a slow disk several threads in one.

A commit waits for the disk. Threads that stand at the door meanwhile write one after the other into the same
transaction, each undone alone when it fails, and wait once together: a group commit. Nobody goes on before what they
wrote is durable; to readers and to other programs it is as if each had come alone.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext, suppress
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy.exc import DBAPIError

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.storage.engines import BUSY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from types import TracebackType

    from sqlalchemy import Connection

    from editor_app.storage.transactions import Transaction, Transactions

Aside: TypeAlias = "Callable[[], AbstractContextManager[None]]"
"""Lets other threads of the program go on for a block that waits."""

MOST_TOGETHER = 16
_SLOW_SECONDS = 0.001
"""A disk that takes longer is worth letting others go on meanwhile."""
_LOOKS_AGAIN_SECONDS = 0.1


class Writers:
    """The writers of one process; safe to share between threads."""

    def __init__(self, transactions: Transactions) -> None:
        self.transactions = transactions
        self.turn = threading.Lock()
        self.aside: Aside = nullcontext
        self.open: Together | None = None
        """What the last writer left to those at the door; only whoever has the turn looks at it."""
        self.slow_seconds = _SLOW_SECONDS
        self._is_slow = False
        self._took, self._last = 0.0, 0
        """Seconds of the last commit, and how many had written."""
        self._at_the_door = 0
        self._counting = threading.Condition()

    def alone(self) -> AbstractContextManager[Connection]:
        """A transaction of its own; committed at the end of the block, undone by an error."""
        return _Alone(self)

    def together(self) -> AbstractContextManager[Connection]:
        """The same, committed with those who come meanwhile; the block ends when it is durable."""
        return _InTurn(self)

    def take_turn(self, *, may_join: bool) -> bool:
        """Wait at the door, and let other threads of the program go on meanwhile.

        Args:
            may_join: whether a transaction may be left open for this writer.

        Returns:
            Whether it is our turn; without it the engine itself says that it is locked.
        """
        if self.turn.acquire(blocking=False):
            return True
        self._count(may_join)
        try:
            with self.aside():
                return self.turn.acquire(timeout=BUSY_SECONDS)
        finally:
            self._count(-may_join)

    @property
    def is_slow(self) -> bool:
        """Whether others go on while the disk is waited for; a switch between threads costs more than a quick sync."""
        return self._is_slow

    def pass_on(self, group: Together) -> None:
        """Leave the transaction to somebody at the door, or commit it when nobody comes; called with the turn."""
        if (self._at_the_door or self._is_slow) and group.writers < MOST_TOGETHER and self._somebody_comes(group):
            group.over = group.over or threading.Event()
            self.open = group
        else:
            self.commit(group)

    def commit(self, group: Together) -> None:
        """End the transaction for all of its writers, who learn what became of it; called with the turn."""
        self.open, began = None, monotonic()
        if self._is_slow:
            with self.aside():
                group.commit()
        else:
            group.commit()
        self._took, self._last = monotonic() - began, group.writers
        self._is_slow = self._took > self.slow_seconds

    def wait_for(self, group: Together) -> None:
        """Until it is over; whoever finds that it was left to somebody who went away commits it."""
        if group.over is None or group.is_over:
            return
        with self.aside():
            while not group.over.wait(_LOOKS_AGAIN_SECONDS):
                if self.turn.acquire(blocking=False):
                    try:
                        if self.open is group:
                            self.commit(group)
                    finally:
                        self.turn.release()

    def _somebody_comes(self, group: Together) -> bool:
        """Those of the last transaction are likely on their way: worth half the time that a sync takes, in all."""
        if not self._at_the_door and self._is_slow and group.writers < self._last:
            began = monotonic()
            with self._counting:
                self._counting.wait_for(lambda: self._at_the_door, self._took / 2 - group.waited)
            group.waited += monotonic() - began
        return self._at_the_door > 0

    def _count(self, more: int) -> None:
        with self._counting:
            self._at_the_door += more
            self._counting.notify()


class Together:
    """One transaction of several writers."""

    __slots__ = ("_error", "_is_whole", "_transaction", "connection", "is_over", "over", "waited", "writers")

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.connection = transaction.__enter__()
        self.writers = 0
        self.waited = 0.0
        """Seconds, for writers that were expected."""
        self.is_over = False
        self.over: threading.Event | None = None
        """Set when it is over; made when the first writer leaves it to another."""
        self._error: BaseException | None = None
        self._is_whole = False

    def undo_last(self) -> bool:
        """Undo what was written since the last writer.

        Returns:
            Whether the others' is still there: after some errors the engine undoes everything.
        """
        with suppress(DBAPIError):
            if self._transaction.is_begun:
                self._transaction.say("ROLLBACK TO writer")
                self._transaction.say("RELEASE writer")
                return True
        return False

    def say(self, sql: str) -> None:
        """Run it; what goes wrong is every writer's error."""
        with self._failing():
            self._transaction.say(sql)

    def commit(self) -> None:
        """End it; what goes wrong is every writer's error, and nothing was written."""
        try:
            self._transaction.commit()
            self._is_whole = True
        except DBAPIError as error:
            self._error = error  # for each of them to raise
        finally:
            self.end(self._error, is_whole=self._is_whole)

    def end(self, error: BaseException | None = None, *, is_whole: bool) -> None:
        """Tell the writers; unless it is whole, nothing of it was written."""
        self._error, self._is_whole, self.is_over = error, is_whole, True
        try:
            self._transaction.give_back(is_whole=is_whole)
        finally:
            if self.over is not None:
                self.over.set()

    def raise_what_came(self) -> None:
        """For each writer: the error by which nothing was written.

        Raises:
            DBAPIError: the engine's.
            Unavailable: another error.
        """
        error = self._error
        if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
            raise DBAPIError.instance("COMMIT", {}, error.orig, type(error.orig)) from error
        if not self._is_whole:
            raise Unavailable(T("The write was cut off; nothing was changed."), T("Try again.")) from error

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """An error of the block ends the transaction for everybody."""
        error, is_done = None, False
        try:
            yield
            is_done = True
        except DBAPIError as refused:
            error = refused
            raise
        finally:
            if not is_done:
                self.end(error, is_whole=False)


class _Alone:
    """A writer's own transaction; a class, because a generator costs twice as much."""

    __slots__ = ("_is_mine", "_transaction", "_writers")

    def __init__(self, writers: Writers) -> None:
        self._writers = writers

    def __enter__(self) -> Connection:
        self._is_mine, begun = self._writers.take_turn(may_join=False), False
        try:
            if self._is_mine and self._writers.open is not None:
                self._writers.commit(self._writers.open)
            self._transaction = self._writers.transactions.writing()
            connection = self._transaction.__enter__()
            begun = True
        finally:
            if not begun:
                self._leave()
        return connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._transaction.__exit__(kind, error, trace)
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._is_mine:
            self._writers.turn.release()


class _InTurn:
    """A writer's part of a transaction, which it begins or finds open."""

    __slots__ = ("_group", "_is_first", "_is_mine", "_writers")

    def __init__(self, writers: Writers) -> None:
        self._writers = writers

    def __enter__(self) -> Connection:
        self._is_mine, begun = self._writers.take_turn(may_join=True), False
        try:
            self._begin(self._writers.open if self._is_mine else None)
            begun = True
        finally:
            if not begun:
                self._leave()
        return self._group.connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        group = self._group
        try:
            if error is None:
                self._end_part()
            elif self._is_first or not group.undo_last():
                group.end(error, is_whole=False)
        finally:
            if self._writers.is_slow:
                with self._writers.aside():
                    self._pass_on()
            else:
                self._pass_on()
        if error is None:
            group.raise_what_came()

    def _begin(self, found: Together | None) -> None:
        self._is_first = found is None
        if found is None:
            self._group = Together(self._writers.transactions.writing())
            return
        self._group, self._writers.open = found, None
        found.say("SAVEPOINT writer")

    def _end_part(self) -> None:
        if not self._is_first:
            self._group.say("RELEASE writer")
        self._group.writers += 1

    def _pass_on(self) -> None:
        """Whoever comes without a turn is alone in their transaction."""
        group = self._group
        try:
            if not group.is_over:
                if self._is_mine:
                    self._writers.pass_on(group)
                else:
                    group.commit()
        finally:
            self._leave()
        self._writers.wait_for(group)

    def _leave(self) -> None:
        if self._is_mine:
            self._writers.turn.release()
