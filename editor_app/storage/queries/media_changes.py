"""Named queries about the place of a team's pictures that an admin proposed, and what another one made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from editor_app.domain.identifiers import MemberId
from editor_app.domain.media_place import MediaPlace, place_from_json
from editor_app.domain.member import Named
from editor_app.storage.media_change_tables import media_change
from editor_app.storage.tables import member

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class MediaChange:
    """A place that waits for another admin."""

    place: MediaPlace
    before: MediaPlace | None
    """From where the pictures are carried; None = from each computer, or the old place is lost."""
    proposed_by: Named
    proposed_at: datetime


def insert_media_change(work: Work, becomes: Json, by: MemberId) -> None:
    """Propose a setting of the place; the audit row is the newest one of this work."""
    number: int = work.connection.execute(_NEXT).scalar_one()
    values = {
        "number": number, "becomes": becomes, "proposed_by": by, "proposed_at": work.at,
        "audit_sequence": work.sequence,
    }  # fmt: skip
    work.connection.execute(insert(media_change), values)


def decide_media_change(work: Work, decision: str, by: MemberId) -> None:
    """Close what is proposed: `agreed` or `declined`."""
    work.connection.execute(_DECIDE, {"said": decision, "who": by, "now": work.at})


def open_media_change(snapshot: Snapshot) -> MediaChange | None:
    """What waits for another admin; None = nothing does."""
    row = snapshot.connection.execute(_OPEN).first()
    if row is None:
        return None
    place = place_from_json(row.becomes.get("at"))
    if place is None:
        raise ValueError("a proposal names a place")
    by = Named(MemberId(row.proposed_by), row.name)
    return MediaChange(place, place_from_json(row.becomes.get("before")), by, row.proposed_at)


_NEXT = select(func.coalesce(func.max(media_change.c.number), 0) + 1)
_DECIDE = (
    update(media_change)
    .where(media_change.c.decision.is_(None))
    .values(decision=bindparam("said"), decided_by=bindparam("who"), decided_at=bindparam("now"))
)
_OPEN = (
    select(media_change, member.c.name)
    .join(member, member.c.id == media_change.c.proposed_by)
    .where(media_change.c.decision.is_(None))
)
