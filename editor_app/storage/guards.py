"""Guards: rules that the database itself enforces by triggers, written once and made for both engines."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, delete, insert

from editor_app.domain.delivery import allowed_moves
from editor_app.storage.all_tables import metadata
from editor_app.storage.engines import WRITERS_LOCK
from editor_app.storage.guard_rules import FIXED, KEPT, RULES
from editor_app.storage.prepared import plainly
from editor_app.storage.tables import transition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

SQLSTATE = "PD001"
"""What a refusing guard reports on PostgreSQL."""


class Verb(StrEnum):
    """What is about to happen to a row."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule: on which table, before what, and the condition under which it refuses."""

    name: str
    table: str
    verb: Verb
    refuses: str
    """SQL that both engines read alike; NEW and OLD are the row after and before."""
    word: str = "guard"
    """`guard` is a rule of ours; `unique` stands before a constraint that REPLACE obeys by deleting."""

    @property
    def trigger(self) -> str:
        """Name of its trigger; PostgreSQL fires them in the order of their names."""
        return f"{self.word}_{self.name}"

    @property
    def message(self) -> str:
        """What the engine says when it refuses."""
        return f"{self.word}:{self.name}"

    def sqlite(self) -> str:
        """The trigger for SQLite."""
        return (
            f'CREATE TRIGGER "{self.trigger}" BEFORE {self.verb} ON "{self.table}"\n'
            f"WHEN {self.refuses}\nBEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        )

    def postgresql(self, schema: str) -> tuple[str, str]:
        """The function and the trigger for PostgreSQL; names inside mean tables of `schema` and nothing else.

        A guard takes the writers' lock as well, so that raw SQL of two sessions can't slip past each other.
        """
        row = "OLD" if self.verb is Verb.DELETE else "NEW"
        function = (
            f'CREATE FUNCTION "{schema}"."{self.trigger}"() RETURNS trigger LANGUAGE plpgsql\n'
            f'SET search_path = pg_catalog, "{schema}", pg_temp AS $guard$ BEGIN\n'
            f"PERFORM pg_advisory_xact_lock({WRITERS_LOCK});\n"
            f"IF {self.refuses} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = '{SQLSTATE}'; END IF;\n"
            f"RETURN {row}; END $guard$"
        )
        trigger = (
            f'CREATE TRIGGER "{self.trigger}" BEFORE {self.verb} ON "{schema}"."{self.table}"'
            f' FOR EACH ROW EXECUTE FUNCTION "{schema}"."{self.trigger}"()'
        )
        return function, trigger


def all_guards() -> tuple[Guard, ...]:
    """Every rule, the same for both engines."""
    written = (Guard(name, table, Verb(verb), refuses) for name, table, verb, refuses in RULES)
    kept = (Guard(f"{table}_is_never_deleted", table, Verb.DELETE, "1 = 1") for table in KEPT)
    fixed = (_fixed(table, columns) for table, columns in FIXED.items())
    return (*written, *kept, *fixed)


def install(connection: Connection) -> None:
    """Make every guard anew and fill the table of allowed moves."""
    remove(connection)
    connection.execute(delete(transition))
    connection.execute(
        insert(transition), [{"from_state": before, "to_state": after} for before, after in sorted(allowed_moves())]
    )
    if not _is_postgresql(connection):
        for statement in _sqlite_statements():
            plainly(connection, statement)
        return
    for statement in _postgresql_statements(_schema(connection)):
        connection.exec_driver_sql(statement.replace("%", "%%"))


def remove(connection: Connection) -> None:
    """Take every guard away, for the length of a migration."""
    if _is_postgresql(connection):
        for function in connection.exec_driver_sql(_PG_FUNCTIONS).scalars().all():
            connection.exec_driver_sql(f"DROP FUNCTION {function} CASCADE")
        return
    for name in _sqlite_triggers(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def altered(connection: Connection) -> list[str]:
    """Names of guards that are missing, changed or not ours; empty = the database guards itself as it should."""
    if _is_postgresql(connection):
        have = {row[0]: _flat(row[1]) for row in connection.exec_driver_sql(_PG_TRIGGERS)}
        schema = _schema(connection)
        want = {guard.trigger: _flat(_body(guard.postgresql(schema)[0])) for guard in all_guards()}
        want |= {f"guard_{table}_is_never_emptied": _flat(_NEVER_EMPTIED_BODY.format(table=table)) for table in KEPT}
    else:
        have = _sqlite_triggers(connection)
        want = {guard.trigger: guard.sqlite() for guard in (*all_guards(), *_unique_guards())}
    return sorted(name for name in have.keys() | want.keys() if have.get(name) != want.get(name))


@lru_cache(maxsize=1)
def _sqlite_statements() -> tuple[str, ...]:
    """Worded once: a process that makes many workspaces is a test run, which would spend seconds on it."""
    return tuple(guard.sqlite() for guard in (*all_guards(), *_unique_guards()))


def _postgresql_statements(schema: str) -> Iterator[str]:
    for guard in all_guards():
        yield from guard.postgresql(schema)
    for table in KEPT:
        yield from _never_emptied(table, schema)


def _fixed(table: str, columns: tuple[str, ...]) -> Guard:
    """Columns that never change once the row is there."""
    changes = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)
    return Guard(f"{table}_is_fixed", table, Verb.UPDATE, changes)


def _unique_guards() -> Iterator[Guard]:
    """For SQLite only: INSERT OR REPLACE and UPDATE OR REPLACE delete the row in the way without firing triggers."""
    for table in (metadata.tables[name] for name in KEPT):
        for number, (columns, only) in enumerate(_unique_keys(table), 1):
            same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
            there = f'EXISTS (SELECT 1 FROM "{table.name}" WHERE {same}{f" AND {only}" if only else ""}'
            new = f" AND {_of_new(only)}" if only else ""
            name = f"{table.name}_{number}"
            yield Guard(f"{name}_insert", table.name, Verb.INSERT, f"{there}){new}", "unique")
            moved = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in _watched(columns, only))
            refuses = f"({moved}) AND {there} AND rowid <> OLD.rowid){new}"
            yield Guard(f"{name}_update", table.name, Verb.UPDATE, refuses, "unique")


def _unique_keys(table: Table) -> Iterator[tuple[tuple[str, ...], str]]:
    yield tuple(column.name for column in table.primary_key), ""
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, UniqueConstraint):
            yield tuple(column.name for column in constraint.columns), ""
    for index in sorted(table.indexes, key=lambda each: str(each.name)):
        if index.unique and _columns(index):
            yield _columns(index), str(index.dialect_options["sqlite"]["where"])


def _columns(index: Index) -> tuple[str, ...]:
    return tuple(column.name for column in index.columns)


def _watched(columns: tuple[str, ...], only: str) -> tuple[str, ...]:
    return (*columns, only.split(maxsplit=1)[0]) if only else columns


def _of_new(condition: str) -> str:
    return re.sub(r"^(\w+)", r'NEW."\1"', condition)


def _never_emptied(table: str, schema: str) -> tuple[str, str]:
    """For PostgreSQL only: TRUNCATE fires no row triggers."""
    name = f"guard_{table}_is_never_emptied"
    body = _NEVER_EMPTIED_BODY.format(table=table)
    function = f'CREATE FUNCTION "{schema}"."{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$'
    before = f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{schema}"."{table}"'
    return function, f'{before} FOR EACH STATEMENT EXECUTE FUNCTION "{schema}"."{name}"()'


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _schema(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())


def _sqlite_triggers(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql(_SQLITE_TRIGGERS)}


def _body(function: str) -> str:
    return function.split("$guard$")[1]


def _flat(source: str) -> str:
    return " ".join(source.split())


_NEVER_EMPTIED_BODY = (
    " BEGIN RAISE EXCEPTION 'guard:{table}_is_never_emptied' USING ERRCODE = '" + SQLSTATE + "'; RETURN NULL; END "
)
_SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_PG_FUNCTIONS = """
SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '()'
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = current_schema() AND starts_with(p.proname, 'guard_') AND p.pronargs = 0
"""
_PG_TRIGGERS = """
SELECT t.tgname, CASE WHEN t.tgenabled = 'O' THEN p.prosrc ELSE 'off' END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND n.nspname = current_schema()
AND NOT starts_with(t.tgname, 'desk_')
"""
"""Without those of a team, which `team_state` compares."""
