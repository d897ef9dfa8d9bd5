"""Bringing one delivery out: claim, verify the seal, do the steps, commit an intent before what the public may see."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Actor, Subject
from editor_app.domain.delivery import Attempt, AttemptState, Delivery, DeliveryState, Event, Receipt
from editor_app.domain.errors import (
    AuthExpired,
    DeskError,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    SealBroken,
    Unavailable,
    Unreachable,
)
from editor_app.domain.identifiers import AttemptId, DeliveryId, new_id
from editor_app.domain.text import T
from editor_app.platforms.absent import NotInstalled
from editor_app.platforms.contract import Order, StepClass
from editor_app.platforms.gateway import called
from editor_app.platforms.withdrawing import acting, acting_link
from editor_app.services import budgets, gate, proof, rechecking, verifying_first
from editor_app.storage.queries import accounts, attempts, deliveries
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Manifest
    from editor_app.platforms.contract import Link, Platform, Step, StepResult
    from editor_app.services.desk import Desk
    from editor_app.services.links import Links
    from editor_app.storage.database import Work
    from editor_app.storage.locks import Lock

log = logging.getLogger(__name__)

MOST_TRIES = 8
_FIRST_PAUSE = timedelta(seconds=15)
_LONGEST_PAUSE = timedelta(minutes=15)
_FRESH_INTENT_MICROSECONDS = 5_000_000
"""A send starts within this time of its intent, on the boot clock, or not at all."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What sending needs: the desk, open links, who acts, and whom to tell."""

    desk: Desk
    links: Links
    actor: Actor
    reached: Callable[[str], None] = lambda _point: None
    """Called at every named fault point; tests end the process there."""


@dataclass(frozen=True, slots=True)
class Run:
    """One delivery in the worker's hands."""

    sender: Sender
    lock: Lock
    delivery: Delivery
    account: Account
    platform: Platform
    link: Link
    order: Order
    manifest: Manifest
    steps: tuple[Step, ...]
    done: frozenset[int]
    """Ordinals of the steps that are done; only the holder of the lock does any."""
    use_until: datetime | None = None
    """The approval's latest time of use; None = as long as the window."""
    came_along_at: datetime | None = None
    """When it was queued, if it came along with a copy of the workspace and nobody has looked for it since."""

    @property
    def subject(self) -> Subject:
        """The delivery as the audit names it."""
        return Subject("delivery", self.delivery.id)

    def now(self) -> datetime:
        """The wall clock of the desk."""
        return self.sender.desk.clock.now()

    def calls(self) -> int:
        """About how many requests such a delivery takes, its read-back included."""
        return len(self.steps) + 2


def serve_queued(sender: Sender, wanted: DeliveryId, lock: Lock) -> None:
    """Claim a queued delivery and bring it as far as it goes; every outcome is committed."""
    with sender.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, wanted)
        if delivery.state is not DeliveryState.QUEUED:
            return
        passage = gate.passage(sender.desk, snapshot, delivery)
    stop = passage.stop or (rechecking.objection(sender.desk, delivery) if passage.is_open else None)
    if stop is not None:
        event, reason = stop
        _move(sender, delivery, event, Change(reason=reason))
    elif passage.until is not None:
        put_off(sender, delivery, passage.until, "delivery.pace")
    elif passage.is_open:
        sender.reached("before_claim")
        send_claimed(sender, _move(sender, delivery, Event.CLAIM, Change(clear_reason=True)), lock)


def send_claimed(sender: Sender, claimed: Delivery, lock: Lock) -> None:
    """Do every step that is left of a delivery that this worker has claimed."""
    sender.reached("claimed")
    run = _ready(sender, claimed, lock)
    if run is not None and _is_elsewhere(run):
        return
    while run is not None:
        step = next_step(run)
        if step is None:
            return
        run = _intended(run, step) if step.step_class.needs_intent else _invisible(run, step)


def run_of(sender: Sender, delivery: Delivery, lock: Lock) -> Run:
    """The delivery with its verified payload, its account and an open link.

    Raises:
        SealBroken: what would be sent is not what was signed.
        PlatformError: the account can't be reached for want of a secret, or of its platform.
    """
    store = sender.desk.store
    with sender.desk.database.read() as snapshot:
        late = deliveries.late(snapshot, delivery.id)
        done = frozenset(row.ordinal for row in deliveries.steps(snapshot, delivery.id) if row.done)
        came = verifying_first.came_along_unseen(snapshot, sender.desk.workspace.id, delivery.id)
        sendable = proof.require_sendable(snapshot, store, delivery.edition, delivery.account, tuple(late))
    account, link = sendable.account, sender.links.link(sendable.account)
    platform = acting(sender.desk.platforms.of(account.platform), sendable.payload)
    order, steps = Order(sendable.payload, delivery.key, store.media.read, late), platform.steps(sendable.payload)
    link = acting_link(platform, link)
    manifest, until = sendable.manifest, sendable.use_until
    return Run(sender, lock, delivery, account, platform, link, order, manifest, steps, done, until, came)


def next_step(run: Run) -> Step | None:
    """The first step that isn't done."""
    return next((step for step in run.steps if step.ordinal not in run.done), None)


def record_done(work: Work, run: Run, step: Step, result: StepResult, event: Event) -> Delivery:
    """Keep what a public step gave; moves to `sent` when it was the last one.

    Args:
        event: SETTLE_DONE from working, FIND from unknown.
    """
    deliveries.keep_late(work, run.delivery.id, result.late)
    deliveries.finish_step(work, run.delivery.id, step.ordinal, result.remote_id, result.url)
    if all(one.ordinal in run.done or one.ordinal == step.ordinal for one in run.steps):
        change = Change(receipt=_receipt(work, run, result), clear_reason=True, next_try_at=work.at)
        return deliveries.move(work, run.delivery, event, change)
    if event is Event.FIND:
        return deliveries.move(work, run.delivery, Event.FIND_ONE, Change(next_try_at=work.at))
    return run.delivery


def _receipt(work: Work, run: Run, result: StepResult) -> Receipt:
    """Of the first step that has a remote id."""
    if result.remote_id and not run.done:
        return Receipt(result.remote_id, result.url, work.at)
    first = next(row for row in deliveries.steps(work, run.delivery.id) if row.remote_id)
    return Receipt(first.remote_id, first.url, work.at)


def moving(
    sender: Sender, delivery: Delivery, event: Event, change: Change, extra: Mapping[str, Json] | None = None
) -> AbstractContextManager[Work]:
    """The door opened for one move, whose audit row is the door's own."""
    detail = {**deliveries.move_detail(delivery, event, change), **(extra or {})}
    return sender.desk.database.write(sender.actor, f"delivery.{event.value}", Subject("delivery", delivery.id), detail)


def put_off(sender: Sender, delivery: Delivery, until: datetime, action: str) -> None:
    """Look again at that time; the state stays as it is."""
    subject, detail = Subject("delivery", delivery.id), {"until": until.isoformat()}
    with sender.desk.database.write(sender.actor, action, subject, detail) as work:
        deliveries.touch(work, delivery, until)


def waits_for_pause(sender: Sender, delivery: Delivery, account: Account) -> bool:
    """Whether nothing may be asked of the account now; the delivery is looked at again when the pause ends."""
    with sender.desk.database.read() as snapshot:
        pause = budgets.pause_of(snapshot, account, sender.desk.clock.now())
    if pause is not None and delivery.next_try_at < pause.until:
        put_off(sender, delivery, pause.until, "delivery.wait")
    return pause is not None


def again_at(work: Work, sender: Sender, delivery: Delivery, error: PlatformError, usual: timedelta) -> datetime:
    """When to read again after `error`: in the usual time, or as late as the platform asks; that pauses its account."""
    if not isinstance(error, RateLimited):
        return work.at + usual
    return budgets.heed(work, sender.desk, accounts.account_by_id(work, delivery.account), error)


def _ready(sender: Sender, claimed: Delivery, lock: Lock) -> Run | None:
    try:
        run = run_of(sender, claimed, lock)
        prepared = called("prepare", lambda: run.platform.prepared(run.order, run.now()))
    except PlatformError as error:
        _close_by_error(sender, claimed, error)
        return None
    except Unavailable:
        raise  # trouble of our own store says nothing of the delivery: it is reclaimed when the store is well
    except DeskError as broken:
        _move(sender, claimed, Event.REFUSE, Change(reason=broken.message))
        return None
    missing = {name: value for name, value in prepared.items() if name not in run.order.late}
    if missing:
        with sender.desk.database.write(sender.actor, "delivery.prepare", run.subject) as work:
            deliveries.keep_late(work, claimed.id, missing)
    return _with_late(run, missing)


def _is_elsewhere(run: Run) -> bool:
    """Whether a copy of this workspace has sent it, or may have: then it waits for a person."""
    if run.came_along_at is None:
        return False
    try:
        desk, actor, delivery = run.sender.desk, run.sender.actor, run.delivery.id
        reason = verifying_first.elsewhere(desk, actor, delivery, run.came_along_at, run.link, run.order)
    except PlatformError as error:
        _close_by_error(run.sender, run.delivery, error)
        return True
    if reason is not None:
        _move(run.sender, run.delivery, Event.HOLD, Change(reason=reason))
    return reason is not None


def _invisible(run: Run, step: Step) -> Run | None:
    run.sender.reached(f"before_{step.name}")
    try:
        gate.require_no_freeze(run.sender.desk, run.delivery.id)
        result = called(step.name, lambda: run.link.perform(step, run.order))
    except PlatformError as error:
        _close_by_error(run.sender, run.delivery, error)
        return None
    run.sender.reached(f"after_{step.name}")
    with run.sender.desk.database.write(run.sender.actor, "delivery.step", run.subject, {"step": step.name}) as work:
        deliveries.keep_late(work, run.delivery.id, result.late)
        deliveries.finish_step(work, run.delivery.id, step.ordinal, result.remote_id, result.url)
    return _after_step(run, step, result)


def _intended(run: Run, step: Step) -> Run | None:
    """A step that the public may see: watermark, window, intent, one call, and what became of it."""
    try:
        watermark = called("watermark", lambda: run.link.watermark(run.order))
    except PlatformError as error:
        _close_by_error(run.sender, run.delivery, error)
        return None
    run.sender.reached("before_intent")
    try:
        proof.require_in_window(run.manifest, run.now(), run.use_until)
    except SealBroken as closed:
        _move(run.sender, run.delivery, Event.REFUSE_FOR_NOW, Change(reason=closed.message, next_try_at=run.now()))
        return None
    attempt = _begun(run, step, watermark)
    if attempt is None:
        return None
    run.sender.reached("intent_committed")
    try:
        if not _still_ours(run, attempt):
            raise Unreachable(T("The send did not start in time and was called off."))
        gate.require_no_freeze(run.sender.desk, run.delivery.id)
        result = called(step.name, lambda: run.link.perform(step, run.order))
    except OutcomeUnknown as lost:
        run.sender.reached("outcome_unknown")
        _lose_sight(run, attempt, lost)
        return None
    except PlatformError as refused:
        _close_by_error(run.sender, run.delivery, refused, attempt.id)
        return None
    run.sender.reached("answered")
    return _done(run, step, attempt, result)


def _begun(run: Run, step: Step, watermark: str) -> Attempt | None:
    desk, now = run.sender.desk, run.now()
    attempt = Attempt(
        id=AttemptId(new_id()),
        delivery=run.delivery.id,
        step=step.ordinal,
        fence=run.delivery.fence,
        state=AttemptState.OPEN,
        request_digest=run.platform.outgoing(step, run.order).digest,
        key=run.delivery.key,
        watermark=watermark,
        begun_at=now,
        begun_boot=desk.clock.boot(),
        ended_at=None,
        reason=None,
    )
    detail: dict[str, Json] = {"attempt": attempt.id, "step": step.ordinal, "request": attempt.request_digest}
    with desk.database.write(run.sender.actor, "delivery.intend", run.subject, detail) as work:
        stop = gate.last_stop(work, run.delivery, run.manifest.kind, now)
        if stop is not None:
            deliveries.move(work, run.delivery, stop[0], Change(reason=stop[1]))
            return None
        attempts.begin_attempt(work, attempt, run.delivery.account)
        earlier = [name for name in (run.platform.accepted_field,) if run.order.late.get(name)]
        deliveries.keep_late(work, run.delivery.id, dict.fromkeys(earlier, ""))
    return attempt


def _still_ours(run: Run, attempt: Attempt) -> bool:
    boot = run.sender.desk.clock.boot()
    fresh = boot.microseconds - attempt.begun_boot.microseconds <= _FRESH_INTENT_MICROSECONDS
    return run.lock.held() and boot.boot == attempt.begun_boot.boot and fresh


def _done(run: Run, step: Step, attempt: Attempt, result: StepResult) -> Run | None:
    detail: dict[str, Json] = {"attempt": attempt.id, "step": step.ordinal, "remote_id": result.remote_id}
    detail |= ({"answer": result.answer} if result.answer else {}) | budgets.spent(run.link)
    with run.sender.desk.database.write(run.sender.actor, "delivery.done", run.subject, detail) as work:
        attempts.close_attempt(work, attempt.id, AttemptState.DONE)
        delivery = record_done(work, run, step, result, Event.SETTLE_DONE)
        budgets.spend(work, run.sender.desk, run.account, run.link.allowance(), run.calls())
    run.sender.reached("result_committed")
    if delivery.state is DeliveryState.SENT:
        return None
    return replace(_after_step(run, step, result), delivery=delivery)


def _lose_sight(run: Run, attempt: Attempt, lost: OutcomeUnknown) -> None:
    change = Change(reason=lost.message, next_try_at=run.now() + (lost.look_after or run.platform.settle))
    boot = run.sender.desk.clock.boot()
    with moving(run.sender, run.delivery, Event.LOSE_SIGHT, change, attempts.lost_at(attempt, boot)) as work:
        attempts.close_attempt(work, attempt.id, AttemptState.UNKNOWN, lost.message)
        deliveries.keep_late(work, run.delivery.id, lost.late)
        deliveries.move(work, run.delivery, Event.LOSE_SIGHT, change)


def _close_by_error(sender: Sender, delivery: Delivery, error: PlatformError, attempt: AttemptId | None = None) -> None:
    """Certainly nothing came of it: again later, or a person."""
    event, change = _after_refusal(sender, delivery, error)
    with moving(sender, delivery, event, change, {"code": error.code}) as work:
        if attempt is not None:
            attempts.close_attempt(work, attempt, AttemptState.REFUSED, error.message)
        if isinstance(error, AuthExpired):
            accounts.set_account_state(work, delivery.account, AccountState.NEEDS_SIGN_IN)
        if isinstance(error, RateLimited):
            budgets.heed(work, sender.desk, accounts.account_by_id(work, delivery.account), error)
        deliveries.move(work, delivery, event, change)
    if isinstance(error, AuthExpired | Unreachable):
        sender.links.forget(delivery.account)


def _after_refusal(sender: Sender, delivery: Delivery, error: PlatformError) -> tuple[Event, Change]:
    now = sender.desk.clock.now()
    if isinstance(error, gate.Silenced):
        return Event.FREEZE, Change(reason=error.message)
    if isinstance(error, NotInstalled):
        return Event.HOLD, Change(reason=error.held)
    if isinstance(error, RateLimited):
        return Event.REFUSE_FOR_NOW, Change(reason=error.message, next_try_at=now + error.retry_after)
    if isinstance(error, AuthExpired) or (isinstance(error, Rejected) and partly_public(sender, delivery)):
        return Event.HOLD, Change(reason=error.message)
    if isinstance(error, Rejected) or delivery.tries + 1 >= MOST_TRIES:
        return Event.REFUSE, Change(reason=error.message)
    pause = min(_FIRST_PAUSE * 2**delivery.tries, _LONGEST_PAUSE)
    return Event.REFUSE_FOR_NOW, Change(reason=error.message, next_try_at=now + pause, tries=delivery.tries + 1)


def partly_public(sender: Sender, delivery: Delivery) -> bool:
    """Whether an earlier step of the delivery is public already."""
    visible = {c.value for c in StepClass if c.needs_intent}
    with sender.desk.database.read() as snapshot:
        return any(row.done and row.step_class in visible for row in deliveries.steps(snapshot, delivery.id))


def _move(sender: Sender, delivery: Delivery, event: Event, change: Change) -> Delivery:
    with moving(sender, delivery, event, change) as work:
        return deliveries.move(work, delivery, event, change)


def _after_step(run: Run, step: Step, result: StepResult) -> Run:
    return replace(_with_late(run, result.late), done=run.done | {step.ordinal})


def _with_late(run: Run, late: Mapping[str, str]) -> Run:
    return replace(run, order=replace(run.order, late={**run.order.late, **late})) if late else run
