"""One transaction from its beginning to its end; apart from the door, because the engines begin and end differently.

On SQLite the connections stay open between transactions, and sqlite3 itself begins and ends them: taking, beginning,
ending and giving back by SQLAlchemy cost as much as the statements between. SQLAlchemy still opens and owns them all.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

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
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._pool = engine.pool
        self._is_closed = False

    def writing(self) -> AbstractContextManager[Connection]:
        """The only transaction that writes; committed at the end of the block, undone by an error."""
        return self.plain_writing() if self.is_sqlite else self._only_writer()

    def plain_writing(self) -> Plain:
        """The same on SQLite, where it can be ended by another thread than its first."""
        return Plain(self, "BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction in which everything read belongs to one moment."""
        return Plain(self, "BEGIN") if self.is_sqlite else self._one_moment()

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
    def _only_writer(self) -> Iterator[Connection]:
        with self._connected() as connection, connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})
            yield connection

    @contextmanager
    def _one_moment(self) -> Iterator[Connection]:
        with self._connected() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection


class Plain:
    """One transaction that sqlite3 begins and ends; a class, because a generator costs twice as much."""

    __slots__ = ("_begin", "_connection", "_plain", "_transactions")

    def __init__(self, transactions: Transactions, begin: str) -> None:
        self._transactions = transactions
        self._begin = begin

    def __enter__(self) -> Connection:
        self._connection, begun = self._transactions.taken(), False
        try:
            self._plain: Any = self._connection.connection.dbapi_connection
            self.say(self._begin)
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
    def is_begun(self) -> bool:
        """Whether the engine still holds what was written."""
        return bool(self._plain.in_transaction)

    def commit(self) -> None:
        """A statement that went through SQLAlchemy made it begin a transaction of its own, which is then to end."""
        if self._connection.in_transaction():
            self._connection.commit()
        else:
            self.say("COMMIT")

    def give_back(self, *, is_whole: bool) -> None:
        """Give the connection back; without a commit before, everything is undone."""
        self._transactions.given_back(self._connection, is_whole=is_whole)

    def say(self, sql: str) -> None:
        """Run it past SQLAlchemy."""
        try:
            self._plain.execute(sql)
        except sqlite3.Error as error:
            raise DBAPIError.instance(sql, {}, error, sqlite3.Error) from error
