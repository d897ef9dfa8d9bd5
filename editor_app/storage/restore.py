"""A backup looked over from its bytes up, and put into a folder of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskError, NotFound, Unavailable
from editor_app.domain.progress import silent, within
from editor_app.domain.text import T, T_n, Text
from editor_app.storage import backup_check, schema_shape
from editor_app.storage.backup_manifest import BackupManifest, file_digest, read_manifest
from editor_app.storage.places import DATABASE
from editor_app.storage.refusals import in_words
from editor_app.storage.staging import require_new, staged

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.identifiers import Digest
    from editor_app.domain.progress import Progress
    from editor_app.storage.backup_check import Contents


@dataclass(frozen=True, slots=True)
class Verified:
    """What a backup is worth."""

    path: Path
    manifest: BackupManifest | None
    """None: made by version 0.1.0, or by hand."""
    contents: Contents | None
    """None: the file can't be read at all."""
    faults: tuple[Text, ...]
    """What is wrong; empty = it can be restored whole."""
    missing: tuple[Digest, ...]
    """Pictures that the workspace had lost already when it was backed up."""

    @property
    def is_sound(self) -> bool:
        """Whether it can be restored whole."""
        return not self.faults


def verify(backup: Path, progress: Progress = silent) -> Verified:
    """Look a backup over: its database against its manifest, pages, references, tables, guards, chain, every picture.

    Raises:
        NotFound: there is no such file.
        WorkspaceNewer: a newer Press Desk made it.
    """
    if not backup.is_file():
        raise NotFound(T("There is no file {file}.", file=str(backup)), T("Check the name."))
    faults: list[Text] = []
    try:
        manifest = read_manifest(backup)
        faults += _of_file(backup, manifest)
        found = backup_check.contents(backup, within(progress, 0.0, 0.4))
        schema_shape.require_known(found.schema)
        with in_words(), backup_check.reading(backup) as snapshot:
            strange = schema_shape.foreign(snapshot.connection, found.schema)
    except DeskError as error:
        if error.code == "workspace_newer":
            raise
        return Verified(backup, None, None, (*faults, error.message), ())
    faults += _of_contents(found, manifest, strange)
    missing = manifest.missing if manifest else ()
    gone = _gone_media(backup, [each for each in found.media if each not in missing], within(progress, 0.4, 1.0))
    if gone:
        faults.append(
            T_n(
                "{count} picture is missing from the backup or damaged in it.",
                "{count} pictures are missing from the backup or damaged in it.",
                count=len(gone),
            )
        )
    return Verified(backup, manifest, found, tuple(faults), missing)


def restore(backup: Path, folder: Path, progress: Progress = silent) -> Verified:
    """Make a workspace of a backup, in a folder that isn't there yet; opened, it verifies first.

    Raises:
        Conflict: something is in that folder.
        Unavailable: the backup is not sound; nothing was made.
        NotFound, WorkspaceNewer, DiskFull, WorkspaceReadOnly: as they say.
    """
    require_new(folder)
    verified = verify(backup, within(progress, 0.0, 0.5))
    if not verified.is_sound or verified.contents is None:
        raise Unavailable(verified.faults[0], T("Take another backup; `editor-app backup --list` names them."))
    with staged(folder) as staging:
        for part in ("media", "locks", "backups"):
            (staging / part).mkdir()
        _put_media(backup, staging / "media", verified, within(progress, 0.5, 0.95))
        _put_database(backup, staging / DATABASE, verified.manifest)
    return verified


def _of_file(backup: Path, manifest: BackupManifest | None) -> list[Text]:
    if manifest is not None and file_digest(backup) != manifest.database:
        return [T("The database in the backup is not the one that was backed up.")]
    return []


def _of_contents(found: Contents, manifest: BackupManifest | None, strange: list[str]) -> list[Text]:
    faults = []
    if strange:
        faults.append(T("Its tables or rules are not those of Press Desk: {names}", names=", ".join(strange[:5])))
    if found.broken_at is not None:
        faults.append(T("Line {n} of the audit log was altered, taken out or put in.", n=found.broken_at))
    if manifest is not None and (found.workspace, found.sequence, found.head) != (
        manifest.workspace, manifest.sequence, manifest.head,
    ):  # fmt: skip
        faults.append(T("The manifest belongs to another backup."))
    return faults


def _gone_media(backup: Path, needed: list[Digest], progress: Progress) -> list[Digest]:
    gone = []
    for number, digest in enumerate(needed):
        progress(number / len(needed), T("The pictures are checked"))
        if _picture(backup, digest) is None:
            gone.append(digest)
    return gone


def _picture(backup: Path, digest: Digest) -> Path | None:
    """Where the backup keeps that picture, whole; one by version 0.1.0 left it with the workspace."""
    for folder in (backup.parent / "media", backup.parent.parent / "media"):
        path = folder / digest[:2] / digest
        if path.is_file() and file_digest(path) == digest:
            return path
    return None


def _put_media(backup: Path, folder: Path, verified: Verified, progress: Progress) -> None:
    needed = verified.contents.media if verified.contents else ()
    for number, digest in enumerate(needed):
        progress(number / len(needed), T("The pictures are copied"))
        source = _picture(backup, digest)
        if source is not None:
            (folder / digest[:2]).mkdir(exist_ok=True)
            _copied(source, folder / digest[:2] / digest)


def _put_database(backup: Path, target: Path, manifest: BackupManifest | None) -> None:
    _copied(backup, target)
    if manifest is not None and file_digest(target) != manifest.database:
        raise Unavailable(T("The database in the backup is not the one that was backed up."), T("Check the disk."))
    with closing(sqlite3.connect(target, isolation_level=None)) as restored:
        restored.execute("PRAGMA journal_mode = WAL")


def _copied(source: Path, target: Path) -> None:
    target.touch(mode=0o600, exist_ok=False)
    with source.open("rb") as content, target.open("wb") as copy:
        shutil.copyfileobj(content, copy)
        copy.flush()
        os.fsync(copy.fileno())
