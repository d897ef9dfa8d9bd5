"""Where a team's pictures are, as the settings say it: the place, what was proposed, and this computer's part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.moments import when

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.media_place import MediaPlace
    from editor_app.services.desk import Seat
    from editor_app.services.media_places import Carried
    from editor_app.storage.queries.media_changes import MediaChange


@dataclass(frozen=True, slots=True)
class Places:
    """What the section shows, read in one go."""

    at: MediaPlace | None
    """None = each computer keeps the pictures that were added at it."""
    here: Path | None
    """How this computer reaches the shared folder; None = there is none."""
    change: MediaChange | None
    """What waits for another admin."""
    is_alone: bool
    """Whether there is no other admin who could agree."""


def read_places(seat: Seat) -> Places:
    """The places as they stand now."""
    from editor_app.services import media_places

    desk = seat.desk
    return Places(
        media_places.where(desk), media_places.path_here(desk), media_places.waiting(desk), media_places.is_alone(seat)
    )


def place_words(place: MediaPlace | None) -> str:
    """A place in words."""
    if place is None:
        return tr("Each computer keeps the pictures that were added at it. An admin can name a place for all of them.")
    return f"{place.address} ({place.endpoint})" if place.endpoint else place.address


def here_words(places: Places) -> str:
    """How this computer reaches the shared folder."""
    if places.at is None or places.here is None or str(places.here) == places.at.address:
        return tr("This computer reaches the folder under the same name as everybody.")
    return tr("This computer reaches the folder as {path}.", path=str(places.here))


def proposal_words(change: MediaChange, seat: Seat, *, is_alone: bool) -> str:
    """Who proposed a place, and whose turn it is."""
    zone = ZoneInfo(seat.desk.workspace.zone)
    proposed = tr(
        "{name} proposed it {time}.",
        name=change.proposed_by.name,
        time=when(change.proposed_at, seat.desk.clock.now(), zone),
    )
    if change.proposed_by.id == seat.member.id and not is_alone:
        turn = tr("Another admin agrees, here in the settings at their own computer. Until then the pictures stay.")
    else:
        turn = tr("Who agrees copies every picture there and compares each. Until then the pictures stay.")
    return tr("{what} {then}", what=proposed, then=turn)


def carried_words(carried: Carried) -> str:
    """What became of the pictures."""
    there = tr_n(
        "{count} picture is there, read back and compared.",
        "{count} pictures are there, each read back and compared.",
        count=carried.carried,
    )
    if not carried.missing:
        return there
    missing = tr_n(
        "{count} picture was not found here: it lies on another computer or is lost. Look at the settings there.",
        "{count} pictures were not found here: they lie on other computers or are lost. Look at the settings there.",
        count=len(carried.missing),
    )
    return tr("{what} {then}", what=there, then=missing)
