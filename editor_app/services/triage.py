"""What a freeze has stopped, to be decided one by one; apart because lifting a freeze decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.services.silence import REASON
from editor_app.storage.queries import queue_rows, triage

if TYPE_CHECKING:
    from editor_app.services.desk import Desk
    from editor_app.storage.queries.queue_rows import DeliveryRow

MOST = 500


def stopped(desk: Desk) -> list[DeliveryRow]:
    """Deliveries that a freeze holds, and those that expired meanwhile: the earliest slot first, at most `MOST`."""
    with desk.database.read() as snapshot:
        rows = queue_rows.rows_by_id(snapshot, triage.met(snapshot, MOST))
    waiting = [row for row in rows if row.state is DeliveryState.EXPIRED or row.reason == REASON]
    return sorted(waiting, key=lambda row: (row.planned_at, row.position))
