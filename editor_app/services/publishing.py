"""The publisher's deeds on the queue: queue an approved edition, hold, release, move, cancel, retry, look at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from editor_app.domain.audit import AuditRow, Subject
from editor_app.domain.delivery import TRANSITIONS, Attempt, Delivery, DeliveryState, Event, ReadBack
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import AccountId, DeliveryId, EditionId, delivery_key, new_id
from editor_app.domain.member import Deed
from editor_app.domain.text import T, Text
from editor_app.domain.words import state_words
from editor_app.platforms.units import Unit, unit_of
from editor_app.platforms.withdrawing import acting
from editor_app.services import budgets, duties, registered, signatures, silence
from editor_app.services.reasons import spoken
from editor_app.services.twins import QueuedBefore, twins_of
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries, editions, embargo, queue_rows
from editor_app.storage.queries.deliveries import Change, Plan, StepRow
from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work

_NO_DETAIL: dict[str, Json] = {}
SENDS_ON = frozenset({Event.RELEASE, Event.RETRY})
"""While everything is frozen these are refused: whoever lifts the freeze decides first."""
RETRIED = T("Retried by a person.")
_SLACK = timedelta(minutes=1)
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


Chooser: TypeAlias = "Callable[[Snapshot], Mapping[AccountId, Slot]]"
"""Chooses the slots at one moment; asked again inside the transaction that queues, so that two can't take the same."""


class NeedsApproval(Refused):
    """The time lies outside of what was signed; another window needs new signatures."""

    code: ClassVar[str] = "needs_approval"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is known of one delivery."""

    row: DeliveryRow
    rows: tuple[AuditRow, ...]
    steps: tuple[StepRow, ...]
    attempts: tuple[Attempt, ...]
    read_backs: tuple[ReadBack, ...]
    waiting_behind: tuple[DeliveryRow, ...]
    unit: Unit = Unit.REQUESTS
    """What `spent` counts."""

    @property
    def spent(self) -> int:
        """How much it took so far, read-backs included, as far as it was counted and no embargo hides it."""
        return sum(int(json.loads(row.detail).get(budgets.SPENT, 0)) for row in self.rows if row.detail)


def queue(
    seat: Seat, edition: EditionId, slot: Slot | Mapping[AccountId, Slot] | Chooser | None = None, *, again: str = ""
) -> list[Delivery]:
    """Put an approved edition into the outbox: one delivery for each account, all or none.

    While everything is frozen they come in held.

    Args:
        seat: of a publisher.
        edition: approved.
        slot: when, for all accounts or for each, or how to choose; None = now, or when the signed window begins.
        again: why the same text goes to an account once more within a day; it stays on record.

    Raises:
        QueuedBefore: an account has this text already and `again` says nothing.
        NeedsApproval: outside of the approved window.
        Invalid: that time has passed.
        Refused: not approved, or already queued.
    """
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
        seen, _ = audit.head(snapshot)
        manifest = signatures.sealed(found)
        _require_approved(found)
        slots = _slots(seat.desk, snapshot, manifest, slot)
        span = (seat.desk.clock.now(), max(each.at for each in slots.values()))
        duties.require_usable(snapshot, found.id, span[1])
        twins = [] if again.strip() else twins_of(snapshot, manifest, span)
    detail: dict[str, Json] = {"digest": found.digest}
    if again.strip():
        detail["again"] = str(spoken(again))
    with seat.write(Deed.QUEUE, "edition.queue", Subject("edition", found.id), detail) as work:
        if deliveries.of_edition(work, found.id):
            raise Refused(T("This edition is in the queue already."), T("Look at it with `editor-app status`."))
        registered.require_in_order(work, slots, manifest.kind, span[0])
        twins += [] if again.strip() else twins_of(work, manifest, span, after=seen)
        if twins:
            raise QueuedBefore(tuple(twins), seat.desk.workspace.zone)
        slots = _slots(seat.desk, work, manifest, slot) if callable(slot) else slots
        return [_put(seat, work, found, payload, _plan(slots[payload.account])) for payload in manifest.payloads]


def hold(seat: Seat, delivery: DeliveryId, reason: str) -> Delivery:
    """Stop a queued delivery until somebody releases it."""
    return _by_person(seat, delivery, Event.HOLD, spoken(reason))


def release(seat: Seat, delivery: DeliveryId, reason: str, slot: Slot | None = None) -> Delivery:
    """Let a held delivery go out.

    Args:
        seat: of a publisher.
        delivery: held.
        reason: why; it stays on record.
        slot: when; None = now, or when the signed window begins.

    Raises:
        NeedsApproval: outside of the approved window.
        Invalid: that time has passed.
        Refused: it isn't held, or everything is frozen.
    """
    said = spoken(reason)
    _held, manifest = _with_manifest(seat.desk, delivery)
    return _by_person(seat, delivery, Event.RELEASE, said, release_change(seat.desk, manifest, slot))


def release_change(desk: Desk, manifest: Manifest, slot: Slot | None) -> Change:
    """What a release sets: the time of `slot`, else now, or when the signed window begins.

    Raises:
        NeedsApproval: outside of the approved window.
        Invalid: that time has passed.
    """
    chosen = slot or _earliest(desk, manifest)
    _require_inside(manifest, chosen)
    _require_ahead(desk, chosen)
    return Change(planned=_plan(chosen), next_try_at=chosen.at, clear_reason=True)


def reschedule(seat: Seat, delivery: DeliveryId, slot: Slot) -> Delivery:
    """Give a queued or held delivery another time inside of the signed window, which itself never moves.

    Raises:
        NeedsApproval: outside of the approved window.
        Invalid: that time has passed.
        Refused: it is neither queued nor held.
    """
    moved, manifest = _with_manifest(seat.desk, delivery)
    _require_inside(manifest, slot)
    _require_ahead(seat.desk, slot)
    times: dict[str, Json] = {"planned_before": moved.planned_at.isoformat(), "planned": slot.at.isoformat()}
    change = Change(planned=_plan(slot), next_try_at=slot.at)
    return _by_person(seat, delivery, Event.RESCHEDULE, T("Moved to another time."), change, times)


def cancel(seat: Seat, delivery: DeliveryId, reason: str) -> Delivery:
    """Take a held, queued or failed delivery out of the queue for good."""
    return _by_person(seat, delivery, Event.CANCEL, spoken(reason))


def retry(seat: Seat, delivery: DeliveryId) -> Delivery:
    """Queue a failed delivery again: the same delivery, the same key.

    Raises:
        Refused: it hasn't failed, or everything is frozen.
    """
    now = seat.desk.clock.now()
    change = Change(next_try_at=now, tries=0, clear_reason=True)
    return _by_person(seat, delivery, Event.RETRY, RETRIED, change)


def status(desk: Desk, chosen: QueueFilter | None = None) -> list[DeliveryRow]:
    """The queue's rows, the newest first."""
    with desk.database.read() as snapshot:
        return queue_rows.rows(snapshot, chosen or QueueFilter())


def line(desk: Desk, delivery: DeliveryId) -> DeliveryRow:
    """The queue's row of one delivery.

    Raises:
        NotFound: no such delivery.
    """
    with desk.database.read() as snapshot:
        return queue_rows.one_row(snapshot, deliveries.delivery_by_id(snapshot, delivery).id)


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
        row = queue_rows.one_row(snapshot, found.id)
        lines = audit.of_subject(snapshot, Subject("delivery", found.id))
        return Timeline(
            row=row,
            rows=tuple(embargo.covered(snapshot, row.document, lines)),
            steps=tuple(deliveries.steps(snapshot, found.id)),
            attempts=tuple(attempts.attempts(snapshot, found.id)),
            read_backs=tuple(attempts.read_backs(snapshot, found.id)),
            waiting_behind=tuple(queue_rows.waiting_behind(snapshot, found.id)),
            unit=unit_of(desk.platforms.of(row.platform)),
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
    steps = acting(seat.desk.platforms.of(payload.platform), payload).steps(payload)
    rows = [(step.ordinal, step.name, step.step_class.value) for step in steps]
    deliveries.insert_delivery(work, new, edition.digest, plan, rows)
    return silence.stilled(work, new)


def _by_person(
    seat: Seat,
    delivery: DeliveryId,
    event: Event,
    reason: Text,
    change: Change | None = None,
    more: Mapping[str, Json] = _NO_DETAIL,
) -> Delivery:
    with seat.desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        require_move(snapshot, found, event)
    made = change or Change(reason=reason)
    detail = deliveries.move_detail(found, event, made)
    detail |= {"why": reason.as_json(), **more}  # type: ignore[dict-item]
    subject = Subject("delivery", found.id)
    with seat.write(Deed.CONTROL_DELIVERY, f"delivery.{event.value}", subject, detail) as work:
        if event in SENDS_ON:
            silence.require_none(work)
        return deliveries.move(work, found, event, made)


def require_move(snapshot: Snapshot, found: Delivery, event: Event) -> None:
    """Pass when `event` may happen to the delivery as it is.

    Raises:
        Refused: its state doesn't allow it, or a freeze stands in its way.
    """
    if (found.state, event) not in TRANSITIONS:
        raise Refused(
            T("A delivery that is “{state}” can't be moved like this.", state=state_words(found.state)),
            T("Look at its newest state."),
        )
    if event in SENDS_ON:
        silence.require_none(snapshot)


def _with_manifest(desk: Desk, delivery: DeliveryId) -> tuple[Delivery, Manifest]:
    with desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        return found, signatures.sealed(editions.edition_by_id(snapshot, found.edition))


def _slots(
    desk: Desk, snapshot: Snapshot, manifest: Manifest, chosen: Slot | Mapping[AccountId, Slot] | Chooser | None
) -> dict[AccountId, Slot]:
    """When each account's delivery goes out; all of them inside of the signed window."""
    chosen = chosen(snapshot) if callable(chosen) else chosen
    if chosen is None or isinstance(chosen, Slot):
        chosen = dict.fromkeys((each.account for each in manifest.payloads), chosen or _earliest(desk, manifest))
    for slot in chosen.values():
        _require_inside(manifest, slot)
        _require_ahead(desk, slot)
    return dict(chosen)


def _earliest(desk: Desk, manifest: Manifest) -> Slot:
    now = desk.clock.now()
    return Slot(max(now, manifest.not_before) if manifest.not_before else now)


def _plan(slot: Slot) -> Plan:
    return Plan(slot.at, slot.zone, slot.wall, int(slot.grace.total_seconds()))


def _require_approved(edition: Edition) -> None:
    if edition.state is EditionState.APPROVED:
        return
    raise Refused(
        T("This edition is not approved ({state}); nothing unapproved can go out.", state=state_words(edition.state)),
        T("Every stage of its route has to sign first."),
    )


def _require_ahead(desk: Desk, slot: Slot) -> None:
    """Pass when it isn't certain already that the time will have been missed."""
    if slot.at < desk.clock.now() - _SLACK:
        raise Invalid(T("That time has passed."), T("Choose a later one."))


def _require_inside(manifest: Manifest, slot: Slot) -> None:
    early = manifest.not_before is not None and slot.at < manifest.not_before
    late = manifest.not_after is not None and slot.at > manifest.not_after
    if early or late:
        raise NeedsApproval(
            T("That time is outside of the window that was approved."),
            T("Choose a time inside of it, or submit the edition again with another window."),
        )
