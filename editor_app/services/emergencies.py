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
from editor_app.storage.queries import deliveries, editions, passing

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Seat


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
        kind = editions.edition_by_id(snapshot, found.edition).kind
        others = passing.in_the_way(snapshot, found.id)
    if kind is not EditionKind.EMERGENCY or found.state is not DeliveryState.QUEUED:
        raise Refused(T("Only an emergency that is queued may pass others."), T("Look at its newest state."))
    if not others:
        raise Refused(T("Nothing of unknown outcome is in its way."), T("It goes out by itself."))
    detail = {"past": list(others), "why": why}
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.release_past", Subject("delivery", found.id), detail) as work:
        for other in others:
            passing.insert_passing(work, found.id, other, seat.member.id, why)
    return others
