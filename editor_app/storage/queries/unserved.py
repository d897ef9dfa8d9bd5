"""Named query about deliveries whose time has come and that nothing takes; apart because only people ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, select, text

from editor_app.storage.tables import SERVED, audit, delivery

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import AccountId
    from editor_app.storage.database import Snapshot

MOST = 1000
"""So many are counted."""
_LATEST_LINES = 200
"""A worker that has much to do writes more than that in two minutes."""


@dataclass(frozen=True, slots=True)
class UnservedRow:
    """How many there are, and since when the first one waits."""

    number: int
    since: datetime


def unserved(snapshot: Snapshot, before: datetime, lead: AccountId | None) -> UnservedRow | None:
    """What has been due since `before` and waits for no other delivery; None = nothing, or a worker works.

    Args:
        snapshot: one moment.
        before: nothing that a worker wrote on record is as new as that.
        lead: the account that goes first; who waits for it waits by right.
    """
    if snapshot.connection.execute(_SERVES, {"before": before}).first() is not None:
        return None
    row = snapshot.connection.execute(_DUE, {"before": before, "lead": lead or ""}).one()
    return UnservedRow(row.number, row.since) if row.number else None


_newest = select(func.max(audit.c.sequence)).scalar_subquery()
_SERVES = (
    select(audit.c.sequence)
    .where(audit.c.sequence > _newest - _LATEST_LINES, audit.c.at >= bindparam("before"), text("actor LIKE 'worker:%'"))
    .limit(1)
)
_other, _first = delivery.alias("other"), delivery.alias("first")
_in_its_way = exists().where(
    _other.c.account == delivery.c.account, text("other.state IN ('working', 'unknown', 'ask')")
)
_waits_for_lead = exists().where(
    _first.c.edition == delivery.c.edition,
    _first.c.account == bindparam("lead"),
    _first.c.id != delivery.c.id,
    _first.c.state != "verified",
)
_waiting = (
    select(delivery.c.next_try_at)
    .where(
        SERVED,
        and_(delivery.c.state == "queued", delivery.c.next_try_at < bindparam("before")),
        ~_in_its_way,
        ~_waits_for_lead,
    )
    .order_by(delivery.c.next_try_at)
    .limit(MOST)
    .subquery()
)
_DUE = select(func.count().label("number"), func.min(_waiting.c.next_try_at).label("since")).select_from(_waiting)
