"""Statements made ready once: SQLAlchemy writes them, sqlite3 runs them without SQLAlchemy's work at every call.

A cycle of the queue runs thirty statements; on SQLite this halves what they cost. PostgreSQL goes the usual way.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError

from editor_app.storage.types import DomainType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Dialect, Row
    from sqlalchemy.sql.base import Executable
    from sqlalchemy.sql.type_api import TypeEngine

    _Found = Row[tuple[object, ...]]

_NONE: dict[str, object] = {}


class _Ready(NamedTuple):
    """A statement in the engine's own words."""

    sql: str
    usual: dict[str, object]
    """The values that stand in the statement itself."""
    writers: tuple[tuple[str, Callable[[Any], object]], ...]
    """For the values that aren't written as they come; never asked about None."""
    is_plain: bool
    """Whether the values are handed on as they come, and no others."""


class _Shape(NamedTuple):
    """How the rows of a selection are read."""

    row: Callable[[Iterable[object]], Any]
    """A named tuple, so that columns are attributes as they are in SQLAlchemy's rows."""
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]
    """For the columns that aren't taken as they come; never asked about NULL."""


class Prepared:
    """One statement without lists of values (`IN`) whose length changes."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._ready: dict[tuple[str, ...], _Ready] = {}
        self._read: _Shape | None = None

    def rows(self, connection: Connection, values: Mapping[str, object] = _NONE) -> Sequence[_Found]:
        """Every row that the selection finds; its columns are attributes."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, values).all()
        names = tuple(values)
        ready = self._ready.get(names) or self._ready_for(connection.dialect, names)
        plain: Any = connection.connection.dbapi_connection
        try:
            found = plain.execute(ready.sql, values if ready.is_plain else _written(ready, values)).fetchall()
        except sqlite3.Error as error:  # a damaged row says so when it is fetched
            raise DBAPIError.instance(ready.sql, dict(values), error, sqlite3.Error) from error
        return _shaped(self._read or self._shape(connection.dialect), found) if found else found

    def first(self, connection: Connection, values: Mapping[str, object] = _NONE) -> _Found | None:
        """The first row, or None."""
        found = self.rows(connection, values)
        return found[0] if found else None

    def run(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Change something; returns how many rows an update or deletion met."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, values).rowcount
        names = tuple(values)
        ready = self._ready.get(names) or self._ready_for(connection.dialect, names)
        return plainly(connection, ready.sql, values if ready.is_plain else _written(ready, values)).rowcount

    def run_many(self, connection: Connection, values: Sequence[Mapping[str, object]]) -> int:
        """Change many things in one go, all with the same names; returns how many rows an update met."""
        if not values:
            return 0
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, [dict(each) for each in values]).rowcount
        ready = self._ready_for(connection.dialect, tuple(values[0]))
        plain: Any = connection.connection.dbapi_connection
        try:
            cursor: sqlite3.Cursor = plain.executemany(ready.sql, [_written(ready, each) for each in values])
        except sqlite3.Error as error:
            raise DBAPIError.instance(ready.sql, {}, error, sqlite3.Error) from error
        return cursor.rowcount

    def _ready_for(self, dialect: Dialect, names: tuple[str, ...]) -> _Ready:
        ready = self._ready.get(names)
        if ready is None:
            ready = self._ready[names] = _ready(self.statement, dialect, names)
        return ready

    def _shape(self, dialect: Dialect) -> _Shape:
        if self._read is None:
            self._read = _shape(self.statement, dialect)
        return self._read


def _written(ready: _Ready, values: Mapping[str, object]) -> Mapping[str, object]:
    """The values as the driver takes them."""
    written = {**ready.usual, **values}
    for name, write in ready.writers:
        if written[name] is not None:
            written[name] = write(written[name])
    return written


def plainly(connection: Connection, sql: str, values: Mapping[str, object] = _NONE) -> sqlite3.Cursor:
    """Run one statement with sqlite3 itself on SQLAlchemy's connection; its errors are SQLAlchemy's."""
    plain: Any = connection.connection.dbapi_connection
    try:
        cursor: sqlite3.Cursor = plain.execute(sql, values)
    except sqlite3.Error as error:
        raise DBAPIError.instance(sql, dict(values), error, sqlite3.Error) from error
    return cursor


def _ready(statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> _Ready:
    kind: Callable[..., Dialect] = type(dialect)
    compiled: Any = statement.compile(  # type: ignore[attr-defined]
        dialect=kind(paramstyle="named"), column_keys=list(names)
    )
    each = [(name, _writer(bind.type, dialect)) for name, bind in compiled.binds.items()]
    writers = tuple((name, write) for name, write in each if write is not None)
    usual = {name: value for name, value in compiled.params.items() if name not in names}
    return _Ready(str(compiled), usual, writers, is_plain=not writers and not usual)


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.written if isinstance(kind, DomainType) else kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.read if isinstance(kind, DomainType) else kind.dialect_impl(dialect).result_processor(dialect, None)


def _shape(statement: Executable, dialect: Dialect) -> _Shape:
    if not isinstance(statement, Select):
        raise TypeError("only a selection has rows")
    columns = list(statement.selected_columns)
    readers = [(at, _reader(column.type, dialect)) for at, column in enumerate(columns)]
    names = [str(column.key) for column in columns]
    row = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - made at run time
    return _Shape(partial(tuple.__new__, row), tuple((at, read) for at, read in readers if read is not None))


def _shaped(shape: _Shape, found: list[tuple[object, ...]]) -> list[_Found]:
    row, readers = shape
    if not readers:
        return [row(each) for each in found]
    shaped = []
    for each in found:
        columns = list(each)
        for at, read in readers:
            if columns[at] is not None:
                columns[at] = read(columns[at])
        shaped.append(row(columns))
    return shaped
