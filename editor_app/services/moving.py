"""A workspace moved between a folder and a team's database: exported, put in, compared, the old one closed."""

from __future__ import annotations

import logging
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Conflict, DeskError, Refused, Unavailable
from editor_app.domain.member import Deed, require
from editor_app.domain.progress import silent, within
from editor_app.domain.text import T
from editor_app.services import exporting, media_keys, media_places, teams, workspaces
from editor_app.services.desk import Seat
from editor_app.services.workspaces import SYSTEM
from editor_app.storage import export as store
from editor_app.storage import moving

if TYPE_CHECKING:
    from editor_app.domain.media_place import MediaPlace
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Desk
    from editor_app.services.media_places import Carried
    from editor_app.services.teams import Admitted
    from editor_app.services.workspaces import Means

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moved:
    """A workspace that lives elsewhere now; opened there, it verifies first."""

    place: str
    rows: int
    sequence: int
    head: str
    """Of the audit log when it left; the same stands in both places."""
    admitted: Admitted | None
    """The mover's login, when it became a team's."""
    pictures: Carried | None = None
    """What became of the pictures, when a place for them was named and could be used."""


def move(
    seat: Seat,
    place: Path | str,
    progress: Progress = silent,
    means: Means = SYSTEM,
    pictures: MediaPlace | None = None,
) -> Moved:
    """Put the workspace of this moment into another place, equal to the last row, and close the old one for writing.

    Args:
        seat: an admin's.
        place: a new folder, or an empty PostgreSQL database with the name of its server's administrator.
        progress: told how far it is; what it raises ends the move, and the old one goes on.
        means: clock and cost, for the new place.
        pictures: where the team shall keep them; None = for now on this computer.

    Raises:
        Refused: no admin.
        Conflict: something is there, or the workspace has moved already.
        Unavailable, Invalid, DiskFull: the new place doesn't take it; the old one goes on.
    """
    desk, named = seat.desk, _named(place)
    if (gone := where(desk)) is not None:
        raise Conflict(T("This workspace has moved to {place}.", place=gone), T("Open it there."))
    with seat.write(Deed.MANAGE_MEMBERS, "workspace.move", _itself(desk), {"to": _kind(place)}) as work:
        moving.close_for_writing(work, named)
    is_there = False
    try:
        moved = _carried(desk, place, progress, means)
        is_there = True
    finally:
        if not is_there:
            moving.open_for_writing(desk.database, seat.actor, "workspace.stay", _itself(desk))
    admitted = _as_team(seat, place, means)
    log.info("moved up to line %s", moved.sequence)
    carried = _placed(seat, admitted, pictures, means) if admitted and pictures else None
    return Moved(named, moved.rows, moved.sequence, moved.head, admitted, carried)


def where(desk: Desk) -> str | None:
    """Where the workspace has gone; None = it lives here."""
    with desk.database.read() as snapshot:
        return moving.moved_to(snapshot)


def stay(seat: Seat) -> None:
    """Open a workspace again that was closed by a move which came to nothing; opened anew, it verifies first.

    Raises:
        Refused: no admin, or it has not moved.
    """
    desk = seat.desk
    require(seat.member, Deed.MANAGE_MEMBERS)
    if where(desk) is None:
        raise Refused(T("This workspace has not moved; nothing has to be taken back."))
    moving.open_for_writing(desk.database, seat.actor, "workspace.stay", _itself(desk))
    desk.store.forget_lineage()


def _carried(desk: Desk, place: Path | str, progress: Progress, means: Means) -> store.Exported:
    with tempfile.TemporaryDirectory() as folder:
        taken = store.export(desk.database, desk.store.media, Path(folder, "taken"), within(progress, 0.0, 0.3))
        exporting.import_into(taken.file, place, within(progress, 0.3, 0.8))
        there = workspaces.open_desk(place, means)
        try:
            put = store.export(there.database, there.store.media, Path(folder, "put"), within(progress, 0.8, 1.0))
        finally:
            there.close()
    if put.digest != taken.digest:
        raise Unavailable(
            T("The workspace in the new place is not equal to this one."), T("This one goes on; don't use the other.")
        )
    return taken


def _as_team(seat: Seat, place: Path | str, means: Means) -> Admitted | None:
    """Roles and rights in the database, and a login for who moved it; others are admitted by the administrator."""
    if isinstance(place, Path):
        return None
    try:
        teams.renew(place, means)
        return teams.admit_by_hand(place, seat.member.name, means)
    except DeskError as error:
        log.warning("moved, but not made a team's yet: %s", error.code)
        return None


def _placed(seat: Seat, admitted: Admitted, pictures: MediaPlace, means: Means) -> Carried | None:
    """The pictures carried to the team's place by who moved; None = they stay on this computer for now."""
    try:
        with closing(teams.open_desk(admitted.address, seat.member.name, admitted.password, means)) as desk:
            there = Seat(desk.for_reader(seat.member.id), seat.member, seat.keys)
            media_keys.take(there)
            return media_places.choose(there, pictures)
    except DeskError as error:
        log.warning("moved, but the pictures stay here for now: %s", error.code)
        return None


def _named(place: Path | str) -> str:
    """As others may read it: without a user or password."""
    return str(place.absolute()) if isinstance(place, Path) else teams.shared_address(place)


def _kind(place: Path | str) -> str:
    return "folder" if isinstance(place, Path) else "database"


def _itself(desk: Desk) -> Subject:
    return Subject("workspace", desk.workspace.id)
