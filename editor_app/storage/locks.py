"""Kernel locks: who is alive is known by the operating system, never by a time written down."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from editor_app.domain.identifiers import AccountId


class Lock(Protocol):
    """A lock that is held; it ends with `release`, or with the process, however that ends."""

    def release(self) -> None:
        """Let it go."""
        ...

    def held(self) -> bool:
        """Whether it is surely still ours; asked just before a public request leaves."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class FileLock:
    """An exclusive lock on a file of its own (flock; on Windows the first byte)."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle: int | None = handle
        self._ours = os.fstat(handle)
        self._path = path

    def release(self) -> None:
        """Let it go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def held(self) -> bool:
        """Whether the file at its name is still the one that we locked."""
        if self._handle is None:
            return False
        try:
            there = os.stat(self._path)  # noqa: PTH116 - before each public request
        except OSError:
            return False
        return (self._ours.st_dev, self._ours.st_ino) == (there.st_dev, there.st_ino)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_file(path: Path) -> FileLock | None:
    """Take the lock of `path` without waiting; None = somebody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    if not _take(handle):
        os.close(handle)
        return None
    return FileLock(handle, path)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def waiting_lock(path: Path) -> FileLock:
    """Take the lock of `path` as soon as nobody else has it; for changes that take milliseconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        raise
    return FileLock(handle, path)


class SessionLock:
    """An advisory lock of a PostgreSQL session; it ends with the connection."""

    def __init__(self, connection: Connection, key: int) -> None:
        self._connection: Connection | None = connection
        self._key = key

    def release(self) -> None:
        """Let it go: whoever asks next may have it."""
        from sqlalchemy.exc import DBAPIError

        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        if not connection.invalidated:
            with suppress(DBAPIError):  # the server ends the lock of a session that is gone
                connection.exec_driver_sql("SELECT pg_advisory_unlock(%s)", (self._key,))
        connection.invalidate()
        connection.close()

    def held(self) -> bool:
        """Whether the server still lists the lock as this session's."""
        from sqlalchemy.exc import DBAPIError

        if self._connection is None:
            return False
        try:
            return self._connection.exec_driver_sql(_HELD, (self._key >> 32, self._key & 0xFFFFFFFF)).scalar() == 1
        except DBAPIError:
            return False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class Locks:
    """The locks of one workspace."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        """Nothing is locked yet.

        Args:
            folder: for lock files of this machine.
            engine: of a team's database, without a pool: each lock keeps a session of its own.
        """
        self._folder = folder
        self._engine = engine

    def account_lock(self, account: AccountId) -> Lock | None:
        """The right to send to `account`; None = another worker has it. Never waits.

        For a workspace folder it is a lock of this machine's kernel; for a team's database the server keeps it.
        """
        if self._engine is not None:
            return _session_lock(self._engine, account)
        return lock_file(self._folder / f"account-{_file_name(account)}.lock")

    def window_lock(self, slot: int = 1) -> Lock | None:
        """The right to the journal number `slot` of this machine; None = another window has it."""
        return lock_file(self._folder / f"window-{slot}.lock")


def _file_name(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()[:32]


def _session_lock(engine: Engine, account: AccountId) -> SessionLock | None:
    key = int.from_bytes(hashlib.sha256(f"press-desk-account:{account}".encode()).digest()[:8], "big") >> 1
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if connection.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (key,)).scalar():
        return SessionLock(connection, key)
    connection.close()
    return None


_HELD = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"
    " AND classid::bigint = %s AND objid::bigint = %s"
)
