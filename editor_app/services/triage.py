"""What a freeze has stopped, to be decided one by one; apart because lifting a freeze decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.services.silence import REASON
from editor_app.storage.queries import queue_rows, triage

if TYPE_CHECKING:
    from editor_app.services.desk import Desk
    from editor_app.storage.queries.queue_rows import DeliveryRow

PAGE = 200


@dataclass(frozen=True, slots=True)
class Stopped:
    """A page of what a freeze stopped, and how much there is of it."""

    rows: tuple[DeliveryRow, ...]
    """The earliest slot first; fewer than `PAGE` = there are no more."""
    held: int
    """All that wait for a decision, on whatever page."""
    expired: int
    """All that expired since the latest freeze began; they stay unsent."""


def stopped(desk: Desk, after: DeliveryRow | None = None) -> Stopped:
    """Deliveries that a freeze holds, and those that expired meanwhile, page by page.

    Args:
        desk: any.
        after: the last row of the page before; None = the first page.
    """
    mark = (after.planned_at, after.position) if after is not None else None
    with desk.database.read() as snapshot:
        rows = queue_rows.rows_by_id(snapshot, triage.met(snapshot, REASON, PAGE, mark))
        held, expired = triage.counted(snapshot, REASON)
    return Stopped(tuple(sorted(rows, key=lambda row: (row.planned_at, row.position))), held, expired)
