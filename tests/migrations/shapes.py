"""The shape of a database: everything that a schema is, as plain values that can be held beside another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SQLITE = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%%'"
_POSTGRESQL = (
    """SELECT 'column', table_name, column_name, data_type || coalesce(character_maximum_length::text, '')
    || is_nullable || coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal""",
    """SELECT 'function', proname, proconfig::text, prosrc FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace""",
)
_CONTENT = "SELECT from_state, to_state FROM transition", "SELECT version_num, '' FROM alembic_version"


def shape(engine: Engine) -> list[tuple[str, ...]]:
    """Tables, columns, constraints, indexes, triggers, functions, version and fixed content, sorted."""
    queries = (_SQLITE, *_CONTENT) if engine.dialect.name == "sqlite" else (*_POSTGRESQL, *_CONTENT)
    found = []
    with engine.connect() as connection:
        for query in queries:
            found += [tuple(_plain(str(value)) for value in row) for row in connection.exec_driver_sql(query)]
        if engine.dialect.name == "sqlite":
            found.append(("user_version", str(connection.exec_driver_sql("PRAGMA user_version").scalar())))
    return sorted(found)


def _plain(source: str) -> str:
    return re.sub(r"\s+", "", source).replace('"', "")
