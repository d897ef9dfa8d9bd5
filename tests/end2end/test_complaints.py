"""What users of such programs complain about, as it happened to them, judged by the platform's log."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.delivery import AttemptState, DeliveryState
from editor_app.domain.document import Content
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.services import publishing, vaults
from editor_app.services.documents import Draft
from editor_app.services.publishing import Slot
from editor_app.worker import Outcome, Worker
from tests.services.office import full_office
from tests.services.outbox import Outbox, new_outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from editor_app.platforms.sandbox.exchange import Answer, Asked

RUNS = 40
"""Of C1 here; 200 more stand in test_lost_replies, thousands in tests/faults."""


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """An office whose clock is turned by hand, with a practice server."""
    office = full_office(tmp_path / "office")
    made = new_outbox(office, tmp_path)
    made.connect("site", "public-readable")
    yield made
    made.close()
    office.desk.close()


def a_worker(outbox: Outbox, told: Callable[[Outcome], None] = lambda _outcome: None) -> Worker:
    return Worker(outbox.office.desk, vaults.opened(outbox.office.admin), told, "test", outbox._reach)


def one_pass(outbox: Outbox, told: Callable[[Outcome], None] = lambda _outcome: None) -> None:
    """A worker that starts, serves what is due and ends: each call is a restart of the program."""
    worker = a_worker(outbox, told)
    worker.run_once()
    worker.close()


def states(outbox: Outbox) -> Counter[DeliveryState]:
    return Counter(row.state for row in publishing.status(outbox.office.desk))


def test_c1_a_post_that_was_made_and_reported_as_failed_is_found_and_never_made_again(outbox: Outbox) -> None:
    titles = [f"第 {number} 份" for number in range(RUNS)]
    outbox.server.faults.put({"drop_after": RUNS})
    for title in titles:
        outbox.queued("site", title)
        one_pass(outbox)
        assert states(outbox)[DeliveryState.UNKNOWN] == 1
        outbox.office.clock.turn(timedelta(seconds=3))
        one_pass(outbox)
        one_pass(outbox)
    assert Counter(outbox.public()) == Counter(dict.fromkeys(titles, 1))
    assert outbox.publishing_requests() == RUNS
    assert states(outbox) == {DeliveryState.VERIFIED: RUNS}


@pytest.mark.parametrize("profile", ["public-readable", "keyed"])
def test_c2_an_answer_that_takes_240_seconds_is_one_post_under_one_key(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, profile: str
) -> None:
    """The post is made at once, its answer waits for four minutes of the program's time."""
    monkeypatch.setattr(Sandbox, "deadline", timedelta(seconds=2))
    answered, practice = threading.Event(), outbox.server._http.practice
    at_once = practice.struck

    def slowly(asked: Asked, kind: str, *more: Any) -> Answer:
        answer = at_once(asked, kind, *more)
        if kind == "publish":
            answered.wait(60)
        return answer

    monkeypatch.setattr(practice, "struck", slowly)
    outbox.connect("slow", profile)
    delivery = outbox.queued("slow", "慢慢来")
    one_pass(outbox)
    assert outbox.row(delivery.id).state is DeliveryState.UNKNOWN
    outbox.office.clock.turn(timedelta(seconds=240))
    answered.set()
    for _ in range(3):
        one_pass(outbox)
    assert outbox.row(delivery.id).state is DeliveryState.VERIFIED
    assert outbox.public() == ["慢慢来"]
    assert outbox.publishing_requests() == 1
    assert {request.key for request in outbox.server.ledger.requests if request.kind == "publish"} <= {
        delivery.key, ""
    }  # fmt: skip


@pytest.mark.parametrize("point", ["answered", "result_committed", "read_back"])
def test_c3_whatever_fails_after_the_platform_took_it_leads_to_no_second_post(
    outbox: Outbox, point: str, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = outbox.queued("site")

    def fail(reached: str) -> None:
        if reached == point:
            raise RuntimeError("a side task failed")

    outbox.at_point = fail
    one_pass(outbox)
    assert "something unforeseen" in caplog.text
    caplog.clear()
    outbox.at_point = lambda _point: None
    for _ in range(4):
        outbox.office.clock.turn(timedelta(minutes=1))
        one_pass(outbox)
    assert outbox.row(delivery.id).state is DeliveryState.VERIFIED
    assert (outbox.public(), outbox.publishing_requests()) == (["便民事项一次办好"], 1)


def test_c3_a_listener_that_fails_stops_neither_the_loop_nor_the_next_delivery(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    outbox.queued("site", "第一份")
    outbox.queued("site", "第二份")

    def fail(_outcome: Outcome) -> None:
        raise BrokenPipeError

    one_pass(outbox, fail)
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    caplog.clear()
    one_pass(outbox)
    assert states(outbox) == {DeliveryState.VERIFIED: 2}
    assert outbox.publishing_requests() == 2


def test_c7_nothing_stays_in_the_queue_for_ever(outbox: Outbox) -> None:
    """The server is away for good: every delivery comes to rest with a reason a person can read."""
    outbox.queued("site", "没有回音的")
    lost = outbox.queued("site", "发出去没有回答的")
    outbox.server.faults.put({"drop_before": 1})
    one_pass(outbox)
    assert outbox.row(lost.id).state is DeliveryState.QUEUED, "it waits behind the unknown one"
    outbox.server.close()
    for _ in range(200):
        outbox.office.clock.turn(timedelta(minutes=15))
        one_pass(outbox)
    rows = publishing.status(outbox.office.desk)
    assert {row.state for row in rows} <= {DeliveryState.ASK, DeliveryState.HELD, DeliveryState.QUEUED}
    assert all(row.reason for row in rows if row.state is not DeliveryState.QUEUED)
    assert Counter(row.state for row in rows)[DeliveryState.ASK] == 1


def test_c7_a_clock_that_was_set_back_by_a_year_does_not_keep_a_lost_reply_waiting(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"drop_after": 1})
    one_pass(outbox)
    outbox.office.clock._now -= timedelta(days=365)
    outbox.office.clock._boot += timedelta(seconds=3)
    one_pass(outbox)
    assert outbox.row(delivery.id).state in {DeliveryState.SENT, DeliveryState.VERIFIED}
    assert outbox.publishing_requests() == 1


@pytest.mark.parametrize("step", [timedelta(days=2), timedelta(days=-2)])
def test_c9_a_step_of_the_wall_clock_does_not_make_a_lost_reply_a_persons_case(outbox: Outbox, step: timedelta) -> None:
    """Looks fail for a minute; only 24 hours of the clock that nobody can set are a reason to give up."""
    outbox.connect("keyed", "keyed")
    delivery = outbox.queued("keyed")
    outbox.server.faults.put({"drop_after": 1, "5xx": {"count": 1, "on": "read"}})
    one_pass(outbox)
    outbox.office.clock._now += step
    outbox.office.clock._boot += timedelta(seconds=3)
    one_pass(outbox)
    assert outbox.row(delivery.id).state is DeliveryState.UNKNOWN
    outbox.office.clock.turn(timedelta(minutes=1))
    one_pass(outbox)
    assert outbox.row(delivery.id).state in {DeliveryState.SENT, DeliveryState.VERIFIED}


def planned(outbox: Outbox, hours: float, title: str) -> Delivery:
    slot = Slot(outbox.office.clock.now() + timedelta(hours=hours))
    return publishing.queue(outbox.office.publisher, outbox.approved("site", title=title).id, slot)[0]


def test_c8_what_was_missed_while_the_program_was_closed_is_listed_and_waits_for_a_person(outbox: Outbox) -> None:
    """Closed over eight slots, as after a night's sleep of the machine: held, each with its reason; never a burst."""
    missed = [planned(outbox, hours, f"夜里第 {hours} 份") for hours in range(1, 9)]
    soon, late = planned(outbox, 8.1, "刚到时间的"), planned(outbox, 20, "明天的")
    outbox.office.clock.turn(timedelta(hours=8, minutes=16))
    told: list[Outcome] = []
    one_pass(outbox, told.append)
    assert outbox.public() == ["刚到时间的"]
    assert [outbox.row(each.id).state.value for each in missed] == ["held"] * 8
    assert {str(outbox.row(each.id).reason) for each in missed} == {
        "Its time was missed; a person decides whether it still goes out."
    }
    assert {outcome.row.id for outcome in told} == {each.id for each in [*missed, soon]}
    assert outbox.row(late.id).state is DeliveryState.QUEUED
    publishing.release(outbox.office.publisher, missed[0].id, "still wanted")
    one_pass(outbox)
    assert outbox.public() == ["刚到时间的", "夜里第 1 份"]


def test_c8_a_machine_that_slept_between_intent_and_send_sends_nothing_and_nothing_twice(outbox: Outbox) -> None:
    delivery = outbox.queued("site")

    def sleep(point: str) -> None:
        if point == "intent_committed":
            outbox.office.clock.turn(timedelta(hours=8))

    outbox.at_point = sleep
    one_pass(outbox)
    assert outbox.publishing_requests() == 0
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.REFUSED]
    outbox.at_point = lambda _point: None
    outbox.office.clock.turn(timedelta(minutes=1))
    one_pass(outbox)
    assert outbox.public() == ["便民事项一次办好"]


def test_c33_what_went_stale_while_it_waited_is_held_with_the_finding_an_hour_ahead(outbox: Outbox) -> None:
    """Approved on 28 November for the 30th, it announces the 29th: fine to sign, wrong to send."""
    draft = Draft(Content(title="便民服务点开放", body="服务点将于2026年11月29日开放。", source="区政务公开办"))
    stale = outbox.office.approve(outbox.office.submitted(draft, "site"))
    slot = Slot(outbox.office.clock.now() + timedelta(hours=48))
    (delivery,) = publishing.queue(outbox.office.publisher, stale.id, slot)
    outbox.office.clock.turn(timedelta(hours=47))
    one_pass(outbox)
    row = outbox.row(delivery.id)
    assert row.state is DeliveryState.HELD
    assert str(row.reason) == (
        "A check before sending found something new: 2026年11月29日 is announced and has passed."
    )
    outbox.office.clock.turn(timedelta(hours=1))
    one_pass(outbox)
    assert outbox.publishing_requests() == 0


def test_what_is_held_beyond_its_window_expires_by_itself_and_is_told_once(outbox: Outbox) -> None:
    end = outbox.office.clock.now() + timedelta(hours=1)
    (held,) = publishing.queue(outbox.office.publisher, outbox.approved("site", not_after=end).id)
    publishing.hold(outbox.office.publisher, held.id, "wait for the minister")
    told: list[Outcome] = []
    one_pass(outbox, told.append)
    assert told == []
    outbox.office.clock.turn(timedelta(hours=2))
    for _ in range(2):
        one_pass(outbox, told.append)
    assert [(outcome.row.id, outcome.row.state) for outcome in told] == [(held.id, DeliveryState.EXPIRED)]


def test_a_failing_account_is_probed_once_for_each_mark_and_not_at_every_pass(outbox: Outbox) -> None:
    planned(outbox, 0.5, "半小时后的")
    outbox.server.faults.put({"5xx": {"count": 9, "on": "read"}})
    worker = a_worker(outbox)
    for _ in range(5):
        worker.run_once()
        outbox.office.clock.turn(timedelta(seconds=4))
    worker.close()
    assert sum(request.kind == "read" for request in outbox.server.ledger.requests) == 1
