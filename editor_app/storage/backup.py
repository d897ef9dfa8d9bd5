"""Backups: taken by SQLite's own means while work goes on, and counted only when they were checked.

In a folder of backups lie `workspace-TIME.db`, its manifest `workspace-TIME.json`, and `media/` that all of them share.
The database gets its name last: whatever was cut short before is no backup, and the next one sweeps it away.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.domain.errors import Conflict, NotFound
from editor_app.domain.progress import silent, within
from editor_app.domain.retention import kept
from editor_app.domain.text import T
from editor_app.storage import backup_check
from editor_app.storage.backup_manifest import BackupManifest, file_digest, manifest_bytes, manifest_path
from editor_app.storage.files import arriving, sync_folder, write_refusal
from editor_app.storage.locks import lock_file
from editor_app.storage.places import DATABASE
from editor_app.storage.refusals import sqlite_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import Digest
    from editor_app.domain.progress import Progress

BEFORE_MIGRATION = "before-migration"
_NAME = re.compile(r"workspace-(\d{8}T\d{6}Z)(-[a-z0-9-]+)?\.db")
_TIME = "%Y%m%dT%H%M%SZ"
_PAGES_A_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy of a workspace."""

    path: Path
    manifest: BackupManifest


def back_up(workspace: Path, folder: Path, now: datetime, label: str = "", progress: Progress = silent) -> Backup:
    """Copy a workspace into `folder` while it is in use, check the copy, and only then give it its name.

    Args:
        workspace: the folder with workspace.db and its pictures.
        folder: where backups are kept; pictures there are linked from the same disk, copied to another.
        now: goes into the name, in UTC.
        label: why, in lower case (`before-migration`); empty = an ordinary one, which gets old and goes.
        progress: told how far it is; what it raises ends the backup.

    Raises:
        Unavailable: the workspace is damaged, or its audit log altered.
        Conflict: another backup is being made there.
        DiskFull, WorkspaceReadOnly: there is no backup; older ones stay as they are.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _sweep(folder)
            return _made(workspace, folder / _free_name(folder, now, label), now, progress)
    except OSError as error:
        raise write_refusal(error) from error


def backups(folder: Path) -> list[Path]:
    """Finished backups, the newest first."""
    found = (path for path in folder.glob("workspace-*.db") if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name, reverse=True)


def moment_of(backup: Path) -> datetime | None:
    """When a backup was made, by its name; None = it has another name."""
    found = _NAME.fullmatch(backup.name)
    return datetime.strptime(found[1], _TIME).replace(tzinfo=UTC) if found else None


def is_ordinary(backup: Path) -> bool:
    """Whether it gets old and goes, as those without a label do."""
    found = _NAME.fullmatch(backup.name)
    return found is not None and not found[2]


def thin_out(folder: Path) -> list[Path]:
    """Delete ordinary backups that the rule of `domain.retention` lets go; returns them.

    Pictures stay: the workspace never deletes one either, and on its own disk they are links.
    """
    by_moment = {moment: path for path in backups(folder) if is_ordinary(path) and (moment := moment_of(path))}
    left = kept(by_moment)
    gone = [path for moment, path in by_moment.items() if moment not in left]
    for path in gone:
        path.unlink()
        manifest_path(path).unlink(missing_ok=True)
    return gone


def _made(workspace: Path, final: Path, now: datetime, progress: Progress) -> Backup:
    part = final.with_name(f"{final.name}.part")
    try:
        with sqlite_in_words():
            _copy(workspace / DATABASE, part, within(progress, 0.0, 0.4))
        copied = backup_check.contents(part, within(progress, 0.4, 0.6))
        if _label(final) != f"-{BEFORE_MIGRATION}":
            copied.require_sound_chain()
        kept_media, missing = _media(workspace, final.parent, copied.media, within(progress, 0.6, 1.0))
        manifest = BackupManifest(
            copied.workspace, copied.name, now.astimezone(UTC), copied.schema, copied.sequence, copied.head,
            copied.broken_at, file_digest(part), kept_media, missing,
        )  # fmt: skip
        with arriving(manifest_path(final)) as said:
            said.write(manifest_bytes(manifest))
        part.replace(final)
        sync_folder(final.parent)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)
        if not final.exists():
            manifest_path(final).unlink(missing_ok=True)
    return Backup(final, manifest)


def _copy(database: Path, part: Path, progress: Progress) -> None:
    """One moment of the database: the open read keeps it, so that writers neither wait nor make it begin anew."""
    if not database.is_file():
        raise NotFound(
            T("There is no workspace in {folder}.", folder=str(database.parent)), T("Make one with `editor-app init`.")
        )
    part.unlink(missing_ok=True)
    part.touch(mode=0o600, exist_ok=False)  # drafts are nobody else's
    source = sqlite3.connect(
        f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None, check_same_thread=False
    )

    def tell(_status: int, left: int, every: int) -> None:
        progress((every - left) / max(1, every), T("The database is copied"))

    with closing(source), closing(sqlite3.connect(part)) as target:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=_PAGES_A_STEP, progress=tell)
        target.execute("PRAGMA journal_mode = DELETE")


def _media(
    workspace: Path, folder: Path, needed: tuple[Digest, ...], progress: Progress
) -> tuple[tuple[Digest, ...], tuple[Digest, ...]]:
    """Bring the needed pictures into the folder's `media`; which are there, and which the workspace has lost."""
    there: list[Digest] = []
    missing: list[Digest] = []
    for number, digest in enumerate(needed):
        progress(number / len(needed), T("The pictures are checked"))
        target = folder / "media" / digest[:2] / digest
        is_there = _holds(target, digest) or _taken(workspace / "media" / digest[:2] / digest, target, digest)
        (there if is_there else missing).append(digest)
    return tuple(there), tuple(missing)


def _holds(path: Path, digest: Digest) -> bool:
    return path.is_file() and file_digest(path) == digest


def _taken(source: Path, target: Path, digest: Digest) -> bool:
    """Whether the picture was sound and is now in the backup: as a link on the same disk, else as a durable copy."""
    if not _holds(source, digest):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if source.parents[2] == target.parents[3]:  # the workspace's own backups: on its disk anyway
        try:
            os.link(source, target)
        except OSError:  # a file system without links
            _copied(source, target)
    else:
        _copied(source, target)
    sync_folder(target.parent)
    return True


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as content, arriving(target) as copy:
        shutil.copyfileobj(content, copy)


def _free_name(folder: Path, now: datetime, label: str) -> str:
    name = f"workspace-{now.astimezone(UTC):{_TIME}}{f'-{label}' if label else ''}.db"
    if (folder / name).exists():
        raise Conflict(T("A backup of this very second is there already."), T("Nothing is missing; use that one."))
    return name


def _label(backup: Path) -> str:
    found = _NAME.fullmatch(backup.name)
    return (found[2] or "") if found else ""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = lock_file(folder / ".busy")
    if lock is None:
        raise Conflict(T("A backup is being made there right now."), T("Wait until it is ready."))
    with lock:
        yield


def _sweep(folder: Path) -> None:
    """What a backup that was cut short left: its name never became that of a backup."""
    for path in folder.glob("workspace-*.db.part*"):
        path.unlink()
    for path in folder.glob("workspace-*.json"):
        database = path.with_suffix(".db")
        if _NAME.fullmatch(database.name) and not database.exists():
            path.unlink()
