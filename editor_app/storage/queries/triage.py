"""Named queries about what a freeze met in the queue, for the people who decide on each of them afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from editor_app.domain.identifiers import DeliveryId
from editor_app.storage.tables import audit, delivery

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, ScalarSelect

    from editor_app.storage.database import Snapshot


def met(snapshot: Snapshot, most: int) -> list[DeliveryId]:
    """Deliveries that a freeze held and that are still held, and those that expired since the latest freeze began.

    The earliest slot first, at most `most`.
    """
    found = snapshot.connection.execute(_MET.limit(most))
    return [DeliveryId(row.id) for row in found]


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
_MET = (
    select(delivery.c.id)
    .where(
        or_(
            and_(delivery.c.state == "held", _stopped(0)),
            and_(delivery.c.state == "expired", _stopped(_BEGUN)),
        )
    )
    .order_by(delivery.c.planned_at, delivery.c.position)
)
