from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.domain.instants import BootInstant
from editor_app.services import asking, bulk, publishing, silence, triage
from editor_app.services.publishing import Slot
from editor_app.storage import audit
from editor_app.storage.queries import silence as stored

if TYPE_CHECKING:
    from editor_app.storage.database import Snapshot
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one thread nobody can wait for a send that waits for the freeze; end2end/test_queue_verbs waits for real."""
    monkeypatch.setattr(silence, "_STARTS_WITHIN", timedelta(seconds=-1))


def at_point(outbox: Outbox, point: str, delivery: Delivery) -> str:
    """The state that a delivery comes to when everything is frozen exactly there."""

    def freeze(name: str) -> None:
        if name == point:
            outbox.at_point = lambda _point: None
            silence.freeze(outbox.office.publisher, "国家公祭日")

    outbox.at_point = freeze
    return outbox.serve(delivery.id).state.value


def test_a_freeze_says_who_since_when_and_why_until_it_is_lifted(outbox: Outbox) -> None:
    office = outbox.office
    assert silence.standing(office.desk) is None
    made = silence.freeze(office.reviewer1, "  国家公祭日  ").silence
    found = silence.standing(office.desk)
    assert found == made
    assert (made.by_name, made.reason) == ("reviewer1", "国家公祭日")
    silence.lift(office.publisher, "已过零点")
    assert silence.standing(office.desk) is None
    with office.desk.database.read() as snapshot:
        rows = audit.of_subject(snapshot, Subject("freeze", made.id))
    assert [(row.action, row.actor.name) for row in rows] == [
        ("freeze.begin", "reviewer1"),
        ("freeze.lift", "publisher"),
    ]
    assert [json.loads(row.detail)["reason"] for row in rows] == ["国家公祭日", "已过零点"]


@pytest.mark.parametrize("name", ["publisher", "reviewer2", "admin"])
def test_publishers_reviewers_and_admins_may_freeze(outbox: Outbox, name: str) -> None:
    seat = outbox.office.admin if name == "admin" else outbox.office.seats[name]
    assert silence.freeze(seat, "停").silence.by_name == name


def test_an_editor_may_not_freeze_and_a_reviewer_may_not_lift(outbox: Outbox) -> None:
    office = outbox.office
    with pytest.raises(Refused, match="no right"):
        silence.freeze(office.editor, "停")
    silence.freeze(office.reviewer1, "停")
    with pytest.raises(Refused, match="no right"):
        silence.lift(office.reviewer1, "续")
    assert silence.standing(office.desk) is not None
    silence.lift(office.admin, "续")


def test_a_freeze_needs_a_reason_and_stands_once(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    with pytest.raises(Invalid, match="reason"):
        silence.freeze(publisher, " ")
    with pytest.raises(Refused, match="Nothing is frozen"):
        silence.lift(publisher, "续")
    silence.freeze(publisher, "停")
    with pytest.raises(Conflict, match="already"):
        silence.freeze(outbox.office.admin, "再停")


def test_everything_queued_is_held_and_a_lift_sends_nothing(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "AT_ONCE", 2)
    publisher, clock = outbox.office.publisher, outbox.office.clock
    made = [outbox.queued("site", title) for title in ("甲事项", "乙事项", "丙事项")]
    made += publishing.queue(
        publisher, outbox.approved("site", title="丁事项").id, Slot(clock.now() + timedelta(days=2))
    )
    done = silence.freeze(publisher, "停")
    assert (done.held, done.under_way) == (4, 0)
    assert {outbox.delivery(one.id).reason for one in made} == {silence.REASON}
    assert silence.lift(publisher, "续") == 0
    assert Counter(row.state for row in publishing.status(outbox.office.desk)) == {DeliveryState.HELD: 4}
    actions = Counter(row.action for one in made for row in publishing.timeline(outbox.office.desk, one.id).rows)
    assert actions["delivery.freeze"] == 4, "each delivery has its own line on record"


def test_each_released_one_goes_out_at_the_time_it_had(outbox: Outbox) -> None:
    publisher, clock = outbox.office.publisher, outbox.office.clock
    later = clock.now() + timedelta(hours=2)
    made = publishing.queue(publisher, outbox.approved("site").id, Slot(later))[0]
    silence.freeze(publisher, "停")
    silence.lift(publisher, "续")
    made = bulk.release_many(publisher, [made.id], "核对过")
    assert [(one.state.value, one.planned_at) for one in made.done] == [("queued", later)]


def test_nothing_is_released_or_retried_while_it_stands(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    delivery = outbox.queued("site")
    silence.freeze(publisher, "国家公祭日")
    with pytest.raises(Refused, match=r"frozen \(publisher: 国家公祭日\)"):
        publishing.release(publisher, delivery.id, "先发")
    silence.lift(publisher, "续")
    assert publishing.release(publisher, delivery.id, "可以发").state.value == "queued"


def test_what_is_queued_meanwhile_comes_in_held(outbox: Outbox) -> None:
    silence.freeze(outbox.office.publisher, "停")
    delivery = outbox.queued("site")
    assert outbox.delivery(delivery.id).state is DeliveryState.HELD
    assert (delivery.state, delivery.reason) == (DeliveryState.HELD, silence.REASON)


def test_a_send_whose_intent_stands_is_called_off_just_before_its_first_byte(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    assert at_point(outbox, "intent_committed", delivery) == "held"
    assert outbox.publishing_requests() == 0
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.REFUSED]
    assert outbox.delivery(delivery.id).reason == silence.REASON
    silence.lift(outbox.office.publisher, "续")
    publishing.release(outbox.office.publisher, delivery.id, "可以发")
    assert outbox.serve(delivery.id).state.value == "sent"
    assert (outbox.publishing_requests(), len(outbox.public())) == (1, 1)


def test_a_worker_that_was_about_to_claim_loses_the_race(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    with pytest.raises(Conflict):
        at_point(outbox, "before_claim", delivery)
    assert (outbox.delivery(delivery.id).state, outbox.publishing_requests()) == (DeliveryState.HELD, 0)


@pytest.mark.parametrize("point", ["claimed", "before_draft", "before_intent"])
def test_a_send_that_has_no_intent_yet_is_held(outbox: Outbox, point: str) -> None:
    assert at_point(outbox, point, outbox.queued("site")) == "held"
    assert outbox.publishing_requests() == 0


def test_sends_that_left_long_ago_are_counted_and_not_waited_for(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "_STARTS_WITHIN", timedelta(seconds=5.5))
    delivery = outbox.queued("site")
    counted: list[int] = []

    def freeze(name: str) -> None:
        if name == "intent_committed":
            outbox.office.clock.turn(timedelta(seconds=6))
            counted.append(silence.freeze(outbox.office.publisher, "停").under_way)

    outbox.at_point = freeze
    outbox.serve(delivery.id)
    assert (counted, outbox.publishing_requests()) == ([1], 0)


def test_a_send_whose_clock_cannot_be_read_here_is_waited_for_and_not_for_ever(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "_STARTS_WITHIN", timedelta(milliseconds=20))
    monkeypatch.setattr(silence, "_LOOK_EVERY", timedelta(milliseconds=10))
    looks: list[int] = []
    real = stored.under_way

    def looked(snapshot: Snapshot) -> list[BootInstant]:
        looks.append(1)
        return [BootInstant("of another machine", each.microseconds) for each in real(snapshot)]

    monkeypatch.setattr(stored, "under_way", looked)
    assert at_point(outbox, "intent_committed", outbox.queued("site")) == "held"
    assert len(looks) == 3


def test_a_send_that_has_left_is_settled_as_always(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    assert at_point(outbox, "answered", delivery) == "sent"
    assert silence.standing(outbox.office.desk) is not None


def test_what_comes_back_into_the_queue_meanwhile_is_held_before_the_lift(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    publisher = outbox.office.publisher
    delivery = outbox.queued("blind")
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(delivery.id)
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(delivery.id).state.value == "ask"
    silence.freeze(publisher, "停")
    assert asking.answer_not_there(publisher, delivery.id).state is DeliveryState.HELD


def test_a_lift_holds_what_a_worker_brought_back_into_the_queue(outbox: Outbox) -> None:
    delivery, publisher = outbox.queued("site"), outbox.office.publisher
    with outbox.office.desk.database.write(publisher.actor, "freeze.begin", Subject("freeze", "f")) as work:
        stored.begin(work, silence.Silence("f", work.at, publisher.member.id, "publisher", "另一进程"))
    assert outbox.delivery(delivery.id).state is DeliveryState.QUEUED
    assert silence.lift(publisher, "续") == 1
    assert outbox.delivery(delivery.id).state is DeliveryState.HELD


class Stopped(Exception):
    """What a person's Cancel raises in the deed."""


def test_cut_short_while_it_holds_the_freeze_stands_and_what_is_left_cannot_go_out(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "AT_ONCE", 2)
    publisher, told = outbox.office.publisher, list[float]()
    made = [outbox.queued("site", title) for title in ("甲事项", "乙事项", "丙事项", "丁事项", "戊事项")]

    def cancel_after_two(share: float, _what: object) -> None:
        told.append(share)
        if len(told) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        silence.freeze(publisher, "停", cancel_after_two)
    assert told == [0, 0.4, 0.8]
    assert Counter(row.state.value for row in publishing.status(outbox.office.desk)) == {"held": 4, "queued": 1}
    left = next(one for one in made if outbox.delivery(one.id).state is DeliveryState.QUEUED)
    assert outbox.serve(left.id).state is DeliveryState.HELD, "whoever would send it holds it"
    assert outbox.publishing_requests() == 0
    assert silence.standing(outbox.office.desk) is not None


def test_a_lift_cut_short_lifts_nothing(outbox: Outbox) -> None:
    publisher, delivery = outbox.office.publisher, outbox.queued("site")
    with outbox.office.desk.database.write(publisher.actor, "freeze.begin", Subject("freeze", "f")) as work:
        stored.begin(work, silence.Silence("f", work.at, publisher.member.id, "publisher", "另一进程"))

    def cancel(_share: float, _what: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        silence.lift(publisher, "续", cancel)
    assert silence.standing(outbox.office.desk) is not None
    assert outbox.delivery(delivery.id).state is DeliveryState.QUEUED
    assert silence.lift(publisher, "续") == 1


def lost(outbox: Outbox) -> Delivery:
    """A delivery whose request never arrived, and nobody knows that yet."""
    delivery = outbox.queued("site")
    outbox.server.faults.put({"drop_before": 1})
    assert outbox.serve(delivery.id).state is DeliveryState.UNKNOWN
    return delivery


def test_what_was_unknown_at_a_freeze_and_never_arrived_waits_for_a_person_after_the_lift(outbox: Outbox) -> None:
    delivery, publisher = lost(outbox), outbox.office.publisher
    silence.freeze(publisher, "数字有误")
    silence.lift(publisher, "已核对")
    outbox.office.clock.turn(timedelta(minutes=1))
    assert outbox.serve(delivery.id).state is DeliveryState.QUEUED, "certainly not there"
    row = outbox.serve(delivery.id)
    assert (row.state, row.reason) == (DeliveryState.HELD, silence.REASON), "nobody has decided that it still goes out"
    assert [each.id for each in triage.stopped(outbox.office.desk).rows] == [delivery.id]
    assert outbox.publishing_requests() == 1
    publishing.release(publisher, delivery.id, "数字无误")
    assert outbox.serve(delivery.id).state is DeliveryState.SENT


def test_what_was_tried_first_after_a_freeze_goes_on_by_itself(outbox: Outbox) -> None:
    silence.freeze(outbox.office.publisher, "停")
    silence.lift(outbox.office.publisher, "续")
    delivery = lost(outbox)
    outbox.office.clock.turn(timedelta(minutes=1))
    assert outbox.serve(delivery.id).state is DeliveryState.QUEUED
    assert outbox.serve(delivery.id).state is DeliveryState.SENT


@pytest.mark.one_engine
@pytest.mark.parametrize("point", ["claimed", "before_intent", "intent_committed"])
def test_a_freeze_that_was_lifted_again_stops_what_it_met_under_way(outbox: Outbox, point: str) -> None:
    publisher = outbox.office.publisher

    def freeze_and_lift(name: str) -> None:
        if name == point:
            silence.freeze(publisher, "按错了吗")
            silence.lift(publisher, "继续")

    outbox.at_point = freeze_and_lift
    delivery = outbox.queued("site")
    assert outbox.serve(delivery.id).state is DeliveryState.HELD
    assert outbox.publishing_requests() == 0


def test_whoever_answers_after_the_lift_that_it_is_not_there_has_decided(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    publisher, delivery = outbox.office.publisher, outbox.queued("blind")
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(delivery.id)
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(delivery.id).state is DeliveryState.ASK
    silence.freeze(publisher, "停")
    silence.lift(publisher, "续")
    asking.answer_not_there(publisher, delivery.id)
    assert outbox.serve(delivery.id).state is DeliveryState.SENT
