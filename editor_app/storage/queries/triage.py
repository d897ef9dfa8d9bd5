"""Named queries about what a freeze met in the queue, for the people who decide on each of them afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, or_, select

from editor_app.domain.identifiers import DeliveryId
from editor_app.storage.tables import audit, delivery

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, ScalarSelect

    from editor_app.domain.text import Text
    from editor_app.storage.database import Snapshot


def met(snapshot: Snapshot, reason: Text, most: int, after: tuple[datetime, int] | None = None) -> list[DeliveryId]:
    """Deliveries that a freeze held and that are still held for `reason`, and those that expired since the latest one.

    Args:
        snapshot: one moment.
        reason: why a freeze holds.
        most: the length of a page.
        after: slot and position of the last one of the page before.

    Returns:
        The earliest slot first, at most `most`.
    """
    chosen = _MET
    if after is not None:
        at, position = after
        slot = delivery.c.planned_at
        chosen = chosen.where(slot >= at, or_(slot > at, delivery.c.position > position))
    found = snapshot.connection.execute(chosen.limit(most), {"why": reason.as_json()})
    return [DeliveryId(row.id) for row in found]


def counted(snapshot: Snapshot, reason: Text) -> tuple[int, int]:
    """How many of them are held, and how many have expired."""
    found = snapshot.connection.execute(_COUNTED, {"why": reason.as_json()})
    numbers = {row.state: row.number for row in found}
    return numbers.get("held", 0), numbers.get("expired", 0)


def _stopped(after: int | ScalarSelect[int]) -> ColumnElement[bool]:
    """Whether a freeze stopped the delivery, at a line of the audit log from `after` on."""
    about = and_(audit.c.subject_kind == "delivery", audit.c.subject_id == delivery.c.id)
    return (
        select(audit.c.sequence)
        .where(about, audit.c.action == "delivery.freeze", audit.c.sequence >= after)
        .correlate(delivery)
        .exists()
    )


_latest = audit.alias("latest")
_BEGUN = (
    select(func.coalesce(func.max(_latest.c.sequence), 0))
    .where(_latest.c.subject_kind == "freeze", _latest.c.action == "freeze.begin")
    .scalar_subquery()
)
_WHICH = or_(
    and_(delivery.c.state == "held", delivery.c.reason == bindparam("why", type_=delivery.c.reason.type), _stopped(0)),
    and_(delivery.c.state == "expired", _stopped(_BEGUN)),
)
_MET = select(delivery.c.id).where(_WHICH).order_by(delivery.c.planned_at, delivery.c.position)
_COUNTED = (
    select(delivery.c.state, func.count().label("number"))
    .where(_WHICH, delivery.c.state.in_(["held", "expired"]))
    .group_by(delivery.c.state)
)
