"""The journal: what is being typed, kept apart from the workspace so that a crash costs at most a second of it."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import DocumentId, RevisionId, new_id
from editor_app.domain.instants import instant, microseconds
from editor_app.storage.queries.revision_json import (
    charts_as_json,
    charts_from_json,
    content_as_json,
    content_from_json,
    overrides_as_json,
    overrides_from_json,
)
from editor_app.storage.refusals import sqlite_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Content, Override
    from editor_app.storage.locks import Lock
    from editor_app.storage.workspaces import Store

log = logging.getLogger(__name__)

_Row: TypeAlias = "tuple[str, str, str, str, str, int]"
_MOST_WINDOWS = 64
_TABLE = """
CREATE TABLE IF NOT EXISTS typed (
    document TEXT NOT NULL, session TEXT NOT NULL, based_on TEXT NOT NULL, content TEXT NOT NULL,
    overrides TEXT NOT NULL, charts TEXT NOT NULL, saved_at INTEGER NOT NULL, PRIMARY KEY (document, session))
"""
_UNDONE_TABLE = """
CREATE TABLE IF NOT EXISTS undone (
    document TEXT NOT NULL, based_on TEXT NOT NULL, content TEXT NOT NULL, overrides TEXT NOT NULL,
    charts TEXT NOT NULL, saved_at INTEGER NOT NULL, PRIMARY KEY (document, saved_at))
"""
_KEEP_UNDONE = "INSERT OR REPLACE INTO undone VALUES (?, ?, ?, ?, ?, ?)"
_ONLY_NEWEST = """
DELETE FROM undone WHERE document = ?1 AND saved_at NOT IN
    (SELECT saved_at FROM undone WHERE document = ?1 ORDER BY saved_at DESC LIMIT 20)
"""
_UNDONE = """
SELECT document, based_on, content, overrides, charts, saved_at FROM undone WHERE document = ?
ORDER BY saved_at DESC
"""
_HAS_UNDONE = "SELECT 1 FROM gone.sqlite_master WHERE name = 'undone'"
_KEEP = "INSERT OR REPLACE INTO typed VALUES (?, ?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM typed WHERE document = ?"
_PENDING = """
SELECT document, based_on, content, overrides, charts, saved_at FROM typed WHERE session <> ?
ORDER BY saved_at DESC
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed and had not saved as a revision."""

    document: DocumentId
    based_on: RevisionId
    """The revision that was open."""
    content: Content
    overrides: tuple[Override, ...]
    charts: tuple[Chart, ...]
    typed_at: datetime


class Journal:
    """The journal of one window; safe to share between threads."""

    def __init__(self, path: Path, slot: int, lock: Lock) -> None:
        self.slot = slot
        """1 for the first window on a workspace of this machine; a second window has its own journal."""
        self._path = path
        self._lock = lock
        self._session = new_id()
        self._turn = threading.Lock()
        self._connection = _open(path)

    def keep(self, typed: Typed) -> None:
        """Keep what is in the editor now, in place of what was kept before.

        Raises:
            DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it.
        """
        document, *rest = _row(typed)
        with sqlite_in_words(), self._turn:
            self._connection.execute(_KEEP, (document, self._session, *rest))

    def keep_undone(self, typed: Typed) -> None:
        """Keep what undoing is taking off the sheet, beside the others of its document: the twenty newest stay.

        Raises:
            DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it.
        """
        with sqlite_in_words(), self._turn:
            self._connection.execute(_KEEP_UNDONE, _row(typed))
            self._connection.execute(_ONLY_NEWEST, (typed.document,))

    def undone(self, document: DocumentId) -> list[Typed]:
        """What was undone of a document and never saved, the latest first."""
        with sqlite_in_words(), self._turn:
            rows = self._connection.execute(_UNDONE, (document,)).fetchall()
        return list(_readable(rows))

    def pending(self) -> list[Typed]:
        """What earlier windows left behind when they ended without saving, the latest first."""
        with sqlite_in_words(), self._turn:
            rows = self._connection.execute(_PENDING, (self._session,)).fetchall()
        return list(_readable(rows))

    def forget(self, document: DocumentId) -> None:
        """Drop what is kept of a document: it was saved, restored or given up."""
        with sqlite_in_words(), self._turn:
            self._connection.execute(_FORGET, (document,))

    def close(self) -> None:
        """Close it; what was not forgotten is pending next time."""
        with self._turn:
            self._connection.close()
        self._lock.release()

    def adopt(self, other: Path) -> None:
        """Take over what a window that is gone left in its own journal."""
        with sqlite_in_words(), self._turn:
            self._connection.execute("ATTACH DATABASE ? AS gone", (str(other),))
            try:
                self._connection.execute("INSERT OR IGNORE INTO typed SELECT * FROM gone.typed")
                if self._connection.execute(_HAS_UNDONE).fetchone():
                    self._connection.execute("INSERT OR IGNORE INTO undone SELECT * FROM gone.undone")
            except sqlite3.DatabaseError:
                return  # not a journal, or damaged: leave it where it is
            finally:
                self._connection.execute("DETACH DATABASE gone")
        for name in (other, *_beside(other)):
            name.unlink(missing_ok=True)


def open_journal(store: Store) -> Journal:
    """The journal of this window: the first that no other window holds, with what ended windows left.

    Raises:
        Unavailable: the disk doesn't take it.
    """
    for slot in range(1, _MOST_WINDOWS + 1):
        lock = store.locks.window_lock(slot)
        if lock is not None:
            journal = Journal(_path(store.folder, slot), slot, lock)
            _adopt_orphans(store, journal)
            return journal
    raise RuntimeError("more windows than anybody opens")


def _adopt_orphans(store: Store, journal: Journal) -> None:
    for slot in range(1, _MOST_WINDOWS + 1):
        path = _path(store.folder, slot)
        if slot == journal.slot or not path.exists():
            continue
        lock = store.locks.window_lock(slot)
        if lock is not None:
            with lock:
                journal.adopt(path)


def _path(folder: Path, slot: int) -> Path:
    return folder / ("journal.db" if slot == 1 else f"journal-{slot}.db")


def _beside(path: Path) -> Iterator[Path]:
    for ending in ("-wal", "-shm"):
        yield path.with_name(path.name + ending)


def _open(path: Path) -> sqlite3.Connection:
    with sqlite_in_words():
        try:
            return _connected(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
        damaged = path.with_name(f"{path.stem}-damaged-{new_id()[:8]}.db")
        path.replace(damaged)  # typing must go on; the damaged file stays for whoever can read it
        for name in _beside(path):
            name.unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.execute(_UNDONE_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _row(typed: Typed) -> tuple[str, str, str, str, str, int]:
    return (
        typed.document,
        typed.based_on,
        canonical(content_as_json(typed.content)).decode(),
        canonical(overrides_as_json(typed.overrides)).decode(),
        canonical(charts_as_json(typed.charts)).decode(),
        microseconds(typed.typed_at),
    )


def _readable(rows: list[_Row]) -> Iterator[Typed]:
    """Those that make sense; others stay where they are and keep nobody from working."""
    for row in rows:
        try:
            yield _typed(row)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            log.info("a line of the journal can't be read")


def _typed(row: _Row) -> Typed:
    document, based_on, content, overrides, charts, saved_at = row
    return Typed(
        DocumentId(document),
        RevisionId(based_on),
        content_from_json(json.loads(content)),
        overrides_from_json(json.loads(overrides)),
        charts_from_json(json.loads(charts)),
        instant(saved_at),
    )
