"""Whether the tables, indexes and guards of a foreign database are ours, at the version that it claims."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from editor_app.domain.errors import WorkspaceNewer
from editor_app.domain.text import T
from editor_app.storage import guards, schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OBJECTS = """
SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""


def require_known(version: int) -> None:
    """Pass when this program knows the schema of that number.

    Raises:
        WorkspaceNewer: it was made by a newer Press Desk.
    """
    if version > schema.VERSION:
        raise WorkspaceNewer(
            T("This workspace was written by a newer Press Desk."),
            T("Update Press Desk on this computer; nothing was changed."),
        )


def foreign(connection: Connection, version: int) -> list[str]:
    """Names of what is missing, changed or not ours in a workspace.db of that schema version; empty = it is as made.

    Guards of an older version are not compared: they are all taken away before it is brought up to date.
    """
    have, want = _objects(connection), known_objects(version)
    different = {name for kind, name in have.keys() ^ want.keys() if kind != "trigger"}
    different |= {name for kind, name in have.keys() & want.keys() if have[kind, name] != want[kind, name]}
    altered = guards.altered(connection) if version == schema.VERSION else []
    return sorted(different | set(altered))


def run_migrations(connection: Connection, version: int, begin: int = 0) -> None:
    """Bring the tables from version `begin` to `version`, without guards."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from editor_app.storage.migrations import MIGRATIONS

    with Operations.context(MigrationContext.configure(connection)):
        for step in MIGRATIONS[begin:version]:
            step.upgrade()


@lru_cache(maxsize=4)
def known_objects(version: int) -> dict[tuple[str, str], str]:
    """Tables and indexes as this program makes them at that version: (type, name) and source."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        run_migrations(connection, version)
        schema.stamp(connection, version)
        made = _objects(connection)
    engine.dispose()
    return made


def _objects(connection: Connection) -> dict[tuple[str, str], str]:
    """Everything but triggers, which `guards` compares."""
    rows = connection.exec_driver_sql(_OBJECTS)
    return {(row[0], row[1]): f"{row[2]} {_plain(row[3])}" for row in rows if row[0] != "trigger"}


def _plain(source: str) -> str:
    return re.sub(r"\s+", "", source).replace('"', "")
