"""Named queries about emergencies that a publisher lets past deliveries of unknown outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, text

from editor_app.domain.identifiers import DeliveryId
from editor_app.storage.queries.in_order import let_past
from editor_app.storage.tables import delivery
from editor_app.storage.watch_tables import passing

if TYPE_CHECKING:
    from editor_app.domain.identifiers import MemberId
    from editor_app.storage.database import Snapshot, Work


def in_the_way(snapshot: Snapshot, wanted: DeliveryId) -> list[DeliveryId]:
    """Unknown or asked ones of the same account that this delivery was not let past; the oldest first."""
    return [DeliveryId(row.id) for row in snapshot.connection.execute(_IN_THE_WAY, {"wanted": wanted})]


def insert_passing(work: Work, passes: DeliveryId, past: DeliveryId, by: MemberId, reason: str) -> None:
    """Keep that `passes` may go before the outcome of `past` is known; its audit row is the write's last one."""
    values = {"delivery": passes, "past": past, "by": by, "at": work.at, "reason": reason}
    work.connection.execute(_PASS, {**values, "audit_sequence": work.sequence})


_other = delivery.alias("other")
_IN_THE_WAY = (
    select(_other.c.id)
    .join(delivery, delivery.c.account == _other.c.account)
    .where(
        delivery.c.id == bindparam("wanted"),
        _other.c.id != delivery.c.id,
        text("other.state IN ('unknown', 'ask')"),
        ~let_past(delivery, _other),
    )
    .order_by(_other.c.position)
)
_PASS = insert(passing)
