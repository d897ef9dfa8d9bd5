"""The very statements that reached SQLite, kept and run again with plain sqlite3: the floor of what they can cost."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from editor_app.storage import engines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from editor_app.storage.database import Database


class Said(NamedTuple):
    """One statement as it reached the engine."""

    sql: str
    values: Any
    many: bool = False


@contextmanager
def recorded(database: Database) -> Iterator[list[Said]]:
    """Everything that new connections of `database` run inside the block, each begin and end of a transaction too."""
    said: list[Said] = []
    real = sqlite3.connect

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
            said.append(Said(sql, values))
            return super().execute(sql, values)

        def executemany(self, sql: str, values: Any, /) -> sqlite3.Cursor:
            said.append(Said(sql, list(values), many=True))
            return super().executemany(sql, values)

    class Connection(sqlite3.Connection):
        def cursor(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
            return super().cursor(Cursor)

        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
            return self.cursor().execute(sql, values)

        def commit(self) -> None:
            said.append(Said("COMMIT", ()))
            super().commit()

        def rollback(self) -> None:
            if self.in_transaction:
                said.append(Said("ROLLBACK", ()))
            super().rollback()

    database._transactions._put_away()
    sqlite3.connect = lambda *given, **named: real(*given, factory=Connection, **named)  # type: ignore[assignment]
    try:
        with database.read():
            pass
        said.clear()  # the settings of a new connection, and this reading
        yield said
    finally:
        sqlite3.connect = real
        database._transactions._put_away()


def plain_connection(path: Path) -> sqlite3.Connection:
    """Opened as the store opens it: the same settings, the same durability."""
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for setting in engines._SETTINGS:
        connection.execute(setting)
    return connection


def replay(connection: sqlite3.Connection, said: Sequence[Said]) -> None:
    """Run them again and fetch what they give."""
    for sql, values, many in said:
        if many:
            connection.executemany(sql, values)
        else:
            connection.execute(sql, values).fetchall()


def copied(database: Path, to: Path) -> Path:
    """A copy of a database as it stands, so that what is run again finds what was there before."""
    source, target = sqlite3.connect(database), sqlite3.connect(to)
    source.backup(target)
    target.execute("PRAGMA journal_mode = WAL")
    source.close()
    target.close()
    return to
