"""What a backup says of itself: its moment, its database and its pictures by digest; written before it counts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import Digest, is_digest
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json

FORMAT = "press-desk-backup"
VERSION = 1
_CHUNK = 1 << 20
_LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The facts of one backup."""

    workspace: str
    """Its id."""
    name: str
    made_at: datetime
    schema: int
    sequence: int
    """Number of the last audit row."""
    head: str
    """Hash of the last audit row."""
    broken_at: int | None
    """The first audit row that does not follow; only a backup before a migration may have one."""
    database: Digest
    """SHA-256 of the database file."""
    media: tuple[Digest, ...]
    """Every picture that was sound in the workspace."""
    missing: tuple[Digest, ...]
    """Pictures that the workspace itself had lost or that were damaged in it."""

    def as_json(self) -> dict[str, Json]:
        """The object in the manifest's file, and what commands print."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "workspace": self.workspace,
            "name": self.name,
            "made_at": self.made_at.isoformat(),
            "schema": self.schema,
            "sequence": self.sequence,
            "head": self.head,
            "broken_at": self.broken_at,
            "database": self.database,
            "media": [*self.media],
            "missing": [*self.missing],
        }


def manifest_path(backup: Path) -> Path:
    """Where the manifest of a backup's database lies: beside it."""
    return backup.with_suffix(".json")


def manifest_bytes(manifest: BackupManifest) -> bytes:
    """The file."""
    return canonical(manifest.as_json()) + b"\n"


def read_manifest(backup: Path) -> BackupManifest | None:
    """What a backup says of itself; None = it has no manifest (made by version 0.1.0, or by hand).

    Raises:
        Invalid: the manifest is not one of ours.
    """
    path = manifest_path(backup)
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return _manifest(Fields(json.loads(file.read(_LARGEST))))
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid(
            T("The manifest {file} can't be read.", file=path.name),
            T("Take another backup; `editor-app backup --list` names them."),
        ) from error


def file_digest(path: Path) -> Digest:
    """SHA-256 of a file, read in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return Digest(found.hexdigest())


def _manifest(fields: Fields) -> BackupManifest:
    if (fields.text("format"), fields.integer("version")) != (FORMAT, VERSION):
        raise ValueError("another format")
    made_at = datetime.fromisoformat(fields.text("made_at"))
    if made_at.tzinfo is None:
        raise ValueError("a time without its zone")
    return BackupManifest(
        fields.text("workspace"),
        fields.text("name"),
        made_at,
        fields.integer("schema"),
        fields.integer("sequence"),
        fields.text("head"),
        None if fields.optional("broken_at") is None else fields.integer("broken_at"),
        _digest(fields.text("database")),
        _digests(fields, "media"),
        _digests(fields, "missing"),
    )


def _digests(fields: Fields, name: str) -> tuple[Digest, ...]:
    return tuple(_digest(said) for said in fields.items(name))


def _digest(said: Json) -> Digest:
    if not isinstance(said, str) or not is_digest(said):
        raise ValueError("not a digest")
    return Digest(said)
