"""Hearing of other processes' commits within a second: SQLite says that something changed, the audit log says what.

On PostgreSQL the log is asked each time: one look-up by its primary key. A team's database says at once that there is a
new row; that is a hint and no more: whoever forges one makes us look, and without any we look as often.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from editor_app.domain.errors import Unavailable
from editor_app.storage import audit
from editor_app.storage.team_functions import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from editor_app.domain.audit import Subject
    from editor_app.storage.database import Database

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.4


class Changes:
    """Watches the workspace from a thread of its own."""

    def __init__(self, database: Database, changed: Callable[[tuple[Subject, ...]], None]) -> None:
        """Not started yet.

        Args:
            database: the workspace.
            changed: called from the watching thread with what others changed (each subject once), oldest first.
        """
        self._database = database
        self._changed = changed
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="changes", daemon=True)
        with database.read() as snapshot:
            self._seen, _ = audit.head(snapshot)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        with self._database.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                version = -1
                while not self._stopped.wait(_PAUSE_SECONDS):
                    version = self._look(connection, version)
                return
            hints = _listening(connection.execution_options(isolation_level="AUTOCOMMIT"))
            while not self._stopped.is_set():
                self._await(hints)
                self._look(connection, -1)
            connection.invalidate()  # the pool would hand on a session that still listens

    def _await(self, hints: Connection) -> None:
        """Until the server hints at something, or the pause is over."""
        from psycopg import OperationalError

        plain: Any = hints.connection.dbapi_connection
        try:
            next(plain.notifies(timeout=_PAUSE_SECONDS, stop_after=1), None)
        except OperationalError:  # the session ended; looking goes on over others
            self._stopped.wait(_PAUSE_SECONDS)

    def _look(self, connection: Connection, version: int) -> int:
        now = _data_version(connection)
        if now is None or now != version:
            try:
                self._tell()
            except Unavailable as error:
                log.info("changes can't be read just now: %s", error.code)
                return version
        return version if now is None else now

    def _tell(self) -> None:
        with self._database.read() as snapshot:
            rows = audit.rows(snapshot, self._seen)
        if not rows:
            return
        self._seen = rows[-1].sequence
        others = dict.fromkeys(row.subject for row in rows if not self._database.wrote(row.transaction))
        if others:
            self._changed(tuple(others))


def _listening(connection: Connection) -> Connection:
    connection.exec_driver_sql(f"LISTEN {CHANNEL}")
    return connection


def _data_version(connection: Connection) -> int | None:
    """A number that differs after each commit of somebody else; None = unknown, look into the log."""
    if connection.dialect.name != "sqlite":
        return None
    cursor = connection.connection.cursor()
    try:
        return int(cursor.execute("PRAGMA data_version").fetchone()[0])
    finally:
        cursor.close()
