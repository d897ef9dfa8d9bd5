"""How far a member has proof-read the variants of an edition, on record: the evidence of a proof pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid
from editor_app.domain.member import Deed
from editor_app.domain.text import T
from editor_app.storage.queries import comments
from editor_app.storage.queries.comments import Reading

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import AccountId, EditionId
    from editor_app.services.desk import Desk, Seat


def note(seat: Seat, edition: EditionId, account: AccountId, reached: int, total: int) -> Reading:
    """Keep how many sentences of a variant the member has read; reading it again from the front counts anew.

    Raises:
        Invalid: more than there are, or none at all.
        Refused: no right, or an account that the edition is not for.
    """
    if not 0 <= reached <= total or not total:
        raise Invalid(T("There are {count} sentences.", count=total), T("Begin reading at the first one."))
    detail: dict[str, Json] = {"account": account, "reached": reached, "total": total}
    with seat.write(Deed.COMMENT, "edition.read", Subject("edition", edition), detail) as work:
        read = Reading(edition, account, seat.member.id, seat.member.name, reached, total, work.at)
        comments.insert_reading(work, read)
        return read


def readings(desk: Desk, edition: EditionId) -> tuple[Reading, ...]:
    """How far everybody has read each variant of an edition."""
    with desk.database.read() as snapshot:
        return tuple(comments.readings(snapshot, edition))


def own(seat: Seat, edition: EditionId) -> dict[AccountId, Reading]:
    """How far this member has read each variant."""
    return {one.account: one for one in readings(seat.desk, edition) if one.by == seat.member.id}
