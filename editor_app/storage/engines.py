"""Connections to the two engines, each set up so that a commit is durable and a transaction is exactly what it says."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from editor_app.storage.prepared import plainly

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x50444553
"""`PDES` in the header of workspace.db, so that `file` and we ourselves know whose it is."""
WRITERS_LOCK = 7_305_203_117
"""Advisory lock that orders writers on PostgreSQL, so that the audit chain has one head."""
BUSY_SECONDS = 5.0
_CHECKPOINT_PAGES = 4_000
_SETTINGS = (
    f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16000",
)


def sqlite_engine(path: Path, *, writable: bool = True) -> Engine:
    """The engine of an existing workspace.db; a write takes the lock when it begins.

    Args:
        path: the file; it is never made here.
        writable: False opens a file that may be looked at but never written (a colleague's copy, a read-only disk).
    """
    address = f"{path.resolve().as_uri()}?mode={'rw' if writable else 'ro'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=16)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def postgresql_engine(url: str) -> Engine:
    """The engine of a team's database, over psycopg 3; a lost server is noticed at the next use.

    Args:
        url: `postgresql://user@host/database`; TLS and passwords as libpq takes them.
    """
    return create_engine(_address(url), pool_size=4, max_overflow=16, pool_pre_ping=True)


def postgresql_session_engine(url: str) -> Engine:
    """The same without a pool: for locks that live as long as their session, as many as there are accounts."""
    return create_engine(_address(url), poolclass=NullPool)


def new_sqlite_file(path: Path) -> None:
    """Make an empty workspace.db: write-ahead log, application id.

    Raises:
        FileExistsError: something is there already.
    """
    path.touch(mode=0o600, exist_ok=False)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()


def _address(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for setting in _SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    plain: Any = connection.connection.dbapi_connection
    if plain.in_transaction:  # `storage.transactions` began it
        return
    writing = connection.get_execution_options().get("writing", False)
    plainly(connection, "BEGIN IMMEDIATE" if writing else "BEGIN")
