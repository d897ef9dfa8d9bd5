"""Backups of a workspace: taken on request and daily, listed, and thinned out by one rule."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskError, Refused
from editor_app.domain.progress import silent
from editor_app.domain.text import T
from editor_app.storage import backup as store
from editor_app.storage.backup_manifest import read_manifest

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from editor_app.domain.progress import Progress
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk
    from editor_app.storage.backup import Backup
    from editor_app.storage.backup_manifest import BackupManifest

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
_FIRST_AFTER = timedelta(hours=1)
_FIRST_LOOK = timedelta(minutes=1)
"""So that the start of a window or a worker is not slowed down."""
_LOOK_EVERY = timedelta(minutes=10)
_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup of a workspace, as far as its own words go."""

    path: Path
    made_at: datetime
    size: int
    is_ordinary: bool
    """It gets old and goes; one before a migration stays."""
    manifest: BackupManifest | None


def back_up(desk: Desk, folder: Path | None = None, progress: Progress = silent) -> Backup:
    """A checked backup of the workspace, now.

    Args:
        desk: at work; nobody has to stop.
        folder: on another disk, say; None = the workspace's own `backups/`, where old ones go by the rule.
        progress: told how far it is; what it raises ends the backup and leaves nothing.

    Raises:
        Refused: the workspace is a team's database, whose server makes its backups.
        Unavailable, Conflict, DiskFull, WorkspaceReadOnly: as `storage.backup.back_up` says.
    """
    _require_folder(desk)
    made = store.back_up(desk.store.folder, folder or desk.store.backups, desk.clock.now(), "", progress)
    log.info("backup %s: %s lines, %s pictures", made.path.name, made.manifest.sequence, len(made.manifest.media))
    if folder is None:
        store.thin_out(desk.store.backups)
    return made


def listed(desk: Desk) -> tuple[Listed, ...]:
    """The workspace's own backups, the newest first.

    Raises:
        Refused: a team's database has none here.
    """
    _require_folder(desk)
    found = []
    for path in store.backups(desk.store.backups):
        moment = store.moment_of(path)
        if moment is not None:
            found.append(Listed(path, moment, path.stat().st_size, store.is_ordinary(path), _manifest(path)))
    return tuple(found)


def is_due(desk: Desk) -> bool:
    """Whether the daily backup is to be made now."""
    if desk.store.url:
        return False
    now = desk.clock.now()
    ordinary = [path for path in store.backups(desk.store.backups) if store.is_ordinary(path)]
    newest = store.moment_of(ordinary[0]) if ordinary else None
    if newest is None:
        return now - desk.workspace.created_at >= _FIRST_AFTER
    return now - newest >= EVERY or newest > now + EVERY  # or the clock was set back


class DailyBackup:
    """Makes the daily backup beside other work, in a thread of its own; the window and the worker each have one."""

    def __init__(self, desk: Desk) -> None:
        self.fault: DeskError | None = None
        """Why the last one failed."""
        self._desk = desk
        self._next = self._now() + _FIRST_LOOK
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def look(self) -> bool:
        """Begin the backup when it is due; whether one begins. Looks at the folder every ten minutes at most."""
        now = self._now()
        if now < self._next or (self._thread is not None and self._thread.is_alive()):
            return False
        self._next = now + _LOOK_EVERY
        if not is_due(self._desk):
            return False
        self._thread = threading.Thread(target=self._make, name="daily backup", daemon=True)
        self._thread.start()
        return True

    def close(self) -> None:
        """Give up a backup that is under way; it leaves nothing."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE_SECONDS)

    def wait(self) -> None:
        """Wait for the backup that is under way."""
        if self._thread is not None:
            self._thread.join()

    def _now(self) -> timedelta:
        return timedelta(microseconds=self._desk.clock.boot().microseconds)

    def _make(self) -> None:
        try:
            back_up(self._desk, None, self._told)
        except _GivenUp:
            log.info("the daily backup was given up: the program ends")
        except DeskError as error:
            self.fault = error if error.code != "conflict" else None  # another window or worker makes it
            log.info("no daily backup: %s", error.code)
        else:
            self.fault = None

    def _told(self, _share: float, _what: Text) -> None:
        if self._stop.is_set():
            raise _GivenUp


class _GivenUp(Exception):
    """The program ends."""


def _manifest(path: Path) -> BackupManifest | None:
    try:
        return read_manifest(path)
    except DeskError:
        return None


def _require_folder(desk: Desk) -> None:
    if desk.store.url:
        raise Refused(
            T("This workspace is a team's database; its backups are made on the server (pg_dump)."),
            T("Ask its administrator; `editor-app export` writes everything into one file as well."),
        )
