"""A whole workspace as one file: tables as lines of JSON, pictures by digest, a manifest; no secret, no journal."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Conflict, NotFound, PicturesAway, Unavailable
from editor_app.domain.identifiers import Digest
from editor_app.domain.progress import silent, within
from editor_app.domain.text import T
from editor_app.storage import audit, schema
from editor_app.storage.all_tables import metadata
from editor_app.storage.backup_check import needed_media
from editor_app.storage.export_rows import NOT_EXPORTED, rows
from editor_app.storage.files import arriving, write_refusal
from editor_app.storage.queries.settings import workspace_itself

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Table

    from editor_app.domain.canonical import Json
    from editor_app.domain.progress import Progress
    from editor_app.storage.database import Database
    from editor_app.storage.files import Pictures
    from editor_app.storage.snapshot import Snapshot

FORMAT = "press-desk-export"
VERSION = 1
MANIFEST = "manifest.json"
_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    file: Path
    sequence: int
    head: str
    rows: int
    media: int
    missing: tuple[Digest, ...]
    """Pictures that the workspace has lost."""
    digest: Digest
    """SHA-256 of the manifest, which names the digest of everything else."""


def export(database: Database, media: Pictures, file: Path, progress: Progress = silent) -> Exported:
    """Write everything of one moment into `file`; the same workspace gives the same bytes.

    Raises:
        Conflict: something has that name.
        Unavailable: the audit log was altered.
        DiskFull, WorkspaceReadOnly: nothing is left behind.
    """
    if file.exists():
        raise Conflict(T("There is a file {file} already.", file=str(file)), T("Choose another name."))
    try:
        with arriving(file) as part, database.read() as snapshot, zipfile.ZipFile(part, "w") as archive:
            return _Writing(archive, snapshot, media).write(file, progress)
    except OSError as error:
        raise write_refusal(error) from error


def table_entry(name: str) -> str:
    """Where a table lies in the file."""
    return f"tables/{name}.jsonl"


def media_entry(digest: Digest) -> str:
    """Where a picture lies in the file."""
    return f"media/{digest[:2]}/{digest}"


class _Writing:
    """One export under way."""

    def __init__(self, archive: zipfile.ZipFile, snapshot: Snapshot, media: Pictures) -> None:
        self._archive, self._snapshot, self._media = archive, snapshot, media

    def write(self, file: Path, progress: Progress) -> Exported:
        sequence, head = audit.head(self._snapshot)
        broken = audit.first_altered(self._snapshot)
        if broken is not None:
            raise Unavailable(
                T("Line {n} of the audit log was altered, taken out or put in.", n=broken),
                T("Keep the folder as it is and look who had it; older backups are untouched."),
            )
        tables = self._tables(within(progress, 0.0, 0.5))
        kept, missing = self._pictures(within(progress, 0.5, 1.0))
        itself = workspace_itself(self._snapshot)
        said: dict[str, Json] = {
            "format": FORMAT, "version": VERSION, "schema": schema.VERSION,
            "workspace": {"id": itself.id, "name": itself.name} if itself else {},
            "audit": {"sequence": sequence, "head": head},
            "tables": {name: {"rows": count, "sha256": digest} for name, (count, digest) in tables.items()},
            "media": [[digest, size] for digest, size in kept], "missing": [*missing],
        }  # fmt: skip
        content = canonical(said)
        self._archive.writestr(_entry(MANIFEST), content)
        every = sum(count for count, _ in tables.values())
        digest = Digest(hashlib.sha256(content).hexdigest())
        return Exported(file, sequence, head, every, len(kept), tuple(missing), digest)

    def _tables(self, progress: Progress) -> dict[str, tuple[int, str]]:
        chosen = [table for table in metadata.sorted_tables if table.name not in NOT_EXPORTED]
        return {
            table.name: self._table(table, within(progress, number / len(chosen), (number + 1) / len(chosen)))
            for number, table in enumerate(chosen)
        }

    def _table(self, table: Table, progress: Progress) -> tuple[int, str]:
        digest, count = hashlib.sha256(), 0
        with self._archive.open(_entry(table_entry(table.name)), "w", force_zip64=True) as entry:
            progress(0.0, T("The tables are written"))
            for line in rows(self._snapshot.connection, table):
                digest.update(line)
                entry.write(line)
                count += 1
                if count % _EVERY == 0:
                    progress(0.0, T("The tables are written"))
        return count, digest.hexdigest()

    def _pictures(self, progress: Progress) -> tuple[list[tuple[Digest, int]], list[Digest]]:
        needed = needed_media(self._snapshot)
        kept: list[tuple[Digest, int]] = []
        missing: list[Digest] = []
        for number, digest in enumerate(needed):
            progress(number / len(needed), T("The pictures are copied"))
            try:
                content = self._media.read(digest)
            except PicturesAway:
                raise
            except (NotFound, Unavailable):
                missing.append(digest)
                continue
            self._archive.writestr(_entry(media_entry(digest), zipfile.ZIP_STORED), content)
            kept.append((digest, len(content)))
        return kept, missing


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """No time and no machine in it: the same content is the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry
