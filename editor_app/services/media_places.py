"""Where a team keeps its pictures: said by an admin, carried there one by one, each compared before it counts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import DeskError, NotFound, PicturesAway, Refused, Unavailable
from editor_app.domain.identifiers import sha256
from editor_app.domain.member import Deed, require
from editor_app.domain.progress import silent, within
from editor_app.domain.text import T
from editor_app.services.role_changes import other_admins
from editor_app.storage import seals
from editor_app.storage.backup_check import needed_media
from editor_app.storage.media_setting import Standing, said_of, set_standing, standing
from editor_app.storage.queries import media_changes
from editor_app.storage.team_pictures import TeamPictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest
    from editor_app.domain.media_place import MediaPlace
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Work
    from editor_app.storage.files import Pictures
    from editor_app.storage.queries.media_changes import MediaChange

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the pictures."""

    carried: int
    """How many are in the new place now, each read back and hashed."""
    missing: tuple[Digest, ...]
    """Not found here: they lie on another computer, or were lost before."""


def where(desk: Desk) -> MediaPlace | None:
    """Where the team's pictures are; None = on each computer the pictures that were added at it."""
    with desk.database.read() as snapshot:
        return standing(snapshot).at


def require_there(desk: Desk) -> None:
    """Pass when the team's pictures can be reached from here.

    Raises:
        PicturesAway, NotFound: they can't, and why.
    """
    place = where(desk)
    if place is not None:
        _pictures(desk).at(place).holds(sha256(_PROBE))


def path_here(desk: Desk) -> Path | None:
    """Where this computer has the shared folder; None = there is none."""
    place = where(desk)
    return None if place is None or place.is_bucket else _pictures(desk).path_here(place)


def name_here(desk: Desk, path: Path | None) -> None:
    """Let this computer know the shared folder under a name of its own; None = as everybody.

    Raises:
        Refused: the team has no shared folder.
        PicturesAway, Conflict: the team's pictures are not there; the old name stays.
    """
    place = where(desk)
    if place is None or place.is_bucket:
        raise Refused(T("The team keeps its pictures in no shared folder."))
    pictures, before = _pictures(desk), path_here(desk)
    pictures.name_here(path)
    try:
        pictures.shared(place).require_there()
    except DeskError:
        pictures.name_here(before)
        raise


def choose(seat: Seat, place: MediaPlace, progress: Progress = silent, *, old_is_lost: bool = False) -> Carried | None:
    """Keep the team's pictures there from now on, or propose it to the other admins when there are any.

    Those that are known are carried first, and the old ones stay.

    Args:
        seat: an admin's.
        place: another one than now.
        progress: told how far it is; what it raises ends it, and everything stays as it was.
        old_is_lost: the place until now is gone for good; what lies on this computer is carried, the rest is missing.

    Returns:
        What became of the pictures; None = it waits for another admin, and nothing was carried yet.

    Raises:
        Refused: no admin, not a team, it is there already, or another proposal waits.
        PicturesAway, NotFound, Conflict, DiskFull: the new place can't be used; everything stays as it was.
    """
    desk = seat.desk
    require(seat.member, Deed.MANAGE_MEMBERS)
    pictures, old = _pictures(desk), where(desk)
    if old == place:
        raise Refused(T("The team's pictures are there already."))
    new = Standing(place, None if old_is_lost else old)
    _require_none_open(desk)
    if _is_accompanied(seat):
        _ready(pictures, place)
        with _writing(seat, "workspace.propose_pictures", new) as work:
            media_changes.insert_media_change(work, said_of(new), seat.member.id)
        return None

    def put(carried: Carried) -> None:
        with _writing(seat, "workspace.place_pictures", new, carried) as work:
            media_changes.insert_media_change(work, said_of(new), seat.member.id)
            media_changes.decide_media_change(work, "agreed", seat.member.id)
            set_standing(work, new)

    return _carried(desk, new, _of_loss(is_lost=old_is_lost, pictures=pictures), put, progress)


def waiting(desk: Desk) -> MediaChange | None:
    """The place that an admin proposed and another one has not decided on; None = there is none."""
    with desk.database.read() as snapshot:
        return media_changes.open_media_change(snapshot)


def is_alone(seat: Seat) -> bool:
    """Whether there is no other admin: what this one names counts at once."""
    return not _is_accompanied(seat)


def agree(seat: Seat, progress: Progress = silent) -> Carried:
    """Keep the team's pictures where another admin proposed; they are carried by whoever agrees.

    Raises:
        Refused: no admin, one's own proposal while there is another admin, or the place changed meanwhile.
        NotFound: nothing is proposed.
        PicturesAway, Conflict, DiskFull: the new place can't be used from here; everything stays as it was.
    """
    desk = seat.desk
    require(seat.member, Deed.MANAGE_MEMBERS)
    change = _open(desk)
    if change.proposed_by.id == seat.member.id and _is_accompanied(seat):
        raise Refused(T("Nobody agrees to their own proposal."), T("Another admin agrees or declines."))
    old = where(desk)
    if change.before not in {old, None}:
        raise Refused(T("The place changed meanwhile."), T("Decline it, and propose the new place again."))
    new = Standing(change.place, change.before)

    def put(carried: Carried) -> None:
        with _writing(seat, "workspace.agree_pictures", new, carried) as work:
            if media_changes.open_media_change(work) != change:
                raise Refused(T("The place changed meanwhile."), T("Look at what is proposed now."))
            media_changes.decide_media_change(work, "agreed", seat.member.id)
            set_standing(work, new)

    is_lost = old is not None and change.before is None
    return _carried(desk, new, _of_loss(is_lost=is_lost, pictures=_pictures(desk)), put, progress)


def decline(seat: Seat) -> MediaChange:
    """Leave the pictures where they are; who proposed it may take it back like this too.

    Raises:
        Refused: no admin.
        NotFound: nothing is proposed.
    """
    change = _open(seat.desk)
    detail: dict[str, Json] = {"to": change.place.address}
    with seat.write(Deed.MANAGE_MEMBERS, "workspace.decline_pictures", _itself(seat.desk), detail) as work:
        media_changes.decide_media_change(work, "declined", seat.member.id)
    return change


def bring(seat: Seat, progress: Progress = silent) -> Carried:
    """Carry what lies on this computer alone to where the team keeps its pictures.

    Raises:
        Refused: no editor, or the team keeps them on each computer.
        PicturesAway: the place can't be reached.
    """
    desk = seat.desk
    require(seat.member, Deed.WRITE)
    pictures, place = _pictures(desk), where(desk)
    if place is None:
        raise Refused(T("The team keeps its pictures on each computer."), T("An admin names a place for all of them."))
    target = pictures.at(place)
    return _carry(pictures.own, target, pictures.own.digests(), progress)


def _carried(
    desk: Desk, new: Standing, source: Pictures, put: Callable[[Carried], None], progress: Progress
) -> Carried:
    """The pictures carried, the place put into force by `put`, and then what was added meanwhile carried as well."""
    pictures = _pictures(desk)
    if new.at is None:
        raise TypeError("pictures are carried to a place")
    target = _ready(pictures, new.at)
    carried = _carry(source, target, _everything(desk, pictures.at(new.before)), within(progress, 0.0, 0.9))
    put(carried)
    late = [digest for digest in _everything(desk, pictures.at(new.before)) if not target.has(digest)]
    after = _carry(source, target, late, within(progress, 0.9, 1.0))
    log.info("pictures were carried: %s, missing %s", carried.carried + after.carried, len(after.missing))
    return Carried(carried.carried + after.carried, after.missing)


def _of_loss(*, is_lost: bool, pictures: TeamPictures) -> Pictures:
    """Where the pictures are taken from: after a loss from this computer alone."""
    return pictures.own if is_lost else pictures


def _writing(seat: Seat, action: str, new: Standing, carried: Carried | None = None) -> AbstractContextManager[Work]:
    place = new.at.address if new.at else ""
    detail: dict[str, Json] = {"to": place, **seals.sealed(media_change={"becomes": said_of(new)})}
    if carried is not None:
        detail["pictures"] = carried.carried
    return seat.write(Deed.MANAGE_MEMBERS, action, _itself(seat.desk), detail)


def _is_accompanied(seat: Seat) -> bool:
    with seat.desk.database.read() as snapshot:
        return bool(other_admins(snapshot, seat.member.id))


def _require_none_open(desk: Desk) -> None:
    if waiting(desk) is not None:
        raise Refused(
            T("Another place for the pictures waits for an admin."),
            T("Agree to it or decline it first, in the settings or by `editor-app team media`."),
        )


def _open(desk: Desk) -> MediaChange:
    found = waiting(desk)
    if found is None:
        next_step = T("See the settings, or `editor-app team media`.")
        raise NotFound(T("No place for the pictures waits for an admin."), next_step)
    return found


def _ready(pictures: TeamPictures, place: MediaPlace) -> Pictures:
    """The new place, when it can be written to and read from."""
    if not place.is_bucket:
        pictures.shared(place).begin()
        return pictures.at(place)
    target = pictures.at(place)
    target.holds(target.put(_PROBE))
    return target


def _carry(source: Pictures, target: Pictures, wanted: Iterable[Digest], progress: Progress) -> Carried:
    count, missing = 0, []
    every = list(wanted)
    for number, digest in enumerate(every):
        progress(number / len(every), T("The pictures are copied"))
        if not target.holds(digest):
            try:
                content = source.read(digest)
            except PicturesAway:
                raise
            except (NotFound, Unavailable):
                missing.append(digest)
                continue
            target.put(content)
            if not target.holds(digest):
                raise Unavailable(
                    T("The picture {digest} did not arrive as it left.", digest=digest[:12]),
                    T("Everything stays as it was. Look at the new place, then try again."),
                )
        count += 1
    return Carried(count, tuple(missing))


def _everything(desk: Desk, old: Pictures) -> list[Digest]:
    """What is known and what lies there: an embargo hides from an admin which pictures there are, not their bytes."""
    return sorted({*_known(desk), *old.digests()} - {sha256(_PROBE)})


def _known(desk: Desk) -> tuple[Digest, ...]:
    with desk.for_reader(None).database.read() as snapshot:
        return needed_media(snapshot)


def _pictures(desk: Desk) -> TeamPictures:
    media = desk.store.media
    if not isinstance(media, TeamPictures):
        raise Refused(
            T("This workspace keeps its pictures in its own folder."), T("Only a team's database has a place for them.")
        )
    return media


def _itself(desk: Desk) -> Subject:
    return Subject("workspace", desk.workspace.id)


_PROBE = b"Press Desk keeps the pictures of a team here.\n"
