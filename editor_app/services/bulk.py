"""One deed on many deliveries, a batch in each transaction; apart because each of them is judged by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Delivery, Event
from editor_app.domain.errors import Conflict, DeskError, NotFound, Refused
from editor_app.domain.member import Deed, require
from editor_app.domain.progress import Progress, silent
from editor_app.domain.text import T
from editor_app.services import publishing, signatures, silence
from editor_app.services.publishing import Slot
from editor_app.services.reasons import spoken
from editor_app.storage.queries import deliveries, editions, moving
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.domain.edition import Manifest
    from editor_app.domain.identifiers import DeliveryId, EditionId
    from editor_app.domain.text import Text
    from editor_app.services.desk import Seat
    from editor_app.storage.database import Snapshot

AT_ONCE = 500
"""Deliveries moved in one transaction, so that nobody else waits long for the database."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of one deed on several deliveries; each has its own line in the audit log."""

    done: tuple[Delivery, ...]
    refused: tuple[tuple[DeliveryId, DeskError], ...]
    """Why the others stay as they were, in words with the next step."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to happen to each of them."""

    event: Event
    said: Text
    change: Callable[[Snapshot, Delivery], Change]


def hold_many(seat: Seat, wanted: Sequence[DeliveryId], reason: str, progress: Progress = silent) -> Bulk:
    """Hold each of them; one that can't be held stops no other.

    Args:
        seat: of a publisher.
        wanted: ids, or the beginnings of ids.
        reason: why; it stays on record for each.
        progress: told after each batch; what it raises ends the deed, and those that are done stay done.
    """
    said = spoken(reason)
    return _each(seat, wanted, _Wish(Event.HOLD, said, lambda _snapshot, _one: Change(reason=said)), progress)


def release_many(
    seat: Seat, wanted: Sequence[DeliveryId], reason: str, slot: Slot | None = None, progress: Progress = silent
) -> Bulk:
    """Release each of them: at `slot`, else at the time it had, or now when that has passed."""
    manifests: dict[EditionId, Manifest] = {}

    def change(snapshot: Snapshot, one: Delivery) -> Change:
        if one.edition not in manifests:
            manifests[one.edition] = signatures.sealed(editions.edition_by_id(snapshot, one.edition))
        chosen = slot or _planned(seat, snapshot, one)
        return publishing.release_change(seat.desk, manifests[one.edition], chosen)

    return _each(seat, wanted, _Wish(Event.RELEASE, spoken(reason), change), progress)


def cancel_many(seat: Seat, wanted: Sequence[DeliveryId], reason: str, progress: Progress = silent) -> Bulk:
    """Cancel each of them for good."""
    said = spoken(reason)
    return _each(seat, wanted, _Wish(Event.CANCEL, said, lambda _snapshot, _one: Change(reason=said)), progress)


def retry_many(seat: Seat, wanted: Sequence[DeliveryId], progress: Progress = silent) -> Bulk:
    """Retry each of them; those that are out already are refused and get no second request."""
    now = seat.desk.clock.now()
    change = Change(next_try_at=now, tries=0, clear_reason=True)
    return _each(seat, wanted, _Wish(Event.RETRY, publishing.RETRIED, lambda _snapshot, _one: change), progress)


def _each(seat: Seat, wanted: Sequence[DeliveryId], wish: _Wish, progress: Progress) -> Bulk:
    with seat.desk.database.read() as snapshot:
        require(seat.now(snapshot), Deed.CONTROL_DELIVERY)
    done: list[Delivery] = []
    refused: list[tuple[DeliveryId, DeskError]] = []
    each = list(dict.fromkeys(wanted))
    for begin in range(0, len(each), AT_ONCE):
        progress(begin / len(each), T("Done: {done} of {number}", done=begin, number=len(each)))
        moved, left = _batch(seat, each[begin : begin + AT_ONCE], wish)
        done += moved
        refused += left
    return Bulk(tuple(done), tuple(refused))


def _batch(
    seat: Seat, wanted: Sequence[DeliveryId], wish: _Wish
) -> tuple[list[Delivery], list[tuple[DeliveryId, DeskError]]]:
    """All that may move, in one transaction; when somebody was quicker with one of them, one by one."""
    moved: dict[DeliveryId, tuple[Delivery, Change]] = {}
    refused: list[tuple[DeliveryId, DeskError]] = []
    with seat.desk.database.read() as snapshot:
        for one in wanted:
            try:
                found, change = _judged(snapshot, one, wish)
            except (Refused, NotFound) as error:
                refused.append((one, error))
            else:
                moved[found.id] = found, change
    try:
        return _moved(seat, list(moved.values()), wish), refused
    except (Refused, Conflict) as error:
        if len(moved) == 1:
            return [], [*refused, (next(iter(moved)), error)]
    done: list[Delivery] = []
    for identity in moved:
        one_done, one_refused = _batch(seat, [identity], wish)
        done += one_done
        refused += one_refused
    return done, refused


def _judged(snapshot: Snapshot, wanted: DeliveryId, wish: _Wish) -> tuple[Delivery, Change]:
    """The delivery with what the deed sets.

    Raises:
        NotFound, Refused: it can't be done to this one.
    """
    found = deliveries.delivery_by_id(snapshot, wanted)
    publishing.require_move(snapshot, found, wish.event)
    return found, wish.change(snapshot, found)


def _moved(seat: Seat, moved: list[tuple[Delivery, Change]], wish: _Wish) -> list[Delivery]:
    if not moved:
        return []
    first, change = moved[0]
    why = {"why": wish.said.as_json()}
    detail = {**deliveries.move_detail(first, wish.event, change), **why}
    action, subject = f"delivery.{wish.event.value}", Subject("delivery", first.id)
    with seat.write(Deed.CONTROL_DELIVERY, action, subject, detail) as work:  # type: ignore[arg-type]
        if wish.event in publishing.SENDS_ON:
            silence.require_none(work)
        return moving.move_many(work, wish.event, moved, why)  # type: ignore[arg-type]


def _planned(seat: Seat, snapshot: Snapshot, one: Delivery) -> Slot | None:
    """The time it had, while that lies ahead."""
    plan = deliveries.plan_of(snapshot, one.id)
    if plan.at <= seat.desk.clock.now():
        return None
    return Slot(plan.at, plan.zone, plan.wall, timedelta(seconds=plan.grace_seconds))
