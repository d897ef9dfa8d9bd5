"""What the owner of a database can do that no member can: switch the guards off and alter rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from editor_app.services.desk import Desk


@contextmanager
def unguarded(desk: Desk) -> Iterator[Connection]:
    """What the owner of the database does with the triggers off; all of it is undone."""
    with desk.store.database.engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        is_file = connection.dialect.name == "sqlite"
        with connection.begin() as transaction:
            if is_file:
                triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                for name in connection.exec_driver_sql(triggers).scalars().all():
                    connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            yield connection
            transaction.rollback()
