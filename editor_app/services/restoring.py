"""A workspace out of a backup or an export: looked over from its bytes up, put into a new place, verifying first."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.progress import silent
from editor_app.domain.text import T
from editor_app.services import exporting
from editor_app.storage import restore as store
from editor_app.storage.export_file import is_export

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import Digest
    from editor_app.domain.progress import Progress
    from editor_app.domain.text import Text
    from editor_app.storage.export_file import ExportFile
    from editor_app.storage.restore import Verified

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a backup or an export holds."""

    faults: tuple[Text, ...]
    """What is wrong; empty = it can be restored whole."""
    missing: tuple[Digest, ...] = ()
    """Pictures that the workspace had lost before."""
    made_at: datetime | None = None
    """None: it doesn't say."""
    sequence: int | None = None
    """Number of its last audit row."""
    head: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can be restored whole."""
        return not self.faults


def verify(file: Path, progress: Progress = silent) -> Found:
    """What a backup or an export is worth; an export is put into a folder for a moment, and taken away again.

    Raises:
        NotFound: there is no such file.
        WorkspaceNewer: a newer Press Desk made it.
    """
    if not is_export(file):
        return _of_backup(store.verify(file, progress))
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _of_export(exporting.import_into(file, Path(folder, "workspace"), progress))
        except Invalid as wrong:
            return Found((wrong.message,))


def restore(file: Path, place: Path | str, progress: Progress = silent) -> Found:
    """Make a workspace of a backup or an export.

    Args:
        file: what `backups.back_up` or `exporting.export` made, wherever it lies now.
        place: a folder that isn't there yet or is empty; for an export an empty PostgreSQL database as well.
        progress: told how far it is; what it raises ends the deed and leaves nothing.

    Raises:
        Conflict: something is there.
        Unavailable: the backup is not sound, or the folder is on a network share.
        Invalid: the export is not as it should be; or a backup was to go into a database.
        NotFound, WorkspaceNewer, DiskFull, WorkspaceReadOnly: as they say.
    """
    if is_export(file):
        found = _of_export(exporting.import_into(file, place, progress))
    elif isinstance(place, str):
        raise Invalid(
            T("A backup is put into a folder."), T("Open it there, and export it; an export goes into a database.")
        )
    else:
        found = _of_backup(store.restore(file, place, progress))
    log.info("restored up to line %s", found.sequence)
    return found


def _of_backup(verified: Verified) -> Found:
    found = verified.contents
    made_at = verified.manifest.made_at if verified.manifest else None
    last = (found.sequence, found.head) if found else (None, None)
    return Found(verified.faults, verified.missing, made_at, *last)


def _of_export(export: ExportFile) -> Found:
    return Found((), export.missing, None, export.sequence, export.head)
