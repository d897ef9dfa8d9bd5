from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import AttemptState
from editor_app.domain.errors import WorkspaceLocked
from editor_app.services import accounts, publishing
from editor_app.services.sending import MOST_TRIES
from editor_app.storage.queries import deliveries
from tests.services.outbox import locked

if TYPE_CHECKING:
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


class Killed(BaseException):
    """Stands for the end of the process at a named point."""


def test_a_queued_delivery_is_claimed_intended_answered_and_kept(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    row = outbox.serve(delivery.id)
    assert row.state.value == "sent"
    assert row.remote_id
    assert row.url.startswith(outbox.server.url)
    assert outbox.public() == ["便民事项一次办好"]
    assert outbox.reached[-4:] == ["before_intent", "intent_committed", "answered", "result_committed"]
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.DONE]


def test_a_delivery_before_its_time_is_not_in_the_due_list_and_a_missed_one_waits_for_a_person(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.office.clock.turn(timedelta(minutes=16))
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert str(row.reason) == "Its time was missed; a person decides whether it still goes out."
    assert outbox.public() == []


def test_nothing_is_sent_to_a_closed_account(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    accounts.close(outbox.office.admin, "site")
    row = outbox.serve(delivery.id)
    assert (row.state.value, outbox.publishing_requests()) == ("held", 0)


def test_a_delivery_within_its_grace_still_goes_out(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.office.clock.turn(timedelta(minutes=14))
    assert outbox.serve(delivery.id).state.value == "sent"


def test_a_delivery_past_its_window_expires(outbox: Outbox) -> None:
    end = outbox.office.clock.now() + timedelta(minutes=5)
    delivery = publishing.queue(outbox.office.publisher, outbox.approved("site", not_after=end).id)[0]
    outbox.office.clock.turn(timedelta(minutes=6))
    assert outbox.serve(delivery.id).state.value == "expired"
    assert outbox.publishing_requests() == 0


@pytest.mark.parametrize("fault", ["429", "429_date"])
def test_throttling_waits_as_long_as_the_platform_says_and_uses_up_no_try(outbox: Outbox, fault: str) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({fault: {"count": 1, "seconds": 7}})
    row = outbox.serve(delivery.id)
    assert row.state.value == "queued"
    assert outbox.delivery(delivery.id).tries == 0
    waits = row.next_try_at - outbox.office.clock.now()
    if fault == "429":
        assert timedelta(seconds=5) < waits <= timedelta(seconds=7)
    outbox.office.clock.turn(timedelta(days=1) if fault == "429_date" else timedelta(seconds=8))
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.REFUSED]


def test_a_server_that_is_away_is_tried_again_later_and_at_last_given_up(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.close()
    pauses = []
    for _ in range(MOST_TRIES - 1):
        row = outbox.serve(delivery.id)
        assert row.state.value == "queued"
        pauses.append(row.next_try_at - outbox.office.clock.now())
        outbox.office.clock.turn(row.next_try_at - outbox.office.clock.now())
    assert pauses == sorted(pauses)
    assert outbox.serve(delivery.id).state.value == "failed"


def test_trouble_of_our_own_store_is_no_refusal_the_delivery_goes_out_when_the_store_is_well(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = outbox.queued("site")
    with monkeypatch.context() as busy:
        busy.setattr(deliveries, "late", locked)
        with pytest.raises(WorkspaceLocked):
            outbox.serve(delivery.id)
    assert outbox.row(delivery.id).state.value == "working"
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_a_refused_secret_holds_the_delivery_and_marks_the_account(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server._http.token = "another"
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert accounts.by_name(outbox.office.desk, "site").state is AccountState.NEEDS_SIGN_IN
    assert outbox.public() == []


@pytest.mark.parametrize("fault", ["drop_after", "5xx", "5xx_after", "malformed", "drop_before", "late"])
def test_whatever_is_not_certain_after_the_first_byte_is_unknown_and_not_sent_again(outbox: Outbox, fault: str) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({fault: 1})
    row = outbox.serve(delivery.id)
    assert row.state.value == "unknown"
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.UNKNOWN]
    assert outbox.serve(delivery.id).state.value == "unknown", "before the settle time nothing is looked up"
    assert outbox.publishing_requests() == 1


def test_a_lost_reply_to_an_invisible_step_is_simply_tried_again(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"drop_after": {"count": 1, "on": "draft"}})
    row = outbox.serve(delivery.id)
    assert row.state.value == "queued"
    outbox.office.clock.turn(row.next_try_at - outbox.office.clock.now())
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_an_earlier_unresolved_delivery_keeps_later_ones_of_its_account_waiting(outbox: Outbox) -> None:
    first = outbox.queued("site", "第一份")
    second = outbox.queued("site", "第二份")
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(first.id).state.value == "unknown"
    assert outbox.serve(second.id).state.value == "queued"
    assert [row.id for row in publishing.timeline(outbox.office.desk, first.id).waiting_behind] == [second.id]


@pytest.mark.parametrize("point", ["claimed", "before_draft", "after_draft", "before_intent"])
def test_a_process_that_dies_before_the_intent_has_sent_nothing_and_the_next_goes_on(
    outbox: Outbox, point: str
) -> None:
    delivery = outbox.queued("site")
    _die_at(outbox, point)
    with pytest.raises(Killed):
        outbox.serve(delivery.id)
    outbox.at_point = lambda _point: None
    assert outbox.row(delivery.id).state.value == "working"
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


@pytest.mark.parametrize("point", ["intent_committed", "answered"])
def test_a_process_that_dies_after_the_intent_leaves_an_unknown_that_is_looked_up(outbox: Outbox, point: str) -> None:
    delivery = outbox.queued("site")
    _die_at(outbox, point)
    with pytest.raises(Killed):
        outbox.serve(delivery.id)
    outbox.at_point = lambda _point: None
    assert outbox.serve(delivery.id).state.value == "unknown"
    outbox.office.clock.turn(timedelta(seconds=3))
    row = outbox.serve(delivery.id)
    assert row.state.value == ("sent" if point == "answered" else "queued")
    if row.state.value == "queued":
        assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_a_send_that_cannot_start_within_five_seconds_of_its_intent_is_called_off(outbox: Outbox) -> None:
    delivery = outbox.queued("site")

    def sleep(point: str) -> None:
        if point == "intent_committed":
            outbox.office.clock.turn(timedelta(seconds=6))

    outbox.at_point = sleep
    assert outbox.serve(delivery.id).state.value == "queued"
    assert outbox.publishing_requests() == 0
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.REFUSED]


def test_a_window_that_ends_just_before_the_intent_lets_nothing_out(outbox: Outbox) -> None:
    end = outbox.office.clock.now() + timedelta(minutes=5)
    delivery = publishing.queue(outbox.office.publisher, outbox.approved("site", not_after=end).id)[0]

    def ends(point: str) -> None:
        if point == "before_intent":
            outbox.office.clock.turn(timedelta(minutes=6))

    outbox.at_point = ends
    assert outbox.serve(delivery.id).state.value == "queued"
    assert outbox.attempts(delivery.id) == []
    assert outbox.serve(delivery.id).state.value == "expired"
    assert outbox.publishing_requests() == 0


def _die_at(outbox: Outbox, point: str) -> None:
    def die(reached: str) -> None:
        if reached == point:
            raise Killed

    outbox.at_point = die
