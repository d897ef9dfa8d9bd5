"""The schema's version, and the two ways to it: made fresh, or brought up from an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from editor_app.domain.errors import WorkspaceNewer
from editor_app.domain.text import T
from editor_app.storage import guards
from editor_app.storage.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from editor_app.domain.instants import Clock

VERSION = 1
"""Number of the newest migration; user_version of workspace.db, and the revision `0001` in Alembic's table."""


def create(engine: Engine) -> None:
    """Tables, guards and version of a fresh workspace, in one transaction."""
    with engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin():
            metadata.create_all(connection)
            guards.install(connection)
            stamp(connection, VERSION)


def version(engine: Engine) -> int:
    """The version that the database says it has; 0 = empty."""
    with engine.connect() as connection, connection.begin():
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


def require_known(engine: Engine) -> None:
    """Pass when this program knows the schema.

    Raises:
        WorkspaceNewer: a newer Press Desk was here.
    """
    if version(engine) > VERSION:
        raise WorkspaceNewer(
            T("This workspace was written by a newer Press Desk."),
            T("Update Press Desk on this computer; nothing was changed."),
        )


def bring_up_to_date(engine: Engine, backups: Path, clock: Clock) -> None:  # noqa: ARG001
    """Run the migrations that are missing, after a backup; does nothing on the newest version."""
    require_known(engine)
