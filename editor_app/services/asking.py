"""What only a person can say: whether a lost send is public. Nothing is assumed, every answer is on record."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import AttemptState, DeliveryState, Event, Receipt
from editor_app.domain.edition import filled, placeholders
from editor_app.domain.errors import Invalid, PlatformError, Refused, Unavailable
from editor_app.domain.member import Deed
from editor_app.domain.recall import TAKES_AWAY, measure_of
from editor_app.domain.text import T, text_from_json
from editor_app.domain.words import state_words
from editor_app.platforms.absent import is_absent, missing_of
from editor_app.platforms.contract import Found, Order, StepResult
from editor_app.platforms.gateway import called
from editor_app.platforms.withdrawing import acting, acting_link
from editor_app.services import post_links, signatures, silence, vaults
from editor_app.services.links import Links
from editor_app.services.reasons import spoken
from editor_app.storage import audit
from editor_app.storage.queries import accounts, attempts, deliveries, editions, queue_rows
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.audit import AuditRow
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Attempt, Delivery
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Platform, Step
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.deliveries import StepRow

_MOST = 1_000
_LOOKS = {
    "delivery.lose_sight": T("No certain answer came."),
    "delivery.look": T("It could not be looked up."),
    "delivery.give_to_person": T("Looking did not settle it."),
    "delivery.leave": T("A person looked and left it open."),
}
"""What counts as evidence, and what it says when nothing more was recorded."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was learnt about the lost send."""

    at: datetime
    by: str
    said: Text
    seen: tuple[str, ...]
    """Addresses of what lay there and may be ours."""


@dataclass(frozen=True, slots=True)
class AskCase:
    """Everything that a person needs to decide, and nothing that decides for them."""

    row: DeliveryRow
    account: Account
    public_address: str
    """Where readers find the account."""
    payload: Payload
    """Exactly what would have been sent, late fields filled in as far as they had arisen."""
    asked: Attempt
    """The send whose outcome nobody knows: when it began, its key, and where the list stood before."""
    step: StepRow
    further_steps: int
    """Steps that are still to be done once this one is settled."""
    attempts: tuple[Attempt, ...]
    looks: tuple[Look, ...]
    """The oldest first."""
    missing: Text | None = None
    """Why no program can look from this computer; None = its platform is installed."""

    @property
    def is_withdrawal(self) -> bool:
        """Whether it is asked if a post is gone, not if one is there."""
        return measure_of(self.payload) in TAKES_AWAY

    @property
    def seen(self) -> tuple[str, ...]:
        """Addresses that any look found."""
        return tuple(dict.fromkeys(url for look in self.looks for url in look.seen))


def case(desk: Desk, delivery: DeliveryId) -> AskCase:
    """The question about one delivery, with the evidence so far.

    Raises:
        NotFound: no such delivery.
        Refused: nothing about it is asked.
    """
    with desk.database.read() as snapshot:
        return _case(desk, snapshot, delivery)


def cases(desk: Desk) -> list[AskCase]:
    """Every open question, the longest waiting first."""
    with desk.database.read() as snapshot:
        rows = queue_rows.rows(snapshot, QueueFilter(states=(DeliveryState.ASK,), limit=_MOST))
        return [_case(desk, snapshot, row.id) for row in reversed(rows)]


def answer_there(seat: Seat, delivery: DeliveryId, url: str, remote_id: str = "") -> Delivery:
    """Record that a person found the post at `url`; the worker reads it back, and the verdict tells whether it is ours.

    Further steps of the delivery go on by themselves.

    Args:
        seat: of a publisher.
        delivery: about which is asked.
        url: of the post, on the account's host.
        remote_id: what the platform calls it; needed only where neither the link, the delivery nor the platform tells.

    Raises:
        Invalid: no web address, or the id is missing.
        Refused: on another host, another id than ours, nothing is asked, or it takes a post away.
        Conflict: somebody else answered first, or another delivery has this post.
    """
    found = _of_a_post(seat.desk, delivery)
    result = _result(seat, found, post_links.on_account(url, found.account, found.public_address), remote_id.strip())
    return _had_effect(seat, found, result, (Event.ANSWER_THERE, Event.ANSWER_THERE_ONE))


def answer_not_there(seat: Seat, delivery: DeliveryId) -> Delivery:
    """Record that a person found nothing; it is sent again, as the same delivery with the same key.

    Raises:
        Refused: nothing is asked, or it takes a post away.
        Conflict: somebody else answered first.
    """
    found = _of_a_post(seat.desk, delivery)
    return _had_none(seat, found, Event.ANSWER_NOT_THERE, T("A person looked and did not find it."))


def answer_gone(seat: Seat, delivery: DeliveryId) -> Delivery:
    """Record that a person saw that readers don't get the post any more; the worker reads it back, which proves it.

    Args:
        seat: of a publisher.
        delivery: of a withdrawal, about which is asked.

    Raises:
        Refused: nothing is asked, or it takes nothing away.
        Conflict: somebody else answered first.
    """
    found = _of_a_withdrawal(seat.desk, delivery)
    asked = _asked(seat.desk, found)
    result = asked.platform.known_as(asked.step, asked.order, found.payload.option("address"))
    if result is None:
        raise TypeError("a withdrawal knows what it takes away")
    return _had_effect(seat, found, result, (Event.ANSWER_GONE, Event.ANSWER_GONE_ONE))


def answer_still_public(seat: Seat, delivery: DeliveryId) -> Delivery:
    """Record that readers still get the post; it is taken away once more, as the same delivery.

    Raises:
        Refused: nothing is asked, or it takes nothing away.
        Conflict: somebody else answered first.
    """
    found = _of_a_withdrawal(seat.desk, delivery)
    return _had_none(seat, found, Event.ANSWER_STILL_PUBLIC, T("A person looked, and readers still got it."))


def leave(seat: Seat, delivery: DeliveryId, note: str) -> None:
    """Leave the question open, with a note on record; the account's later deliveries go on waiting.

    Raises:
        Invalid: no note.
        Refused: nothing is asked.
    """
    found = case(seat.desk, delivery)
    detail: dict[str, Json] = {"attempt": found.asked.id, "reason": spoken(note).as_json()}  # type: ignore[dict-item]
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.leave", Subject("delivery", found.row.id), detail) as work:
        _require_asked(deliveries.delivery_by_id(work, found.row.id))


def _had_effect(seat: Seat, found: AskCase, result: StepResult, events: tuple[Event, Event]) -> Delivery:
    """The asked step is done: by the first event when it was the last step, by the second when more are left."""
    event = events[bool(found.further_steps)]
    said: dict[str, Json] = {"url": result.url, "remote_id": result.remote_id}
    moved = _delivery(seat.desk, found)
    with seat.write(Deed.CONTROL_DELIVERY, *_door(found, moved, event, said)) as work:
        attempts.close_attempt(work, found.asked.id, AttemptState.DONE)
        deliveries.keep_late(work, moved.id, result.late)
        deliveries.finish_step(work, moved.id, found.step.ordinal, result.remote_id, result.url)
        change = Change(next_try_at=work.at, clear_reason=True)
        if found.further_steps:
            return silence.stilled(work, deliveries.move(work, moved, event, change))
        first = next(row for row in deliveries.steps(work, moved.id) if row.remote_id)
        receipt = Receipt(first.remote_id, first.url, work.at)
        return deliveries.move(work, moved, event, replace(change, receipt=receipt))


def _had_none(seat: Seat, found: AskCase, event: Event, why: Text) -> Delivery:
    """The asked step had no effect, and is tried again."""
    moved = _delivery(seat.desk, found)
    with seat.write(Deed.CONTROL_DELIVERY, *_door(found, moved, event)) as work:
        attempts.close_attempt(work, found.asked.id, AttemptState.ABSENT, why)
        change = Change(next_try_at=work.at, clear_reason=True)
        return silence.stilled(work, deliveries.move(work, moved, event, change))


def _of_a_post(desk: Desk, delivery: DeliveryId) -> AskCase:
    found = case(desk, delivery)
    if found.is_withdrawal:
        raise Refused(
            T("This takes a post away; it puts none there."), T("Say whether the post is gone or still public.")
        )
    if desk.platforms.of(found.account.platform).by_hand:
        raise Refused(
            T("A person posts this by hand and says where it is."), T("Take its kit: `editor-app hand-off take`.")
        )
    return found


def _of_a_withdrawal(desk: Desk, delivery: DeliveryId) -> AskCase:
    found = case(desk, delivery)
    if not found.is_withdrawal:
        raise Refused(T("This puts a post there; it takes none away."), T("Say whether the post is there or not."))
    return found


def _case(desk: Desk, snapshot: Snapshot, delivery: DeliveryId) -> AskCase:
    asked_about = deliveries.delivery_by_id(snapshot, delivery)
    _require_asked(asked_about)
    attempt = attempts.unsettled_attempt(snapshot, asked_about.id)
    if attempt is None:
        raise Refused(T("No send of this delivery is open."), T("Look at its newest state."))
    account = accounts.account_by_id(snapshot, asked_about.account)
    platform = desk.platforms.of(account.platform)
    payload = signatures.sealed(editions.edition_by_id(snapshot, asked_about.edition)).payload_for(account.id)
    steps = deliveries.steps(snapshot, asked_about.id)
    rows = audit.of_subject(snapshot, Subject("delivery", asked_about.id))
    return AskCase(
        row=queue_rows.one_row(snapshot, asked_about.id),
        account=account,
        public_address=platform.public_address(account.url, account.options),
        payload=_as_sent(payload, deliveries.late(snapshot, asked_about.id)),
        asked=attempt,
        step=next(row for row in steps if row.ordinal == attempt.step),
        further_steps=sum(not row.done and row.ordinal != attempt.step for row in steps),
        attempts=tuple(attempts.attempts(snapshot, asked_about.id)),
        looks=tuple(_look(row) for row in rows if row.action in _LOOKS and row.at >= attempt.begun_at),
        missing=missing_of(platform),
    )


def _require_asked(delivery: Delivery) -> None:
    if delivery.state is not DeliveryState.ASK:
        raise Refused(
            T("Nothing is asked about this delivery; it is “{state}”.", state=state_words(delivery.state)),
            T("Look at its newest state."),
        )


def _as_sent(payload: Payload, late: Mapping[str, str]) -> Payload:
    def sent(body: str) -> str:
        return filled(body, {name: late.get(name, name) for name in placeholders(body)})

    return replace(payload, parts=tuple(replace(part, body=sent(part.body)) for part in payload.parts))


def _look(row: AuditRow) -> Look:
    detail = json.loads(row.detail)
    said = text_from_json(detail["reason"]) if "reason" in detail else _LOOKS[row.action]
    return Look(row.at, row.actor.name, said, tuple(map(str, detail.get("seen", ()))))


def _result(seat: Seat, found: AskCase, url: str, remote_id: str) -> StepResult:
    known = _known(seat, found, url)
    if known is None and not remote_id:
        raise Invalid(
            T("The link alone does not say what the platform calls the post."), T("Say its id too, as it stands there.")
        )
    if known is not None and remote_id not in {"", known.remote_id}:
        raise Refused(
            T("The platform calls this delivery's post {id}, not {other}.", id=known.remote_id, other=remote_id),
            T("Look whether the link is that of another post."),
        )
    return known or StepResult(remote_id=remote_id, url=url)


def _known(seat: Seat, found: AskCase, url: str) -> StepResult | None:
    """What the link, the delivery or the platform tells of the post at `url`; None = nobody can tell from here."""
    if is_absent(seat.desk.platforms.of(found.account.platform)):
        return None
    asked = _asked(seat.desk, found)
    return asked.platform.known_as(asked.step, asked.order, url) or _found_by_link(seat, found, asked, url)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The step whose outcome nobody knows, as the platform knows it."""

    platform: Platform
    step: Step
    order: Order


def _asked(desk: Desk, found: AskCase) -> _Asked:
    platform = acting(desk.platforms.of(found.account.platform), found.payload)
    with desk.database.read() as snapshot:
        late = deliveries.late(snapshot, found.row.id)
    order = Order(found.payload, found.asked.key, desk.store.media.read, late)
    return _Asked(
        platform, next(one for one in platform.steps(found.payload) if one.ordinal == found.asked.step), order
    )


def _found_by_link(seat: Seat, found: AskCase, asked: _Asked, url: str) -> StepResult | None:
    """Everything that the platform says of our post at `url`, such as the cid that a thread's next part needs.

    None = it can't tell, it can't be asked from this machine, or what it finds lies under another link.
    """
    try:
        links = Links(seat.desk.platforms, vaults.opened(seat))
    except Unavailable:
        return None
    try:
        link = acting_link(asked.platform, links.link(found.account))
        sighting = called("find", lambda: link.find(asked.step, asked.order, found.asked.watermark))
    except PlatformError:
        return None
    finally:
        links.close()
    if isinstance(sighting, Found) and post_links.last_part(sighting.result.url) == post_links.last_part(url):
        return sighting.result
    return None


def _delivery(desk: Desk, found: AskCase) -> Delivery:
    with desk.database.read() as snapshot:
        moved = deliveries.delivery_by_id(snapshot, found.row.id)
    _require_asked(moved)
    return moved


def _door(
    found: AskCase, moved: Delivery, event: Event, more: Mapping[str, Json] | None = None
) -> tuple[str, Subject, dict[str, Json]]:
    detail = deliveries.move_detail(moved, event) | {"attempt": found.asked.id, "step": found.step.ordinal}
    return f"delivery.{event.value}", Subject("delivery", moved.id), {**detail, **(more or {})}
