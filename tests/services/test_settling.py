from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import AttemptState
from editor_app.domain.errors import WorkspaceLocked
from editor_app.domain.instants import BootInstant
from editor_app.platforms.sandbox.link import SandboxLink
from editor_app.services import publishing
from editor_app.services.settling import GIVE_UP_AFTER
from editor_app.storage.queries import deliveries
from tests.services.outbox import locked

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.platforms.contract import Order, Step, StepResult
    from tests.services.outbox import Outbox

SETTLED = timedelta(seconds=2)

ENGINES = ["sqlite", "postgresql"]


def lost(outbox: Outbox, fault: str = "drop_after", account: str = "site") -> Delivery:
    delivery = outbox.queued(account)
    outbox.server.faults.put({fault: 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    return delivery


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "public-readable", "file"])
def test_a_post_whose_reply_was_lost_is_found_and_never_made_again(outbox: Outbox, profile: str) -> None:
    outbox.connect("other", profile)
    delivery = lost(outbox, account="other")
    outbox.office.clock.turn(SETTLED)
    row = outbox.serve(delivery.id)
    assert row.state.value == "sent"
    assert row.remote_id
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.DONE]
    assert (len(outbox.public()), outbox.publishing_requests()) == (1, 1)


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "public-readable", "file"])
def test_a_post_that_never_came_about_is_sent_again_after_the_look(outbox: Outbox, profile: str) -> None:
    outbox.connect("other", profile)
    delivery = lost(outbox, "drop_before", "other")
    outbox.office.clock.turn(SETTLED)
    assert outbox.serve(delivery.id).state.value == "queued"
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1
    states = [attempt.state for attempt in outbox.attempts(delivery.id)]
    assert states == [AttemptState.ABSENT, AttemptState.DONE]


def test_trouble_of_our_own_store_is_no_sighting_it_is_looked_again(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = lost(outbox)
    outbox.office.clock.turn(SETTLED)
    with monkeypatch.context() as busy:
        busy.setattr(deliveries, "late", locked)
        with pytest.raises(WorkspaceLocked):
            outbox.serve(delivery.id)
    assert outbox.row(delivery.id).state.value == "unknown"
    assert outbox.serve(delivery.id).state.value == "sent"


@pytest.mark.parametrize("fault", ["drop_after", "drop_before"])
def test_a_platform_that_cannot_be_read_asks_a_person(outbox: Outbox, fault: str) -> None:
    outbox.connect("blind", "public-blind")
    delivery = lost(outbox, fault, "blind")
    outbox.office.clock.turn(SETTLED)
    row = outbox.serve(delivery.id)
    assert row.state.value == "ask"
    assert row.reason is not None
    assert outbox.publishing_requests() == 1


def test_turning_the_wall_clock_does_not_shorten_the_settle_time(outbox: Outbox) -> None:
    delivery = lost(outbox)
    outbox.office.clock._now += timedelta(hours=2)
    assert outbox.serve(delivery.id).state.value == "unknown"
    outbox.office.clock._boot += SETTLED
    assert outbox.serve(delivery.id).state.value == "sent"


def test_a_process_that_stood_still_before_its_request_counts_from_the_lost_answer(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its intent is a minute old, its request isn't: the platform may be at work, whatever the wall clock says."""
    perform = SandboxLink.perform

    def late(link: SandboxLink, step: Step, order: Order) -> StepResult:
        if step.step_class.needs_intent:
            outbox.office.clock.turn(timedelta(minutes=1))
        return perform(link, step, order)

    monkeypatch.setattr(SandboxLink, "perform", late)
    delivery = lost(outbox, "drop_before")
    outbox.office.clock._now += timedelta(hours=2)
    assert outbox.serve(delivery.id).state.value == "unknown"
    outbox.office.clock.turn(SETTLED)
    assert outbox.serve(delivery.id).state.value == "queued"


def test_after_a_restart_of_the_machine_the_settle_time_counts_from_its_start(outbox: Outbox) -> None:
    delivery = lost(outbox)
    clock = outbox.office.clock
    clock._now += timedelta(minutes=5)
    readings = {"value": BootInstant("boot-2", 500_000)}
    outbox.office.keep_time_by(_Rebooted(clock, readings))
    assert outbox.serve(delivery.id).state.value == "unknown"
    readings["value"] = BootInstant("boot-2", 2_000_000)
    assert outbox.serve(delivery.id).state.value == "sent"


def test_a_platform_that_stays_silent_is_asked_again_and_after_a_day_a_person_is(outbox: Outbox) -> None:
    delivery = lost(outbox)
    outbox.server.close()
    outbox.office.clock.turn(SETTLED)
    row = outbox.serve(delivery.id)
    assert row.state.value == "unknown"
    assert row.next_try_at - outbox.office.clock.now() > timedelta(seconds=25)
    outbox.office.clock.turn(GIVE_UP_AFTER)
    assert outbox.serve(delivery.id).state.value == "ask"


def accepted(outbox: Outbox) -> Delivery:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"undecided": 1})
    row = outbox.serve(delivery.id)
    assert (row.state.value, "accepted" in str(row.reason)) == ("unknown", True)
    assert outbox.public() == []
    return delivery


def decide(outbox: Outbox, **decision: object) -> None:
    (draft,) = outbox.server.ledger.posts.values()
    outbox.server.ledger.keep(replace(draft, **decision))  # type: ignore[arg-type]


def test_what_was_accepted_is_looked_at_until_it_is_public_and_never_sent_again(outbox: Outbox) -> None:
    delivery = accepted(outbox)
    outbox.office.clock.turn(SETTLED)
    row = outbox.serve(delivery.id)
    assert row.state.value == "unknown"
    assert row.next_try_at > outbox.office.clock.now()
    decide(outbox, review="", public=True)
    outbox.office.clock.turn(SETTLED)
    assert outbox.serve(delivery.id).state.value == "sent"
    assert (len(outbox.public()), outbox.publishing_requests()) == (1, 1)
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.DONE]


def test_what_was_accepted_and_refused_then_has_failed_in_words_and_may_be_retried(outbox: Outbox) -> None:
    delivery = accepted(outbox)
    decide(outbox, review="denied")
    outbox.office.clock.turn(SETTLED)
    row = outbox.serve(delivery.id)
    assert (row.state.value, "refused it" in str(row.reason)) == ("failed", True)
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.REFUSED]
    publishing.retry(outbox.office.publisher, delivery.id)
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_what_is_never_decided_is_a_persons_to_judge_after_a_day(outbox: Outbox) -> None:
    delivery = accepted(outbox)
    outbox.office.clock.turn(GIVE_UP_AFTER)
    row = outbox.serve(delivery.id)
    assert (row.state.value, "whole day" in str(row.reason)) == ("ask", True)
    assert outbox.publishing_requests() == 1


class _Rebooted:
    """The same wall clock after the machine was started again."""

    def __init__(self, clock: object, readings: dict[str, BootInstant]) -> None:
        self._clock = clock
        self._readings = readings

    def now(self) -> object:
        return self._clock.now()  # type: ignore[attr-defined]

    def boot(self) -> BootInstant:
        return self._readings["value"]


class _Ended(BaseException):
    """The worker's process ended here."""


def test_what_a_dead_worker_had_waits_quietly_behind_an_earlier_question(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    earlier, later = outbox.queued("blind", "一"), outbox.queued("blind", "二")
    publishing.hold(outbox.office.publisher, earlier.id, "wait")
    outbox.at_point = _end_at_claimed
    with pytest.raises(_Ended):
        outbox.serve(later.id)
    outbox.at_point = lambda _point: None
    publishing.release(outbox.office.publisher, earlier.id, "now")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(earlier.id)
    outbox.office.clock.turn(SETTLED)
    assert outbox.serve(earlier.id).state.value == "ask"
    fence = outbox.delivery(later.id).fence
    for _ in range(3):
        assert outbox.serve(later.id).state.value == "working"
    assert outbox.delivery(later.id).fence == fence, "nothing is written while it waits"
    assert outbox.publishing_requests() == 1


def _end_at_claimed(point: str) -> None:
    if point == "claimed":
        raise _Ended
