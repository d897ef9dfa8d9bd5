"""The queue as people look at it: filtered counts, and rows read again; apart because publishing holds the deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage.queries import queue_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from editor_app.domain.delivery import DeliveryState
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.services.desk import Desk
    from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter


def by_state(desk: Desk, chosen: QueueFilter) -> dict[DeliveryState, int]:
    """How many of the filter's deliveries stand in each state."""
    with desk.database.read() as snapshot:
        return queue_rows.counts(snapshot, chosen)


def by_account(desk: Desk, chosen: QueueFilter) -> list[tuple[AccountId, DeliveryState, int]]:
    """The same, account by account."""
    with desk.database.read() as snapshot:
        return queue_rows.counted_by_account(snapshot, chosen)


def by_slot(desk: Desk, chosen: QueueFilter) -> list[tuple[datetime, DeliveryState, int]]:
    """The same, slot by slot; the slots of a day are summed by whoever knows the office's zone."""
    with desk.database.read() as snapshot:
        return queue_rows.counted_by_slot(snapshot, chosen)


def again(desk: Desk, wanted: Collection[DeliveryId]) -> list[DeliveryRow]:
    """These deliveries as they are now."""
    with desk.database.read() as snapshot:
        return queue_rows.rows_by_id(snapshot, wanted)
