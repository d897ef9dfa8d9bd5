"""The freeze (全网静默): one call stops all sending of a workspace; lifting it sends nothing by itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.errors import Conflict, Refused
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Deed
from editor_app.domain.progress import silent
from editor_app.domain.text import T
from editor_app.services.reasons import spoken
from editor_app.storage.queries import deliveries, moving, queue_rows, silence
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.queries.queue_rows import QueueFilter
from editor_app.storage.queries.silence import Silence

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.instants import BootInstant
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work

__all__ = ("REASON", "Silence", "Stilled", "freeze", "lift", "require_none", "standing", "stilled")

REASON = T("All sending is frozen.")
"""Why a delivery is held that a freeze met in the queue."""
_HELD = Change(reason=REASON)
_ALL = 2**31 - 1
AT_ONCE = 500
"""Deliveries held in one transaction, so that nobody else waits long for the database."""
_STARTS_WITHIN = timedelta(seconds=5.5)
"""A send starts within 5 seconds of its intent or not at all."""
_LOOK_EVERY = timedelta(milliseconds=50)


@dataclass(frozen=True, slots=True)
class Stilled:
    """What a freeze has met."""

    silence: Silence
    held: int
    """Queued deliveries that are held now."""
    under_way: int
    """Sends that had left already; what becomes of them is settled as always."""


def standing(desk: Desk) -> Silence | None:
    """The freeze that stands, with who, since when and why; None = sending goes on."""
    with desk.database.read() as snapshot:
        return silence.standing(snapshot)


def freeze(seat: Seat, reason: str, progress: Progress = silent) -> Stilled:
    """Stop all sending at once, in every process that serves this workspace; everything queued is held.

    The first, short transaction stops everything; holding what is queued comes after it, in batches. When this
    returns, no send can begin any more: one that had its intent was called off or has left. Cut short while it holds,
    the freeze stands all the same: what is still queued can't be sent, and `lift` holds it first.

    Args:
        seat: of a publisher, a reviewer or an admin.
        reason: why.
        progress: told how much of the queue is held; what it raises ends the holding.

    Raises:
        Refused: the member may not.
        Invalid: no reason.
        Conflict: a freeze stands already.
    """
    said = str(spoken(reason))
    identity = new_id()
    subject = Subject("freeze", identity)
    with seat.write(Deed.FREEZE, "freeze.begin", subject, {"reason": said}) as work:
        if silence.standing(work) is not None:
            raise Conflict(T("Everything is frozen already."), T("Nothing goes out; see who did it and why."))
        new = Silence(identity, work.at, seat.member.id, seat.member.name, said)
        silence.begin(work, new)
    return Stilled(new, _hold_the_rest(seat, Deed.FREEZE, subject, progress), _left_already(seat.desk))


def lift(seat: Seat, reason: str, progress: Progress = silent) -> int:
    """Allow sending again; what is held stays so until a person releases it, one by one.

    Returns:
        How many deliveries had come into the queue since the freeze, and are held now.

    Raises:
        Refused: the member may not, or nothing is frozen.
        Invalid: no reason.
    """
    said = str(spoken(reason))
    with seat.desk.database.read() as snapshot:
        found = _require_standing(snapshot)
    subject = Subject("freeze", found.id)
    held = _hold_the_rest(seat, Deed.LIFT_FREEZE, subject, progress)
    with seat.write(Deed.LIFT_FREEZE, "freeze.lift", subject, {"reason": said}) as work:
        held += moving.move_first(work, Event.FREEZE, DeliveryState.QUEUED, _ALL, _HELD)
        silence.end(work, _require_standing(work))
    return held


def require_none(snapshot: Snapshot) -> None:
    """Pass when sending goes on.

    Raises:
        Refused: a freeze stands.
    """
    found = silence.standing(snapshot)
    if found is not None:
        raise Refused(
            T("All sending is frozen ({name}: {reason}).", name=found.by_name, reason=found.reason),
            T("Lift the freeze first; then release what may go out."),
        )


def stilled(work: Work, queued: Delivery) -> Delivery:
    """The delivery as it is, or held at once while a freeze stands: the same transaction that queues it calls this."""
    if not deliveries.frozen(work):
        return queued
    return deliveries.move(work, queued, Event.FREEZE, Change(reason=REASON))


def _require_standing(snapshot: Snapshot) -> Silence:
    found = silence.standing(snapshot)
    if found is None:
        raise Refused(T("Nothing is frozen."), T("Sending goes on as planned."))
    return found


def _hold_the_rest(seat: Seat, deed: Deed, subject: Subject, progress: Progress) -> int:
    """Hold what is still queued, a batch in each transaction; by now nothing of it can be sent."""
    held, number = 0, _queued(seat.desk)
    while number:
        progress(min(1.0, held / number), T("Held: {held} of {number}", held=held, number=max(held, number)))
        with seat.write(deed, "freeze.hold", subject) as work:
            now = moving.move_first(work, Event.FREEZE, DeliveryState.QUEUED, AT_ONCE, _HELD)
        held += now
        if now < AT_ONCE:
            break
    return held


def _queued(desk: Desk) -> int:
    with desk.database.read() as snapshot:
        return queue_rows.counts(snapshot, QueueFilter(states=(DeliveryState.QUEUED,))).get(DeliveryState.QUEUED, 0)


def _left_already(desk: Desk) -> int:
    """Wait until no send can begin any more; how many have left and have no answer yet."""
    pause, looks = threading.Event(), 0
    begun = _under_way(desk)
    while looks < _STARTS_WITHIN // _LOOK_EVERY and any(_may_still_begin(desk, each) for each in begun):
        pause.wait(_LOOK_EVERY.total_seconds())
        looks += 1
        begun = _under_way(desk)
    return len(begun)


def _under_way(desk: Desk) -> list[BootInstant]:
    with desk.database.read() as snapshot:
        return silence.under_way(snapshot)


def _may_still_begin(desk: Desk, intent: BootInstant) -> bool:
    """Whether its first byte may not have left yet; of another machine's clock nothing is known."""
    here = desk.clock.boot()
    age = timedelta(microseconds=here.microseconds - intent.microseconds)
    return intent.boot != here.boot or age <= _STARTS_WITHIN
