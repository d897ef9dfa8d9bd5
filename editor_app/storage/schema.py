"""The schema's version, and the two ways to it: made fresh, or brought up from an older one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import create_mock_engine, inspect, text

from editor_app.domain.errors import Unavailable, WorkspaceNewer
from editor_app.domain.text import T
from editor_app.storage import guards
from editor_app.storage.all_tables import metadata
from editor_app.storage.prepared import plainly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.mock import MockConnection
    from sqlalchemy.schema import ExecutableDDLElement

    from editor_app.storage.migrations import Migration

VERSION = 4
"""Number of the newest migration; user_version of workspace.db, and the revision `0001` in Alembic's table."""


def create(engine: Engine) -> None:
    """Tables, guards and version of a fresh workspace, in one transaction."""
    with engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin():
            if connection.dialect.name == "sqlite":
                for statement in _sqlite_tables():
                    plainly(connection, statement)
            else:
                metadata.create_all(connection, checkfirst=False)
            guards.install(connection)
            stamp(connection, VERSION)


@lru_cache(maxsize=1)
def _sqlite_tables() -> tuple[str, ...]:
    """Every statement that makes a table or an index, in SQLite's words: to word them takes longer than to run them."""
    said: list[str] = []
    listening: MockConnection = create_mock_engine(
        "sqlite://", lambda each, *_, **__: said.append(_worded(each, listening))
    )
    metadata.create_all(listening, checkfirst=False)
    return tuple(said)


def _worded(each: ExecutableDDLElement, listening: MockConnection) -> str:
    return str(each.compile(dialect=listening.dialect))


def version(engine: Engine) -> int:
    """The version that the database says it has; 0 = empty."""
    with engine.connect() as connection, connection.begin():
        return version_in(connection)


def version_in(connection: Connection) -> int:
    """The same, within a transaction."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def stamp(connection: Connection, number: int) -> None:
    """Record the version, where both we and Alembic look."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("DELETE FROM alembic_version"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:number)"), {"number": f"{number:04d}"})
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")


def is_behind(engine: Engine) -> bool:
    """Whether migrations are missing.

    Raises:
        WorkspaceNewer: a newer Press Desk was here.
        Unavailable: its making was cut short.
    """
    found = version(engine)
    if found > VERSION:
        raise WorkspaceNewer(
            T("This workspace was written by a newer Press Desk."),
            T("Update Press Desk on this computer; nothing was changed."),
        )
    if found == 0:
        raise cut_short()
    return found < VERSION


def cut_short() -> Unavailable:
    """The refusal of a workspace that was never finished."""
    return Unavailable(
        T("The making of this workspace was cut short; it is empty."), T("Delete the folder and make it again.")
    )


def migrate(engine: Engine, steps: Sequence[Migration] | None = None) -> None:
    """Run the migrations that are missing, all in one transaction: afterwards it is as before, or the newest.

    Args:
        engine: of the database; take a backup first.
        steps: all migrations, from the first; None = ours.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from editor_app.storage.migrations import MIGRATIONS

    known = MIGRATIONS if steps is None else steps
    with engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin():
            missing = known[version_in(connection) :]
            if not missing:
                return
            guards.remove(connection)
            with Operations.context(MigrationContext.configure(connection)):
                for step in missing:
                    step.upgrade()
            guards.install(connection)
            stamp(connection, len(known))
