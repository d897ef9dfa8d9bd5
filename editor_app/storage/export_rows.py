"""Rows as lines of JSON and back: the values as the database keeps them, so that nothing is rounded or rewritten."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, LargeBinary, String, Table, collate, literal_column, select

from editor_app.domain.canonical import canonical
from editor_app.storage.lineage import HERE
from editor_app.storage.media_setting import MEDIA
from editor_app.storage.move_rules import MOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Column, ColumnElement, Connection

    from editor_app.domain.canonical import Json

NOT_EXPORTED = frozenset({"transition", "alembic_version", "presence"})
"""What the program itself puts into every workspace, and what means nothing elsewhere."""
_EXACT = 2**53
_WIDEST = 2**63
_AT_ONCE = 1_000
_ORDER = {"revision": ("document", "number")}
"""Where a row refers to an earlier one of its own table."""


def rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of the table as a line of canonical JSON, in an order that both engines share."""
    columns: list[ColumnElement[Any]] = [
        literal_column(f'"{table.name}"."{column.name}"').label(column.name) for column in table.columns
    ]
    query = select(*columns).select_from(table).order_by(*_order(connection, table))
    if table.name == "setting":
        query = query.where(table.c.name.not_in((HERE, MEDIA, MOVED)))
    found = connection.execute(query)
    while page := found.fetchmany(_AT_ONCE):
        for row in page:
            yield canonical({name: _said(value) for name, value in row._mapping.items()}) + b"\n"  # noqa: SLF001 - public


def values(table: Table, line: bytes) -> dict[str, object]:
    """The values of a line, each of the type of its column.

    Raises:
        ValueError: it isn't a row of that table.
    """
    said = json.loads(line)
    if not isinstance(said, dict) or said.keys() != {column.name for column in table.columns}:
        raise ValueError("other columns")
    return {column.name: _value(column, said[column.name]) for column in table.columns}


def _order(connection: Connection, table: Table) -> Iterator[ColumnElement[Any]]:
    names = _ORDER.get(table.name) or tuple(column.name for column in table.primary_key)
    for name in names:
        column = table.c[name]
        is_text = connection.dialect.name == "postgresql" and isinstance(column.type, String)
        yield collate(column, "C") if is_text else column


def _said(value: object) -> Json:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, int) and abs(value) >= _EXACT:
        return str(value)
    if value is None or isinstance(value, int | str):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def _value(column: Column[object], said: object) -> object:
    if said is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is empty")
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(_text(column, said), validate=True)
    if isinstance(column.type, Integer):
        return _integer(column, said)
    text = _text(column, said)
    longest = column.type.length if isinstance(column.type, String) else None
    if "\0" in text or (longest is not None and len(text) > longest):
        raise ValueError(f"{column.name} is no text of its length")
    return text


def _text(column: Column[object], said: object) -> str:
    if not isinstance(said, str):
        raise ValueError(f"{column.name} is not text")  # noqa: TRY004 - a wrong file, not a wrong call
    said.encode()
    return said


def _integer(column: Column[object], said: object) -> int:
    if isinstance(said, str) and said.lstrip("-").isdecimal() and said.isascii():
        number = int(said[:20])
        if _EXACT <= abs(number) < _WIDEST:
            return number
    elif isinstance(said, int) and not isinstance(said, bool) and abs(said) < _EXACT:
        return said
    raise ValueError(f"{column.name} is not an integer")


def columns_of(values_: Mapping[str, object], *names: str) -> str:
    """Some values of a row as one key."""
    return "|".join(str(values_[name]) for name in names)
