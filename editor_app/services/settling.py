"""Finding out what became of a lost reply: wait for the platform, look, and only then send again or ask a person."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.budget import LONGEST_PAUSE
from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState, Event
from editor_app.domain.errors import DeskError, PlatformError, Unavailable
from editor_app.domain.text import T
from editor_app.platforms.absent import StandIn
from editor_app.platforms.contract import Denied, Found, Pending, Unclear
from editor_app.platforms.gateway import called
from editor_app.services import sending, verifying_first
from editor_app.services.sending import Run, Sender, again_at, moving, run_of, waits_for_pause
from editor_app.storage.queries import accounts, attempts, deliveries
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Attempt
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.instants import BootInstant
    from editor_app.platforms.contract import Sighting, Step
    from editor_app.storage.locks import Lock

log = logging.getLogger(__name__)

_LOOK_AGAIN = timedelta(seconds=30)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
"""Nothing was due then: an emergency that only waits in the queue is in nobody's way."""
GIVE_UP_AFTER = timedelta(hours=24)
"""After so long without a readable answer, a person is asked."""


def serve_abandoned(sender: Sender, wanted: DeliveryId, lock: Lock) -> None:
    """Take over a delivery whose worker died: we hold its account's lock, so nobody else has it."""
    with sender.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, wanted)
        attempt = attempts.unsettled_attempt(snapshot, wanted)
        account = accounts.account_by_id(snapshot, delivery.account)
        behind = deliveries.blocked(snapshot, wanted, _LONG_AGO)
    if delivery.state is not DeliveryState.WORKING:
        return
    if attempt is None:
        if behind or waits_for_pause(sender, delivery, account):
            return
        change = Change()
        with moving(sender, delivery, Event.RECLAIM, change) as work:
            reclaimed = deliveries.move(work, delivery, Event.RECLAIM, change)
        sending.send_claimed(sender, reclaimed, lock)
        return
    reason = T("The program ended before the platform's answer came.")
    settle = sender.desk.platforms.of(account.platform).settle
    change = Change(reason=reason, next_try_at=sender.desk.clock.now() + settle)
    with moving(
        sender, delivery, Event.LOSE_SIGHT, change, attempts.lost_at(attempt, sender.desk.clock.boot())
    ) as work:
        attempts.close_attempt(work, attempt.id, AttemptState.UNKNOWN, reason)
        deliveries.move(work, delivery, Event.LOSE_SIGHT, change)


def serve_unknown(sender: Sender, wanted: DeliveryId, lock: Lock) -> None:
    """Look whether a lost step took effect, once its settle time is over."""
    with sender.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, wanted)
        attempt = attempts.unsettled_attempt(snapshot, wanted)
        account = accounts.account_by_id(snapshot, delivery.account)
        late = deliveries.late(snapshot, wanted)
        lost = attempts.sight_lost(snapshot, wanted)
    if delivery.state is not DeliveryState.UNKNOWN or attempt is None:
        return
    platform = sender.desk.platforms.of(account.platform)
    if isinstance(platform, StandIn):
        _wait_for_package(sender, delivery, attempt, platform)
        return
    settled = bool(late.get(platform.accepted_field)) or _settled(sender, lost or attempt.begun_boot, platform.settle)
    if not settled or not _is_time(sender, delivery):
        return
    if not platform.capabilities.find:
        handed_over = delivery.reason if platform.by_hand else None
        blind = T("This platform can't be looked up; a person must look.")
        _give_to_person(sender, delivery, attempt, Unclear(handed_over or blind))
        return
    if not waits_for_pause(sender, delivery, account):
        _look_up(sender, delivery, attempt, lock)


def _look_up(sender: Sender, delivery: Delivery, attempt: Attempt, lock: Lock) -> None:
    try:
        run = run_of(sender, delivery, lock)
        step = next(s for s in run.platform.steps(run.order.payload) if s.ordinal == attempt.step)
        sighting = called("find", lambda: run.link.find(step, run.order, attempt.watermark))
    except PlatformError as error:
        _look_again(sender, delivery, attempt, error)
        return
    except Unavailable:
        raise  # trouble of our own store is no sighting: looked at again when the store is well
    except DeskError as broken:
        _give_to_person(sender, delivery, attempt, Unclear(broken.message))
        return
    _conclude(run, step, attempt, sighting)


def _wait_for_package(sender: Sender, delivery: Delivery, attempt: Attempt, platform: StandIn) -> None:
    """Nothing can be looked up meanwhile: quietly for a day, then a person is asked as after any failing look."""
    if _age(sender, attempt) >= GIVE_UP_AFTER:
        _give_to_person(sender, delivery, attempt, Unclear(platform.reason))


def _conclude(run: Run, step: Step, attempt: Attempt, sighting: Sighting) -> None:
    if isinstance(sighting, Unclear):
        _give_to_person(run.sender, run.delivery, attempt, sighting)
        return
    if isinstance(sighting, Pending):
        _wait_on(run, attempt, sighting)
        return
    if isinstance(sighting, Denied):
        _fail(run, attempt, sighting)
        return
    if isinstance(sighting, Found):
        detail: dict[str, Json] = {"attempt": attempt.id, "step": step.ordinal, "remote_id": sighting.result.remote_id}
        with run.sender.desk.database.write(run.sender.actor, "delivery.sighting", run.subject, detail) as work:
            attempts.close_attempt(work, attempt.id, AttemptState.DONE)
            moved = sending.record_done(work, run, step, sighting.result, Event.FIND)
            verifying_first.hold_what_came_along(work, run.sender.desk.workspace.id, moved, attempt)
        run.sender.reached("found")
        return
    change = Change(next_try_at=run.now(), clear_reason=True)
    with moving(run.sender, run.delivery, Event.FIND_ABSENT, change, {"attempt": attempt.id}) as work:
        attempts.close_attempt(work, attempt.id, AttemptState.ABSENT)
        deliveries.keep_late(work, run.delivery.id, sighting.late)
        moved = deliveries.move(work, run.delivery, Event.FIND_ABSENT, change)
        verifying_first.hold_what_came_along(work, run.sender.desk.workspace.id, moved, attempt)
    run.sender.reached("found_absent")


def _wait_on(run: Run, attempt: Attempt, seen: Pending) -> None:
    """The platform hasn't decided: look later, and after a whole day ask a person."""
    if _age(run.sender, attempt) >= GIVE_UP_AFTER:
        reason = T("The platform accepted it and has not decided for a whole day.")
        _give_to_person(run.sender, run.delivery, attempt, Unclear(reason))
        return
    detail: dict[str, Json] = {"attempt": attempt.id}
    with run.sender.desk.database.write(run.sender.actor, "delivery.pending", run.subject, detail) as work:
        deliveries.touch(work, run.delivery, work.at + seen.look_after)


def _fail(run: Run, attempt: Attempt, seen: Denied) -> None:
    """The platform refused what it had accepted: nothing of it is public, and a person may retry."""
    if sending.partly_public(run.sender, run.delivery):
        _give_to_person(run.sender, run.delivery, attempt, Unclear(seen.reason))
        return
    change = Change(reason=seen.reason)
    with moving(run.sender, run.delivery, Event.REFUSE, change, {"attempt": attempt.id}) as work:
        attempts.close_attempt(work, attempt.id, AttemptState.REFUSED, seen.reason)
        deliveries.keep_late(work, run.delivery.id, seen.late)
        deliveries.move(work, run.delivery, Event.REFUSE, change)
    run.sender.reached("denied")


def _settled(sender: Sender, since: BootInstant, settle: timedelta) -> bool:
    """Whether the platform has had its time, on a clock that nobody can set; a new boot counts from its own start.

    It begins when the answer was lost, not with the intent: a process that stood still in between sent late.
    """
    boot = sender.desk.clock.boot()
    begun = since.microseconds if boot.boot == since.boot else 0
    return timedelta(microseconds=boot.microseconds - begun) >= settle


def _is_time(sender: Sender, delivery: Delivery) -> bool:
    """Whether the next look is due; one that lies further ahead than any pause was set by a clock that ran ahead."""
    left = delivery.next_try_at - sender.desk.clock.now()
    return left <= timedelta(0) or left > LONGEST_PAUSE + _LOOK_AGAIN


def _age(sender: Sender, attempt: Attempt) -> timedelta:
    """How long ago it began: by the clock that nobody can set, and after a new boot by the wall clock."""
    boot = sender.desk.clock.boot()
    if boot.boot == attempt.begun_boot.boot:
        return timedelta(microseconds=boot.microseconds - attempt.begun_boot.microseconds)
    return sender.desk.clock.now() - attempt.begun_at


def _look_again(sender: Sender, delivery: Delivery, attempt: Attempt, error: PlatformError) -> None:
    if _age(sender, attempt) >= GIVE_UP_AFTER:
        _give_to_person(sender, delivery, attempt, Unclear(error.message))
        return
    log.info("delivery %s can't be looked up yet: %s", delivery.id, error.code)
    subject = Subject("delivery", delivery.id)
    detail: dict[str, Json] = {"code": error.code, "attempt": attempt.id, "reason": error.message.as_json()}  # type: ignore[dict-item]
    with sender.desk.database.write(sender.actor, "delivery.look", subject, detail) as work:
        deliveries.touch(work, delivery, again_at(work, sender, delivery, error, _LOOK_AGAIN))
    sender.links.forget(delivery.account)


def _give_to_person(sender: Sender, delivery: Delivery, attempt: Attempt, seen: Unclear) -> None:
    """Ask a person, with everything on record that the look showed."""
    change = Change(reason=seen.reason)
    evidence: dict[str, Json] = {"attempt": attempt.id, "watermark": attempt.watermark, "seen": list(seen.candidates)}
    with moving(sender, delivery, Event.GIVE_TO_PERSON, change, evidence) as work:
        deliveries.move(work, delivery, Event.GIVE_TO_PERSON, change)
