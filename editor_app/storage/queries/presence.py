"""Named queries about who is here; their writes leave no audit row (ADR 0031), and reach this one table only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from editor_app.domain.identifiers import MemberId
from editor_app.domain.presence import FORGOTTEN, Doing, Present, SeatId
from editor_app.storage.review_tables import presence
from editor_app.storage.tables import member

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DocumentId
    from editor_app.storage.database import Database, Snapshot


def sign(database: Database, here: Present, document: DocumentId, now: datetime) -> None:
    """Say that a window is there, at this document and no other; windows that are gone are swept out by the way."""
    values = {"of": document, "who": here.member, "where": here.seat, "doing": here.doing.value, "now": now}
    with database.read() as snapshot:
        known = snapshot.connection.execute(_MINE, values).first() is not None
    row = {
        "document": document, "member": here.member, "seat": here.seat, "view": here.doing.value,
        "came_at": here.since, "seen_at": now,
    }  # fmt: skip
    sweep = (_SWEEP, {"of": document, "where": here.seat, "before": now - FORGOTTEN})
    database.sign_of_life(sweep, (_AGAIN, values) if known else (_COME, row))


def leave(database: Database, seat: SeatId) -> None:
    """Say that a window has no document open any more."""
    database.sign_of_life((_GONE, {"where": seat}))


def present(snapshot: Snapshot, document: DocumentId, now: datetime) -> list[Present]:
    """Who is at the document, who came first first."""
    rows = snapshot.connection.execute(_PRESENT, {"of": document, "after": now - FORGOTTEN})
    return [Present(MemberId(row.member), row.name, SeatId(row.seat), Doing(row.view), row.came_at) for row in rows]


_of_mine = (
    presence.c.document == bindparam("of"),
    presence.c.member == bindparam("who"),
    presence.c.seat == bindparam("where"),
)
_MINE = select(presence.c.seat).where(*_of_mine)
_COME = insert(presence)
_AGAIN = update(presence).where(*_of_mine).values(view=bindparam("doing"), seen_at=bindparam("now"))
_GONE = delete(presence).where(presence.c.seat == bindparam("where"))
_SWEEP = delete(presence).where(
    (presence.c.seen_at < bindparam("before"))
    | ((presence.c.seat == bindparam("where")) & (presence.c.document != bindparam("of")))
)
_PRESENT = (
    select(presence, member.c.name)
    .select_from(presence)
    .join(member, member.c.id == presence.c.member)
    .where(presence.c.document == bindparam("of"), presence.c.seen_at > bindparam("after"))
    .order_by(presence.c.came_at, presence.c.seat)
)
