"""Looking a copied database over: pages, references, audit chain, and which pictures it needs; it is never written."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from editor_app.domain.edition import manifest_from_bytes
from editor_app.domain.errors import Unavailable
from editor_app.domain.identifiers import Digest, is_digest
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.engines import APPLICATION_ID
from editor_app.storage.refusals import in_words
from editor_app.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a copied database."""

    workspace: str
    name: str
    schema: int
    sequence: int
    head: str
    broken_at: int | None
    """The first line of the audit log that does not follow."""
    media: tuple[Digest, ...]
    """Pictures of documents and of sealed editions."""

    def require_sound_chain(self) -> None:
        """Pass when every line of the audit log follows from the one before.

        Raises:
            Unavailable: one doesn't.
        """
        if self.broken_at is not None:
            raise Unavailable(
                T("Line {n} of the audit log was altered, taken out or put in.", n=self.broken_at),
                T("Keep the folder as it is and look who had it; older backups are untouched."),
            )


def contents(copy: Path, progress: Progress) -> Contents:
    """What is in the copy, after its pages and references were found sound.

    Raises:
        Unavailable: it isn't a workspace, or is damaged.
    """
    with in_words(), reading(copy) as snapshot:
        progress(0.0, T("The copy is checked"))
        connection = snapshot.connection
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise _unsound()
        if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
            raise _unsound()
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise _unsound()
        progress(0.5, T("The audit log is checked"))
        sequence, head = audit.head(snapshot)
        itself = connection.exec_driver_sql("SELECT id, name FROM workspace").first()
        if not sequence or itself is None:
            raise _unsound()
        schema = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        broken = audit.first_altered(snapshot)
        return Contents(itself[0], itself[1], schema, sequence, head, broken, needed_media(snapshot))


def needed_media(snapshot: Snapshot) -> tuple[Digest, ...]:
    """Digests of every picture that documents and sealed editions refer to, sorted."""
    connection = snapshot.connection
    found: set[str] = {str(row[0]) for row in connection.exec_driver_sql("SELECT digest FROM media")}
    for (manifest,) in connection.exec_driver_sql("SELECT manifest FROM edition"):
        found |= sealed_media(bytes(manifest))
    return tuple(Digest(each) for each in sorted(found) if is_digest(each))


def sealed_media(manifest: bytes) -> set[Digest]:
    """Digests of the pictures in an edition's manifest; none where it can't be read (its digest tells elsewhere)."""
    try:
        return {medium.digest for payload in manifest_from_bytes(manifest).payloads for medium in payload.media}
    except ValueError:
        return set()


@contextmanager
def reading(copy: Path) -> Iterator[Snapshot]:
    """Read a file that nobody else has open, leaving nothing beside it."""
    address = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, isolation_level=None), poolclass=NullPool
    )
    with closing(engine.connect()) as connection:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.exec_driver_sql(f"PRAGMA {setting}")
        yield Snapshot(connection)


def _unsound() -> Unavailable:
    return Unavailable(
        T("The copy of the database is not sound and counts as no backup."), T("Check the disk, then back up again.")
    )
