"""The order of emergencies: they pass what is queued by themselves, and an unknown outcome when a publisher says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed
from editor_app.domain.text import T
from editor_app.services.reasons import spoken
from editor_app.storage.queries import deliveries, editions, passing, queue_rows

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.queue_rows import DeliveryRow


def passable(desk: Desk, delivery: DeliveryId) -> list[DeliveryRow]:
    """Deliveries of unknown outcome that a queued emergency waits for and may be let past, the oldest first.

    Empty = it is no queued emergency, or nothing unknown is in its way.
    """
    with desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        if not _may_pass(snapshot, found):
            return []
        rows = queue_rows.rows_by_id(snapshot, passing.in_the_way(snapshot, found.id))
    return sorted(rows, key=lambda row: row.position)


def release_past(seat: Seat, delivery: DeliveryId, reason: str) -> list[DeliveryId]:
    """Let a queued emergency go before the outcome of others of its account is known; never past an open attempt.

    Returns:
        The deliveries that it may pass.

    Raises:
        Refused: no publisher, no emergency, not queued, or nothing unknown is in its way.
        Invalid: no reason.
    """
    why = str(spoken(reason))
    with seat.desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        may_pass = _may_pass(snapshot, found)
        others = passing.in_the_way(snapshot, found.id)
    if not may_pass:
        raise Refused(T("Only an emergency that is queued may pass others."), T("Look at its newest state."))
    if not others:
        raise Refused(T("Nothing of unknown outcome is in its way."), T("It goes out by itself."))
    detail = {"past": list(others), "why": why}
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.release_past", Subject("delivery", found.id), detail) as work:
        for other in others:
            passing.insert_passing(work, found.id, other, seat.member.id, why)
    return others


def _may_pass(snapshot: Snapshot, delivery: Delivery) -> bool:
    kind, _end = editions.kind_and_end(snapshot, delivery.edition)
    return kind is EditionKind.EMERGENCY and delivery.state is DeliveryState.QUEUED
