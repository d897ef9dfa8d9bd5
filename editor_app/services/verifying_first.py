"""A copied or restored workspace: what waits may have gone out elsewhere, so a person looks before it is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Delivery, DeliveryState, Event
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from editor_app.domain.audit import Actor
    from editor_app.domain.delivery import Attempt
    from editor_app.domain.identifiers import WorkspaceId
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Work
    from editor_app.storage.snapshot import Snapshot

_REASON = T("This workspace was copied or restored; make sure that it did not go out from elsewhere.")


def hold_what_waits(desk: Desk, actor: Actor) -> int:
    """Hold everything that would be sent without a look, then let the workspace begin a lineage of its own.

    What has an open or unknown attempt is looked up on the platform as always; it needs no hold.

    Returns:
        How many deliveries a person must release.
    """
    if not desk.store.verify_first:
        return 0
    with desk.database.read() as snapshot:
        waiting = [one for one in _unsettled(snapshot) if _would_be_sent(snapshot, one)]
    change = Change(reason=_REASON)
    for one in waiting:
        detail = deliveries.move_detail(one, Event.HOLD, change)
        with desk.database.write(actor, "delivery.hold", Subject("delivery", one.id), detail) as work:
            deliveries.move(work, one, Event.HOLD, change)
    desk.store.begin_lineage()
    return len(waiting)


def hold_what_came_along(work: Work, workspace: WorkspaceId, delivery: Delivery, attempt: Attempt) -> None:
    """Hold a delivery that a look has just put back into the queue, when its attempt came along with a copy.

    Where the copy came from the same look says the same, and that workspace sends it again.
    """
    if delivery.state is not DeliveryState.QUEUED:
        return
    itself = audit.of_subject(work, Subject("workspace", workspace))
    begun_here = max((row.sequence for row in itself if row.action == "workspace.verified_first"), default=0)
    intents = (row for row in audit.of_subject(work, Subject("delivery", delivery.id)) if row.sequence < begun_here)
    if any(row.action == "delivery.intend" and json.loads(row.detail)["attempt"] == attempt.id for row in intents):
        deliveries.move(work, delivery, Event.HOLD, Change(reason=_REASON))


def _unsettled(snapshot: Snapshot) -> list[Delivery]:
    return deliveries.in_states(snapshot, (DeliveryState.QUEUED, DeliveryState.WORKING))


def _would_be_sent(snapshot: Snapshot, delivery: Delivery) -> bool:
    return attempts.unsettled_attempt(snapshot, delivery.id) is None
