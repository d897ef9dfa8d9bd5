"""The one door: every write is one transaction with its audit rows and one change notice, every read one snapshot."""

from __future__ import annotations

import sys
import threading
from collections import deque
from copy import copy
from typing import TYPE_CHECKING

from editor_app.domain.audit import AuditRow
from editor_app.domain.canonical import canonical_text
from editor_app.domain.identifiers import new_id
from editor_app.storage.audit import append, head
from editor_app.storage.refusals import OF_AN_ENGINE, in_words, raise_in_words
from editor_app.storage.review_tables import presence
from editor_app.storage.snapshot import Snapshot
from editor_app.storage.transactions import Transactions
from editor_app.storage.writers import Writers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from types import TracebackType

    from sqlalchemy import Connection, Delete, Engine, Insert, Update

    from editor_app.domain.audit import Actor, Subject
    from editor_app.domain.canonical import Json
    from editor_app.domain.instants import Clock
    from editor_app.storage.writers import Aside

__all__ = ("Database", "Snapshot", "Work")


_NO_DETAIL: dict[str, Json] = {}
_REMEMBERED = 1_000


class Work(Snapshot):
    """One write in progress; leaving the block commits it, an error undoes it."""

    def __init__(self, connection: Connection, clock: Clock, actor: Actor) -> None:
        super().__init__(connection)
        self.at = clock.now()
        self.actor = actor
        self.transaction = new_id()
        self.changed: list[Subject] = []
        self._rows: dict[tuple[str, str, str], int] = {}
        self.sequence = 0
        self.head = ""

    def record(self, action: str, subject: Subject, detail: Mapping[str, Json] = _NO_DETAIL) -> int:
        """Append one audit row; returns its sequence number.

        Args:
            action: `document.save`, `delivery.claim` …
            subject: what is changed; each changed subject gets its own row.
            detail: ids, digests and reasons; never text of drafts, never a secret.
        """
        last, previous = (self.sequence, self.head) if self.sequence else head(self)
        words = canonical_text(detail)
        row = AuditRow(last + 1, self.transaction, self.at, self.actor, action, subject, words, previous, "")
        self.sequence, self.head = append(self, row)
        self.changed.append(subject)
        self._rows[action, subject.kind, subject.id] = self.sequence
        return self.sequence

    def row_for(self, action: str, subject: Subject) -> int | None:
        """The sequence number of this work's row about that deed, so that the door's own row can serve as a move's."""
        return self._rows.get((action, subject.kind, subject.id))


class _Reading:
    """One snapshot for a block; a class, because a generator costs twice as much."""

    __slots__ = ("_reader", "_transaction")

    def __init__(self, transaction: AbstractContextManager[Connection], reader: str | None) -> None:
        self._transaction = transaction
        self._reader = reader

    def __enter__(self) -> Snapshot:
        try:
            return Snapshot(self._transaction.__enter__(), self._reader)
        except OF_AN_ENGINE as refused:
            raise_in_words(refused)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _end(self._transaction, kind, error, trace)


class _Writing:
    """One write for a block; a class, because a generator costs twice as much."""

    __slots__ = ("_actor", "_database", "_said", "_transaction", "_work")

    def __init__(
        self,
        database: Database,
        transaction: AbstractContextManager[Connection],
        actor: Actor,
        said: tuple[str, Subject, Mapping[str, Json]],
    ) -> None:
        self._database, self._transaction, self._actor, self._said = database, transaction, actor, said

    def __enter__(self) -> Work:
        try:
            connection, recorded = self._transaction.__enter__(), False
            try:
                self._work = self._database._begun(connection, self._actor)  # noqa: SLF001 - its own
                self._work.record(*self._said)
                recorded = True
            finally:
                if not recorded:
                    self._transaction.__exit__(*sys.exc_info())
        except OF_AN_ENGINE as refused:
            raise_in_words(refused)
            raise
        return self._work

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _end(self._transaction, kind, error, trace)
        if kind is None and self._database._listeners:  # noqa: SLF001 - its own
            self._database._tell(tuple(self._work.changed))  # noqa: SLF001 - its own


def _end(
    transaction: AbstractContextManager[Connection],
    kind: type[BaseException] | None,
    error: BaseException | None,
    trace: TracebackType | None,
) -> None:
    """Leave it; what the engine said, within the block or now, is raised in words."""
    try:
        transaction.__exit__(kind, error, trace)
    except OF_AN_ENGINE as refused:
        raise_in_words(refused)
        raise
    if error is not None:
        raise_in_words(error)


class Database:
    """A workspace's store; safe to share between threads."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._transactions = Transactions(engine)
        self._clock = clock
        self._listeners: list[Callable[[tuple[Subject, ...]], None]] = []
        self._lock = threading.Lock()
        self._writers = Writers(self._transactions)
        self._door = self._writers.alone
        self._own: deque[str] = deque(maxlen=_REMEMBERED)
        self.reader: str | None = None
        """Who looks through this door; see `seen_by`."""

    @property
    def engine(self) -> Engine:
        """For the packages' own modules (migrations, backup)."""
        return self._engine

    @property
    def clock(self) -> Clock:
        """Where the times of audit rows come from."""
        return self._clock

    def write(
        self, actor: Actor, action: str, subject: Subject, detail: Mapping[str, Json] = _NO_DETAIL
    ) -> AbstractContextManager[Work]:
        """One transaction: all of it with its audit rows, or nothing.

        Raises:
            WorkspaceLocked, WorkspaceReadOnly, DiskFull: the store can't take it; nothing was written.
            Conflict, Refused: a constraint or guard of the database says no; nothing was written.
        """
        return _Writing(self, self._door(), actor, (action, subject, detail))

    def _begun(self, connection: Connection, actor: Actor) -> Work:
        work = Work(connection, self._clock, actor)
        self._own.append(work.transaction)
        return work

    def sign_of_life(self, *statements: tuple[Insert | Update | Delete, Mapping[str, object]]) -> None:
        """Write who is here, in one transaction without an audit row: the table `presence`, and no other.

        Raises:
            ValueError: another table; nothing was written.
            WorkspaceLocked, WorkspaceReadOnly, DiskFull: as in `write`.
        """
        if any(statement.table is not presence for statement, _values in statements):
            raise ValueError("whatever else is written is on record")
        with in_words(), self._writers.alone() as connection:
            for statement, values in statements:
                connection.execute(statement, values)

    def read(self) -> AbstractContextManager[Snapshot]:
        """One snapshot: everything read inside belongs to the same moment."""
        return _Reading(self._transactions.reading(), self.reader)

    def glance(self) -> AbstractContextManager[Snapshot]:
        """For one statement, which is a moment of its own anyway: on SQLite no transaction is begun and ended."""
        return _Reading(self._transactions.glancing(), self.reader)

    def seen_by(self, reader: str | None) -> Database:
        """The same door for somebody: what embargoes hide from them stays hidden in each snapshot.

        Args:
            reader: a member's id; empty = nobody we know; None = the program itself, which sees everything.
        """
        seen = copy(self)
        seen.reader = reader
        return seen

    def shared(self, aside: Aside) -> Database:
        """The same door for threads that write often: on a slow disk their writes wait for it together.

        Args:
            aside: entered where a thread waits, so that others go on.
        """
        shared = copy(self)
        self._writers.aside = aside
        shared._door = self._writers.together  # noqa: SLF001 - our own copy
        return shared

    def wrote(self, transaction: str) -> bool:
        """Whether that transaction was one of ours lately, so that our own commits are no news to us."""
        return transaction in self._own

    def listen(self, listener: Callable[[tuple[Subject, ...]], None]) -> Callable[[], None]:
        """Call `listener` with the changed subjects after each commit of this process; returns how to stop.

        The call comes from the writing thread. Changes by other processes come through `storage.changes`.
        """
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def close(self) -> None:
        """Close every connection."""
        self._transactions.close()

    def _tell(self, subjects: tuple[Subject, ...]) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(subjects)
