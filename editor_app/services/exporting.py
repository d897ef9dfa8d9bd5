"""A whole workspace into one file, and out of such a file into a new place, equal to the last row."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.embargo import Veiled
from editor_app.domain.errors import DiskFull
from editor_app.domain.progress import silent, within
from editor_app.domain.text import T
from editor_app.services import vouching
from editor_app.storage import export as store
from editor_app.storage import export_file, import_rows
from editor_app.storage.engines import new_sqlite_file, postgresql_engine, sqlite_engine
from editor_app.storage.files import arriving, write_refusal
from editor_app.storage.lineage import ELSEWHERE
from editor_app.storage.places import DATABASE
from editor_app.storage.queries import embargo
from editor_app.storage.staging import require_new, staged
from editor_app.storage.workspaces import team_folder

if TYPE_CHECKING:
    from editor_app.domain.audit import Actor
    from editor_app.domain.canonical import Json
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Desk
    from editor_app.storage.export import Exported
    from editor_app.storage.export_file import ExportFile

log = logging.getLogger(__name__)


def export(desk: Desk, actor: Actor, file: Path, progress: Progress = silent) -> Exported:
    """Write the workspace of this moment into one file; that it was done is on record afterwards.

    Args:
        desk: at work, in a folder or a team's database.
        actor: who takes everything along.
        file: isn't there yet.
        progress: told how far it is; what it raises ends the export and leaves nothing.

    Raises:
        Veiled: an embargo hides some of it from whoever exports.
        Conflict, Unavailable, DiskFull, WorkspaceReadOnly: as `storage.export.export` says.
    """
    with desk.database.read() as snapshot:
        if embargo.hidden(snapshot):
            raise Veiled
    made = store.export(desk.database, desk.store.media, file, progress)
    detail: dict[str, Json] = {"manifest": made.digest, "sequence": made.sequence}
    with desk.database.write(actor, "workspace.export", Subject("workspace", desk.workspace.id), detail):
        log.info("exported up to line %s", made.sequence)
    return made


def import_into(file: Path, place: Path | str, progress: Progress = silent) -> ExportFile:
    """Make the workspace of an export in a new folder, or in an empty PostgreSQL database; opened, it verifies first.

    The file may be anybody's: sizes, names, tables, rows, audit chain and every signature are looked at, and nothing
    is there before all of it was found in order.

    Raises:
        Conflict: something is in that folder or database.
        Invalid: the file is not as it should be; the line is named.
        WorkspaceNewer, NotFound, Unavailable, DiskFull, WorkspaceReadOnly: as they say.
    """
    if isinstance(place, Path):
        require_new(place)
    with export_file.opened(file) as export_:
        if isinstance(place, str):
            _into_postgresql(export_, place, progress)
        else:
            _into_folder(export_, place.absolute(), progress)
    log.info("imported up to line %s", export_.sequence)
    return export_


def _into_folder(export_: ExportFile, folder: Path, progress: Progress) -> None:
    with staged(folder) as staging:
        _require_room(export_, staging)
        for part in ("media", "locks", "backups"):
            (staging / part).mkdir()
        _put_pictures(export_, staging / "media", within(progress, 0.0, 0.4))
        new_sqlite_file(staging / DATABASE)
        engine = sqlite_engine(staging / DATABASE)
        try:
            import_rows.load(engine, export_, vouching.require_proven, within(progress, 0.4, 1.0), "")
        finally:
            engine.dispose()


def _into_postgresql(export_: ExportFile, url: str, progress: Progress) -> None:
    """The pictures first: without the database's rows nobody asks for them, and with the rows everything is there."""
    _put_pictures(export_, team_folder(export_.workspace) / "media", within(progress, 0.0, 0.4))
    engine = postgresql_engine(url)
    try:
        import_rows.load(engine, export_, vouching.require_proven, within(progress, 0.4, 1.0), ELSEWHERE)
    finally:
        engine.dispose()


def _put_pictures(export_: ExportFile, folder: Path, progress: Progress) -> None:
    for number, digest in enumerate(export_.media):
        progress(number / len(export_.media), T("The pictures are copied"))
        target = folder / digest[:2] / digest
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with arriving(target) as content:
                export_.copy_picture(digest, content)
        except OSError as error:
            raise write_refusal(error) from error


def _require_room(export_: ExportFile, folder: Path) -> None:
    if export_.size > shutil.disk_usage(folder).free:
        raise DiskFull(T("The disk has too little room for all of it."), T("Free some room and try again."))
