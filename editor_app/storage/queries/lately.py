"""What an account has been given lately, so that the same text isn't put there twice by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, or_, select

from editor_app.domain.delivery import OUT, UNRESOLVED, DeliveryState
from editor_app.domain.identifiers import DeliveryId, EditionId
from editor_app.storage.tables import delivery

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import AccountId
    from editor_app.storage.database import Snapshot

MOST = 200
"""The newest so many of a day are looked at; no office sends more to one account."""


@dataclass(frozen=True, slots=True)
class Lately:
    """One delivery that is on its way or out."""

    id: DeliveryId
    edition: EditionId
    state: DeliveryState
    at: datetime
    """When it went out, else when it shall."""


def lately(snapshot: Snapshot, account: AccountId, span: tuple[datetime, datetime], after: int = 0) -> list[Lately]:
    """What waits for, is being sent to, or went out to an account, the newest first.

    Args:
        snapshot: of the moment.
        account: whose.
        span: its time lies between these; what is unresolved counts whenever it was.
        after: only deliveries queued after this line of the audit log.
    """
    values = {"account": account, "since": span[0], "until": span[1], "after": after}
    return [
        Lately(DeliveryId(row.id), EditionId(row.edition), DeliveryState(row.state), row.at)
        for row in snapshot.connection.execute(_LATELY, values)
    ]


_at = func.coalesce(delivery.c.received_at, delivery.c.planned_at)
_unresolved = delivery.c.state.in_(sorted(UNRESOLVED))
_known = delivery.c.state.in_(sorted({DeliveryState.QUEUED, DeliveryState.HELD} | (OUT - {DeliveryState.WITHDRAWN})))
_LATELY = (
    select(delivery.c.id, delivery.c.edition, delivery.c.state, _at.label("at"))
    .where(
        delivery.c.account == bindparam("account"),
        delivery.c.position > bindparam("after"),
        or_(
            _unresolved,
            and_(
                _known,
                _at.between(
                    bindparam("since", type_=delivery.c.planned_at.type),
                    bindparam("until", type_=delivery.c.planned_at.type),
                ),
            ),
        ),
    )
    .order_by(delivery.c.position.desc())
    .limit(MOST)
)
