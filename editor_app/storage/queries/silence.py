"""Named queries about the freeze (全网静默): whether one stands, and which sends are under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, or_, select, text, update

from editor_app.domain.identifiers import MemberId
from editor_app.domain.instants import BootInstant
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import OPEN, attempt, audit, freeze, member

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Silence:
    """A freeze that stands: nothing goes out until it is lifted."""

    id: str
    since: datetime
    by: MemberId
    by_name: str
    reason: str


def standing(snapshot: Snapshot) -> Silence | None:
    """The freeze that stands; None = sending goes on."""
    row = snapshot.connection.execute(_STANDING).first()
    return Silence(row.id, row.begun_at, MemberId(row.begun_by), row.name, row.reason) if row else None


def stops(snapshot: Snapshot, delivery: DeliveryId) -> bool:
    """Whether a freeze stands, or one has begun since a person decided last that the delivery goes out.

    A freeze holds what it meets in the queue. What was under way then comes back later, perhaps after the lift, and
    nobody has decided on it.
    """
    return _STOPS.first(snapshot.connection, {"delivery": delivery}) is not None


def begin(work: Work, new: Silence) -> None:
    """Stop all sending: from the commit on, no attempt can begin."""
    work.connection.execute(
        _BEGIN, {"id": new.id, "begun_at": new.since, "begun_by": new.by, "reason": new.reason, "lifted_at": None}
    )


def end(work: Work, ended: Silence) -> None:
    """Let sending go on."""
    work.connection.execute(_END, {"wanted": ended.id, "at": work.at})


def under_way(snapshot: Snapshot) -> list[BootInstant]:
    """When each send whose answer hasn't come yet was begun, on its machine's boot clock."""
    return [BootInstant(row.boot, row.boot_microseconds) for row in snapshot.connection.execute(_UNDER_WAY)]


_STANDING = (
    select(freeze, member.c.name)
    .select_from(freeze.join(member, member.c.id == freeze.c.begun_by))
    .where(freeze.c.lifted_at.is_(None))
)
_BEGIN = insert(freeze)
_END = update(freeze).where(freeze.c.id == bindparam("wanted")).values(lifted_at=bindparam("at"))
_UNDER_WAY = select(attempt.c.boot, attempt.c.boot_microseconds).where(OPEN)
_begun, _decided = audit.alias("begun"), audit.alias("decided")
_begun_at = (
    select(func.max(_begun.c.sequence))
    .where(_begun.c.subject_kind == "freeze", _begun.c.subject_id == freeze.c.id, _begun.c.action == "freeze.begin")
    .correlate(freeze)
    .scalar_subquery()
)
_decided_at = (
    select(func.max(_decided.c.sequence))
    .where(
        _decided.c.subject_kind == "delivery",
        _decided.c.subject_id == bindparam("delivery"),
        text(
            "decided.action IN ('delivery.queue', 'delivery.release', 'delivery.release_past', 'delivery.retry',"
            " 'delivery.answer_there_one', 'delivery.answer_not_there', 'delivery.answer_gone_one',"
            " 'delivery.answer_still_public')"
        ),
    )
    .scalar_subquery()
)
STOPPING = select(freeze.c.id).where(or_(freeze.c.lifted_at.is_(None), _begun_at > _decided_at)).limit(1)
"""What stops `:delivery`; where nothing was ever frozen, it looks at one empty table."""
_STOPS = Prepared(STOPPING)
