"""A copied or restored workspace: what waits may have gone out elsewhere, so a person looks before it is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Delivery, DeliveryState, Event
from editor_app.domain.recall import measure_of
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found
from editor_app.platforms.gateway import called
from editor_app.platforms.tracing import traced
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries, moving
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.audit import Actor
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Attempt
    from editor_app.domain.identifiers import DeliveryId, WorkspaceId
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Link, Order, Sighting
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Work
    from editor_app.storage.snapshot import Snapshot

_AT_ONCE = 500
"""Deliveries held in one transaction, so that nobody else waits long for the database."""
_LOOKED = "delivery.look_elsewhere"
_THERE = "there"
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
    for begin in range(0, len(waiting), _AT_ONCE):
        batch = waiting[begin : begin + _AT_ONCE]
        detail = deliveries.move_detail(batch[0], Event.HOLD, change)
        with desk.database.write(actor, "delivery.hold", Subject("delivery", batch[0].id), detail) as work:
            moving.move_many(work, Event.HOLD, [(one, change) for one in batch])
    desk.store.begin_lineage()
    return len(waiting)


def elsewhere(
    desk: Desk, actor: Actor, delivery: DeliveryId, queued_at: datetime, link: Link, order: Order
) -> Text | None:
    """Look on the platform for a delivery that came along with a copy, before its first send here; None = it may go.

    Who sent it elsewhere left no attempt in this database. What the look found is on record; one that can't tell is
    decided by a person, whose next release goes out.

    Args:
        queued_at: as `came_along_unseen` says.

    Raises:
        PlatformError: it can't be looked up now.
    """
    if measure_of(order.payload) is not None:
        return None  # a change of what is public already; once more does no harm
    sighting = called("trace", lambda: traced(link, order, queued_at))
    outcome, reason = _told(sighting)
    detail: dict[str, Json] = {"outcome": outcome, "seen": list(_seen(sighting))}
    with desk.database.write(actor, _LOOKED, Subject("delivery", delivery), detail):
        pass
    return reason


def _seen(sighting: Sighting) -> tuple[str, ...]:
    """Addresses of what lay there and is ours, or may be."""
    if isinstance(sighting, Found):
        return (sighting.result.url,)
    return () if isinstance(sighting, Absent) else sighting.candidates


def _told(sighting: Sighting) -> tuple[str, Text | None]:
    if isinstance(sighting, Found):
        kept = T("It went out from elsewhere: {url}. Keep it as sent, or take it out of the queue here.",
                 url=sighting.result.url)  # fmt: skip
        return _THERE, kept
    if isinstance(sighting, Absent):
        return "absent", None
    return "unclear", sighting.reason


def came_along_unseen(snapshot: Snapshot, workspace: WorkspaceId, delivery: DeliveryId) -> datetime | None:
    """When it was queued, if before the copy began its own lineage; None = later, or a look here has settled it."""
    came = came_along(snapshot, workspace, delivery)
    return came.queued_at if came is not None and came.outcome in {"", _THERE} else None


@dataclass(frozen=True, slots=True)
class CameAlong:
    """A delivery that lay in the queue when this workspace was copied; another copy may have sent it."""

    queued_at: datetime
    outcome: str
    """Of the last look for it on the platform: `there`, `absent`, `unclear`; empty = nobody looked yet."""
    seen: tuple[str, ...]
    """Addresses that the look found."""

    @property
    def is_there(self) -> bool:
        """Whether the platform has its post."""
        return self.outcome == _THERE


def came_along(snapshot: Snapshot, workspace: WorkspaceId, delivery: DeliveryId) -> CameAlong | None:
    """How a delivery came along with a copy; None = it did not, or this copy has begun an attempt of its own."""
    begun_here = _begun_here(snapshot, workspace)
    rows = audit.of_subject(snapshot, Subject("delivery", delivery)) if begun_here else []
    if not rows or rows[0].sequence > begun_here:
        return None
    since = [row for row in rows if row.sequence > begun_here]
    if any(row.action == "delivery.intend" for row in since):
        return None  # its own attempts are looked up as always
    looked = [json.loads(row.detail) for row in since if row.action == _LOOKED]
    if not looked:
        return CameAlong(rows[0].at, "", ())
    return CameAlong(rows[0].at, looked[-1]["outcome"], tuple(looked[-1]["seen"]))


def _begun_here(snapshot: Snapshot, workspace: WorkspaceId) -> int:
    """The line of the audit log from which this copy has a lineage of its own; 0 = it is no copy."""
    return audit.last_of(snapshot, Subject("workspace", workspace), "workspace.verified_first")


def hold_what_came_along(work: Work, workspace: WorkspaceId, delivery: Delivery, attempt: Attempt) -> None:
    """Hold a delivery that a look has just put back into the queue, when its attempt came along with a copy.

    Where the copy came from the same look says the same, and that workspace sends it again.
    """
    if delivery.state is not DeliveryState.QUEUED:
        return
    begun_here = _begun_here(work, workspace)
    intents = (row for row in audit.of_subject(work, Subject("delivery", delivery.id)) if row.sequence < begun_here)
    if any(row.action == "delivery.intend" and json.loads(row.detail)["attempt"] == attempt.id for row in intents):
        deliveries.move(work, delivery, Event.HOLD, Change(reason=_REASON))


def _unsettled(snapshot: Snapshot) -> list[Delivery]:
    return deliveries.in_states(snapshot, (DeliveryState.QUEUED, DeliveryState.WORKING))


def _would_be_sent(snapshot: Snapshot, delivery: Delivery) -> bool:
    return attempts.unsettled_attempt(snapshot, delivery.id) is None
