"""One transaction from its beginning to its end; apart from the door, because the engines begin and end differently.

On SQLite the connections stay open between transactions, and sqlite3 itself begins and ends them: taking, beginning,
ending and giving back by SQLAlchemy cost as much as the statements between. SQLAlchemy still opens and owns them all.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.storage.engines import WRITERS_LOCK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

_KEPT = 4
"""Connections that stay open; more of them at once are opened and closed again."""


class Transactions:
    """The transactions of one engine; safe to share between threads, each of which gets a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: deque[Connection] = deque()
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._pool = engine.pool
        self._is_closed = False

    def writing(self) -> Transaction:
        """The only transaction that writes; committed at the end of the block, undone by an error."""
        return Plain(self, "BEGIN IMMEDIATE") if self._is_sqlite else Served(self)

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction in which everything read belongs to one moment."""
        return Plain(self, "BEGIN") if self._is_sqlite else self._one_moment()

    def glancing(self) -> AbstractContextManager[Connection]:
        """For one statement: on SQLite it is read by itself."""
        return _Glance(self, "") if self._is_sqlite else self._one_moment()

    def close(self) -> None:
        """Close every connection: those that no transaction uses at once, the others as their transactions end.

        From then on nothing begins any more.
        """
        self._is_closed = True
        self._put_away()

    def taken(self) -> Connection:
        """The connection that was used last, whose pages are still in memory; a new one when all are in use.

        Raises:
            Unavailable: the store was closed.
        """
        if self._is_closed:
            raise Unavailable(T("The workspace was closed."), T("Open it again."))
        try:
            return self._open.pop()
        except IndexError:
            return self._engine.connect()

    def given_back(self, connection: Connection, *, is_whole: bool) -> None:
        """Keep it open for the next, unless its transaction was cut short."""
        if is_whole and len(self._open) < _KEPT:
            self._open.append(connection)
        else:
            connection.close()  # SQLAlchemy rolls back what it gets back
        if self._is_closed:
            self._put_away()

    def _put_away(self) -> None:
        """Close what lies ready, in the first pool and in the one that SQLAlchemy makes at each disposal."""
        while True:
            try:
                self._open.pop().close()
            except IndexError:
                break
        self._pool.dispose()
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection for a block, which goes back to the pool, or is closed if the store was closed meanwhile."""
        try:
            with self.taken() as connection:
                yield connection
        finally:
            if self._is_closed:
                self._put_away()

    @contextmanager
    def _one_moment(self) -> Iterator[Connection]:
        with self._connected() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection


class Transaction(ABC):
    """One transaction in its parts, which another thread may end than the one that began it."""

    __slots__ = ("_connection", "_transactions")

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def __enter__(self) -> Connection:
        self._connection, begun = self._transactions.taken(), False
        try:
            self.begin()
            begun = True
        finally:
            if not begun:
                self.give_back(is_whole=False)
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        is_whole = False
        try:
            if kind is None:
                self.commit()
                is_whole = True
        finally:
            self.give_back(is_whole=is_whole)

    @property
    @abstractmethod
    def is_begun(self) -> bool:
        """Whether the engine still holds what was written."""

    @abstractmethod
    def begin(self) -> None:
        """Begin it; a writer has the writers' lock from here on."""

    @abstractmethod
    def commit(self) -> None:
        """Make it durable."""

    @abstractmethod
    def give_back(self, *, is_whole: bool) -> None:
        """Give the connection back; without a commit before, everything is undone."""

    @abstractmethod
    def say(self, sql: str) -> None:
        """Run a statement without values."""


class Plain(Transaction):
    """One that sqlite3 itself begins and ends; a class, because a generator costs twice as much."""

    __slots__ = ("_begin", "_plain")

    def __init__(self, transactions: Transactions, begin: str) -> None:
        super().__init__(transactions)
        self._begin = begin

    @property
    @override
    def is_begun(self) -> bool:
        return bool(self._plain.in_transaction)

    @override
    def begin(self) -> None:
        self._plain: Any = self._connection.connection.dbapi_connection
        self.say(self._begin)

    @override
    def commit(self) -> None:
        """A statement that went through SQLAlchemy made it begin a transaction of its own, which is then to end."""
        if self._connection.in_transaction():
            self._connection.commit()
        else:
            self.say("COMMIT")

    @override
    def give_back(self, *, is_whole: bool) -> None:
        self._transactions.given_back(self._connection, is_whole=is_whole)

    @override
    def say(self, sql: str) -> None:
        try:
            self._plain.execute(sql)
        except sqlite3.Error as error:
            raise DBAPIError.instance(sql, {}, error, sqlite3.Error) from error


class _Glance(Plain):
    """None at all: sqlite3 itself gives each statement a moment of its own."""

    __slots__ = ()

    @override
    def begin(self) -> None:
        self._plain = self._connection.connection.dbapi_connection

    @override
    def commit(self) -> None:
        if self._connection.in_transaction():
            self._connection.commit()


class Served(Transaction):
    """One of a server's, with the lock that puts the writers of all computers in a row."""

    __slots__ = ("_begun",)

    @property
    @override
    def is_begun(self) -> bool:
        return self._begun.is_active and not self._connection.invalidated

    @override
    def begin(self) -> None:
        self._begun = self._connection.begin()
        self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})

    @override
    def commit(self) -> None:
        self._begun.commit()

    @override
    def give_back(self, *, is_whole: bool) -> None:
        """To SQLAlchemy's pool, which looks whether the server is still there before the next use."""
        self._transactions.given_back(self._connection, is_whole=False)

    @override
    def say(self, sql: str) -> None:
        self._connection.exec_driver_sql(sql)
