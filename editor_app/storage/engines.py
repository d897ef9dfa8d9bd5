"""Connections to the two engines, each set up so that a commit is durable and a transaction is exactly what it says."""

from __future__ import annotations

import sqlite3
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool, QueuePool

from editor_app.domain.errors import Refused
from editor_app.domain.text import T
from editor_app.storage.prepared import plainly

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.secrets import Secret

APPLICATION_ID = 0x50444553
"""`PDES` in the header of workspace.db, so that `file` and we ourselves know whose it is."""
WRITERS_LOCK = 7_305_203_117
"""Advisory lock that orders writers on PostgreSQL, so that the audit chain has one head."""
BUSY_SECONDS = 5.0
_VERIFIED = "verify-full"
_CHECKPOINT_PAGES = 4_000
_SETTINGS = (
    f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16000",
)


_PATIENCE = {
    "connect_timeout": "10", "keepalives_idle": "20", "keepalives_interval": "5", "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}  # fmt: skip
"""Seconds (the last: milliseconds) after which a server that says nothing any more is taken to be away."""


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


def postgresql_engine(url: str, password: Secret | None = None) -> Engine:
    """The engine of a team's database, over psycopg 3; a lost server is noticed at the next use.

    Args:
        url: `postgresql://user@host/database`; its other parameters as libpq takes them.
        password: of that user, which so stands in no address.

    Raises:
        Refused: the address asks for a connection to another machine that isn't encrypted and checked.
    """
    arguments = _arguments(url, password)
    return create_engine(_address(url), pool_size=4, max_overflow=16, pool_pre_ping=True, connect_args=arguments)


def postgresql_session_engine(url: str, password: Secret | None = None) -> Engine:
    """The same without a pool: for locks that live as long as their session, as many as there are accounts."""
    return create_engine(_address(url), poolclass=NullPool, connect_args=_arguments(url, password))


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


def _arguments(url: str, password: Secret | None) -> dict[str, str]:
    """Beside the address: the password, a certificate that is verified to the host's name, and when to give up."""
    said = make_url(_address(url))
    patience = {name: value for name, value in _PATIENCE.items() if name not in said.query}
    arguments = patience if password is None else {**patience, "password": password.reveal()}
    if all(_is_here(host) for host in _hosts(said)):
        return arguments
    if said.query.get("sslmode", _VERIFIED) != _VERIFIED:
        raise Refused(
            T("The way to the database on another computer must be encrypted and checked."),
            T("Leave sslmode out of the address, or write sslmode=verify-full."),
        )
    roots = {} if "sslrootcert" in said.query else {"sslrootcert": "system"}
    return {**arguments, **roots, "sslmode": _VERIFIED}


def _hosts(said: URL) -> list[str]:
    """Every host that the address names, also as a parameter; "" = a socket of this machine."""
    named = [said.host or "", *_words(said.query.get("host")), *_words(said.query.get("hostaddr"))]
    return [host for host in named if host] or [""]


def _words(said: object) -> list[str]:
    each = said if isinstance(said, tuple) else (said,)
    return [word for part in each if isinstance(part, str) for word in part.split(",")]


def _is_here(host: str) -> bool:
    """Whether a host is this machine: a socket or the loopback."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


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
