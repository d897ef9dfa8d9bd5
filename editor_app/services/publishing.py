"""The publisher's deeds on the queue: queue an approved edition, hold, release, cancel, retry, look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import AuditRow, Subject
from editor_app.domain.delivery import Attempt, Delivery, DeliveryState, Event, ReadBack
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import DeliveryId, EditionId, delivery_key, new_id
from editor_app.domain.member import Deed
from editor_app.domain.text import T, Text
from editor_app.domain.words import state_words
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries, editions, queue_rows
from editor_app.storage.queries.deliveries import Change, Plan, StepRow
from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Work

GRACE = timedelta(minutes=15)
"""How late a delivery may start without asking a person."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When a person wants an edition to go out."""

    at: datetime
    """Aware."""
    zone: str = ""
    """IANA zone in which it was chosen; empty = none was."""
    wall: str = ""
    """The local time as written."""
    grace: timedelta = GRACE


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is known of one delivery."""

    row: DeliveryRow
    rows: tuple[AuditRow, ...]
    steps: tuple[StepRow, ...]
    attempts: tuple[Attempt, ...]
    read_backs: tuple[ReadBack, ...]
    waiting_behind: tuple[DeliveryRow, ...]


def queue(seat: Seat, edition: EditionId, slot: Slot | None = None) -> list[Delivery]:
    """Put an approved edition into the outbox: one delivery for each account, all or none.

    Args:
        slot: when; None = now.

    Raises:
        Refused: not approved, outside of the approved window, or already queued.
    """
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
    manifest = found.sealed()
    now = seat.desk.clock.now()
    chosen = slot or Slot(max(now, manifest.not_before) if manifest.not_before else now)
    _require_approved(found)
    _require_inside(manifest, chosen)
    plan = Plan(chosen.at, chosen.zone, chosen.wall, int(chosen.grace.total_seconds()))
    subject, detail = Subject("edition", found.id), {"digest": found.digest}
    with seat.write(Deed.QUEUE, "edition.queue", subject, detail) as work:
        if deliveries.of_edition(work, found.id):
            raise Refused(T("This edition is in the queue already."), T("Look at it with `editor-app status`."))
        return [_put(seat, work, found, payload, plan) for payload in manifest.payloads]


def hold(seat: Seat, delivery: DeliveryId, reason: str) -> Delivery:
    """Stop a queued delivery until somebody releases it."""
    return _by_person(seat, delivery, Event.HOLD, _spoken(reason))


def release(seat: Seat, delivery: DeliveryId, reason: str, slot: Slot | None = None) -> Delivery:
    """Let a held delivery go out, now or at `slot`."""
    said = _spoken(reason)
    chosen = slot or Slot(seat.desk.clock.now())
    with seat.desk.database.read() as snapshot:
        held = deliveries.delivery_by_id(snapshot, delivery)
        _require_inside(editions.edition_by_id(snapshot, held.edition).sealed(), chosen)
    plan = Plan(chosen.at, chosen.zone, chosen.wall, int(chosen.grace.total_seconds()))
    return _by_person(
        seat, delivery, Event.RELEASE, said, Change(planned=plan, next_try_at=chosen.at, clear_reason=True)
    )


def cancel(seat: Seat, delivery: DeliveryId, reason: str) -> Delivery:
    """Take a held, queued or failed delivery out of the queue for good."""
    return _by_person(seat, delivery, Event.CANCEL, _spoken(reason))


def retry(seat: Seat, delivery: DeliveryId) -> Delivery:
    """Queue a failed delivery again: the same delivery, the same key."""
    now = seat.desk.clock.now()
    change = Change(next_try_at=now, tries=0, clear_reason=True)
    return _by_person(seat, delivery, Event.RETRY, T("Retried by a person."), change)


def status(desk: Desk, chosen: QueueFilter | None = None) -> list[DeliveryRow]:
    """The queue's rows, the newest first."""
    with desk.database.read() as snapshot:
        return queue_rows.rows(snapshot, chosen or QueueFilter())


def counts(desk: Desk) -> dict[DeliveryState, int]:
    """How many deliveries stand in each state."""
    with desk.database.read() as snapshot:
        return queue_rows.counts(snapshot)


def timeline(desk: Desk, delivery: DeliveryId) -> Timeline:
    """What happened to one delivery, from queueing to the last read-back.

    Raises:
        NotFound: no such delivery.
    """
    with desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        return Timeline(
            row=queue_rows.one_row(snapshot, found.id),
            rows=tuple(audit.of_subject(snapshot, Subject("delivery", found.id))),
            steps=tuple(deliveries.steps(snapshot, found.id)),
            attempts=tuple(attempts.attempts(snapshot, found.id)),
            read_backs=tuple(attempts.read_backs(snapshot, found.id)),
            waiting_behind=tuple(queue_rows.waiting_behind(snapshot, found.id)),
        )


def _put(seat: Seat, work: Work, edition: Edition, payload: Payload, plan: Plan) -> Delivery:
    identity = DeliveryId(new_id())
    new = Delivery(
        id=identity,
        edition=edition.id,
        account=payload.account,
        key=delivery_key(seat.desk.workspace.id, identity),
        state=DeliveryState.QUEUED,
        fence=0,
        planned_at=plan.at,
        planned_zone=plan.zone,
        next_try_at=plan.at,
        tries=0,
        reason=None,
        receipt=None,
    )
    steps = seat.desk.platforms.platform(payload.platform).steps(payload)
    rows = [(step.ordinal, step.name, step.step_class.value) for step in steps]
    deliveries.insert_delivery(work, new, edition.digest, plan, rows)
    return new


def _by_person(seat: Seat, delivery: DeliveryId, event: Event, reason: Text, change: Change | None = None) -> Delivery:
    with seat.desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
    made = change or Change(reason=reason)
    try:
        detail = deliveries.move_detail(found, event, made)
    except ValueError:
        raise Refused(
            T("A delivery that is “{state}” can't be moved like this.", state=state_words(found.state)),
            T("Look at its newest state."),
        ) from None
    detail["why"] = reason.as_json()  # type: ignore[assignment]
    subject = Subject("delivery", found.id)
    with seat.write(Deed.CONTROL_DELIVERY, f"delivery.{event.value}", subject, detail) as work:
        return deliveries.move(work, found, event, made)


def _spoken(reason: str) -> Text:
    said = " ".join(reason.split())
    if not said:
        raise Invalid(T("A reason is needed."), T("Say in a few words why; it stays on the record."))
    return Text("{words}", (("words", said[:400]),))


def _require_approved(edition: Edition) -> None:
    if edition.state is EditionState.APPROVED:
        return
    raise Refused(
        T("This edition is not approved ({state}); nothing unapproved can go out.", state=state_words(edition.state)),
        T("Every stage of its route has to sign first."),
    )


def _require_inside(manifest: Manifest, slot: Slot) -> None:
    early = manifest.not_before is not None and slot.at < manifest.not_before
    late = manifest.not_after is not None and slot.at > manifest.not_after
    if early or late:
        raise Refused(
            T("That time is outside of the window that was approved."),
            T("Choose a time inside of it, or submit the edition again with another window."),
        )
