"""Named queries about what notified people: how often an account did since a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from editor_app.storage.tables import delivery, delivery_step

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import AccountId
    from editor_app.storage.database import Snapshot

STEP = "announce"
"""Name of the steps that notify people, on every platform."""


def count_since(snapshot: Snapshot, account: AccountId, since: datetime) -> int:
    """How many deliveries of the account notified people since then."""
    return int(snapshot.connection.execute(_COUNT, {"account": account, "since": since}).scalar() or 0)


_COUNT = (
    select(func.count())
    .select_from(delivery_step)
    .join(delivery, delivery.c.id == delivery_step.c.delivery)
    .where(
        delivery.c.account == bindparam("account"),
        delivery_step.c.name == STEP,
        delivery_step.c.done_at >= bindparam("since"),
    )
)
