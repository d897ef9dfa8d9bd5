"""Making and opening a workspace: a folder of this machine, or a team's PostgreSQL database."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from stat import S_ISREG
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.errors import Conflict, DeskError, NotFound, Unavailable, WorkspaceReadOnly
from editor_app.domain.identifiers import WorkspaceId, new_id
from editor_app.domain.text import T
from editor_app.storage import schema
from editor_app.storage.backup import BEFORE_MIGRATION, back_up
from editor_app.storage.database import Database
from editor_app.storage.engines import (
    APPLICATION_ID,
    new_sqlite_file,
    postgresql_engine,
    postgresql_session_engine,
    sqlite_engine,
)
from editor_app.storage.files import MediaStore, write_refusal
from editor_app.storage.lineage import forget_here, is_elsewhere, settle_here
from editor_app.storage.locks import Locks
from editor_app.storage.places import DATABASE, network_share, user_folder
from editor_app.storage.queries.settings import Workspace, insert_workspace, set_lineage, workspace_itself
from editor_app.storage.refusals import in_words
from editor_app.storage.team_pictures import TeamPictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from editor_app.domain.instants import Clock
    from editor_app.domain.secrets import Secret
    from editor_app.storage.files import Pictures

SYSTEM = Actor("system", "Press Desk")
_HEADER = 100


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """What a person says when a workspace is made."""

    name: str
    language: str
    zone: str
    """IANA name."""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """An open workspace."""

    folder: Path
    """Its folder; for a team's database the folder on this machine for what belongs to it."""
    info: Workspace
    database: Database
    media: Pictures
    locks: Locks
    url: str
    """Empty for a folder of this machine."""
    verify_first: bool
    """The database was restored or copied: everything that is not settled is read back before the queue runs."""

    @property
    def journal_path(self) -> Path:
        """Where the first window keeps its journal."""
        return self.folder / "journal.db"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.folder / "backups"

    def begin_lineage(self) -> None:
        """Record that everything unsettled was read back: from here the queue runs as usual."""
        lineage = new_id()
        subject = Subject("workspace", self.info.id)
        with self.database.write(SYSTEM, "workspace.verified_first", subject, {"lineage": lineage}) as work:
            set_lineage(work, lineage)
            if self.url:
                settle_here(work)
        if not self.url:
            _write_lineage(self.folder, lineage)

    def forget_lineage(self) -> None:
        """Let whoever opens the workspace next read everything unsettled back first."""
        if not self.url:
            (self.folder / "locks" / "lineage").unlink(missing_ok=True)
            return
        subject = Subject("workspace", self.info.id)
        with self.database.write(SYSTEM, "workspace.verify_first", subject) as work:
            forget_here(work)

    def close(self) -> None:
        """Close every connection."""
        self.media.close()
        self.database.close()


def create(place: Path | str, facts: NewWorkspace, clock: Clock) -> Store:
    """Make a workspace in a folder, or in an empty PostgreSQL database, and open it.

    Raises:
        Conflict: there is one already.
        Unavailable: a network share, a read-only or full disk; nothing is left behind.
    """
    if isinstance(place, str):
        return _create_in_postgresql(place, facts, clock)
    folder = place.absolute()
    _refuse_network(folder)
    if (folder / DATABASE).exists():
        raise Conflict(
            T("There is a workspace in {folder} already.", folder=str(folder)),
            T("Open it, or choose another folder."),
        )
    try:
        for part in ("media", "locks", "backups"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        new_sqlite_file(folder / DATABASE)
    except OSError as error:
        raise write_refusal(error) from error
    try:
        _fill(sqlite_engine(folder / DATABASE), facts, clock)
    except DeskError:
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (folder / name).unlink(missing_ok=True)
        raise
    return _open_folder(folder, clock, is_new=True)


def open_store(place: Path | str, clock: Clock, password: Secret | None = None) -> Store:
    """Open a workspace, bringing an older one up to date first (after a backup).

    Args:
        place: a folder, or the address of a database.
        clock: for audit rows.
        password: of the login that a database's address names.

    Raises:
        NotFound: nothing there.
        WorkspaceNewer: written by a newer Press Desk.
        WorkspaceReadOnly, WorkspaceLocked, DiskFull: as they say.
        Unavailable: a network share, not a workspace, damaged.
    """
    if isinstance(place, str):
        return _open_postgresql(place, clock, password)
    return _open_folder(place.absolute(), clock)


def _open_folder(folder: Path, clock: Clock, *, is_new: bool = False) -> Store:
    path = folder / DATABASE
    _refuse_network(folder)
    _require_ours(path)
    _require_writable(folder)
    engine = sqlite_engine(path)
    database = Database(engine, clock)
    with _closed_on_error(engine):
        if schema.is_behind(engine):
            back_up(folder, folder / "backups", clock.now(), BEFORE_MIGRATION)
            schema.migrate(engine)
        info = _info(database)
    if is_new:
        _write_lineage(folder, info.lineage)
    verify_first = not _is_same_lineage(folder, info.lineage)
    return Store(folder, info, database, MediaStore(folder / "media"), Locks(folder / "locks"), "", verify_first)


def _create_in_postgresql(url: str, facts: NewWorkspace, clock: Clock) -> Store:
    engine = postgresql_engine(url)
    with _closed_on_error(engine):
        if schema.version(engine):
            raise Conflict(T("There is a workspace in this database already."), T("Open it, or name an empty one."))
    _fill(engine, facts, clock)
    return _open_postgresql(url, clock)


def _open_postgresql(url: str, clock: Clock, password: Secret | None = None) -> Store:
    engine = postgresql_engine(url, password)
    database = Database(engine, clock)
    with _closed_on_error(engine):
        if not schema.version(engine):
            raise NotFound(T("There is no workspace in this database."), T("Make one with `editor-app init`."))
        if schema.is_behind(engine):
            raise Unavailable(
                T("The team's database was written by an older Press Desk."),
                T("Let its administrator bring it up to date with the installation's own command."),
            )
        info = _info(database)
        with database.read() as snapshot:
            verify_first = is_elsewhere(snapshot)
    folder = team_folder(info.id)
    for part in ("media", "locks", "backups"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    locks = Locks(folder / "locks", postgresql_session_engine(url, password))
    pictures = TeamPictures(database, info.id, folder)
    return Store(folder, info, database, pictures, locks, url, verify_first)


def team_folder(workspace: str) -> Path:
    """What belongs to a team's workspace on this machine: pictures, locks, journal."""
    return user_folder() / "teams" / workspace


def _fill(engine: Engine, facts: NewWorkspace, clock: Clock) -> None:
    """Tables, guards and the first audit row, in one transaction."""
    database = Database(engine, clock)
    new = Workspace(WorkspaceId(new_id()), facts.name, facts.language, facts.zone, facts.sample, new_id(), clock.now())
    try:
        with in_words():
            schema.create(engine)
        with database.write(SYSTEM, "workspace.create", Subject("workspace", new.id)) as work:
            insert_workspace(work, new)
            if engine.dialect.name == "postgresql":
                settle_here(work)
    finally:
        database.close()


@contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    """Errors of the block get words, and leave no connection behind."""
    try:
        with in_words():
            yield
    except DeskError:
        engine.dispose()
        raise


def _info(database: Database) -> Workspace:
    with database.read() as snapshot:
        info = workspace_itself(snapshot)
    if info is None:
        raise schema.cut_short()
    try:
        ZoneInfo(info.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as strange:
        raise Unavailable(
            T("The workspace's database names no time zone that there is."), T("Restore a backup of the workspace.")
        ) from strange
    return info


def _refuse_network(folder: Path) -> None:
    kind = network_share(folder)
    if kind is not None:
        raise Unavailable(
            T("{folder} is on a network share ({kind}); a workspace there would be damaged sooner or later.",
              folder=str(folder), kind=kind),
            T("Keep it on a disk of this computer; for several people, use a team database."),
        )  # fmt: skip


def _require_ours(path: Path) -> None:
    try:
        header = _head(path)
    except FileNotFoundError:
        raise NotFound(
            T("There is no workspace in {folder}.", folder=str(path.parent)), T("Make one with `editor-app init`.")
        ) from None
    except OSError as error:
        raise Unavailable(
            T("The workspace's database can't be opened."), T("Check the folder's rights and whether it still exists.")
        ) from error
    parts = [path.with_name(name) for name in ("media", "locks", "backups")]
    is_ours = header[:16] == b"SQLite format 3\0" and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not is_ours or any(part.exists() and not part.is_dir() for part in parts):
        raise Unavailable(
            T("{file} is not a workspace of Press Desk.", file=str(path)),
            T("Choose the folder of a workspace, or restore a backup."),
        )


def _head(path: Path) -> bytes:
    """The first bytes of a file; a pipe has none, and would keep us waiting for them."""
    if not S_ISREG(path.stat().st_mode):
        return b""
    with path.open("rb") as file:
        return file.read(_HEADER)


def _require_writable(folder: Path) -> None:
    if not (os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK)):
        raise WorkspaceReadOnly(
            T("This workspace can't be written to."),
            T("Check the folder's rights, or whether the disk is mounted read-only."),
        )


def _lineage_here(folder: Path, lineage: str) -> str:
    """A copy or a restored file has another file number, even when the lineage file is copied along."""
    return f"{lineage} {(folder / DATABASE).stat().st_ino}"


def _write_lineage(folder: Path, lineage: str) -> None:
    (folder / "locks").mkdir(exist_ok=True)
    (folder / "locks" / "lineage").write_text(_lineage_here(folder, lineage), "utf-8")


def _is_same_lineage(folder: Path, lineage: str) -> bool:
    path = folder / "locks" / "lineage"
    return path.is_file() and path.read_bytes() == _lineage_here(folder, lineage).encode()
