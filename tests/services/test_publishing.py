from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.errors import Conflict, Invalid, NotFound, Refused
from editor_app.domain.identifiers import DeliveryId
from editor_app.services import bulk, publishing
from editor_app.services.documents import Draft
from editor_app.services.publishing import NeedsApproval, Slot
from editor_app.storage.queries.queue_rows import QueueFilter

if TYPE_CHECKING:
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "team"]


def test_an_edition_becomes_one_delivery_for_each_account(outbox: Outbox) -> None:
    outbox.connect("app", "keyed")
    made = publishing.queue(outbox.office.publisher, outbox.approved("site", "app").id)
    rows = publishing.status(outbox.office.desk)
    assert {row.account_name for row in rows} == {"site", "app"}
    assert {row.state for row in rows} == {DeliveryState.QUEUED}
    assert len({delivery.key for delivery in made}) == 2


def test_nothing_that_is_not_approved_can_be_queued(outbox: Outbox) -> None:
    edition = outbox.office.submitted(Draft(Content(title="题", body="文")), "site")
    with pytest.raises(Refused, match="not approved"):
        publishing.queue(outbox.office.publisher, edition.id)


def test_an_edition_is_queued_once(outbox: Outbox) -> None:
    edition = outbox.approved("site")
    publishing.queue(outbox.office.publisher, edition.id)
    with pytest.raises(Refused, match="already"):
        publishing.queue(outbox.office.publisher, edition.id)


@pytest.mark.parametrize("name", ["editor", "reviewer1"])
def test_only_publishers_queue(outbox: Outbox, name: str) -> None:
    edition = outbox.approved("site")
    with pytest.raises(Refused, match="no right"):
        publishing.queue(outbox.office.seats[name], edition.id)
    assert publishing.status(outbox.office.desk) == []


def test_a_time_outside_of_the_signed_window_is_refused(outbox: Outbox) -> None:
    now = outbox.office.clock.now()
    window = {"not_before": now + timedelta(hours=1), "not_after": now + timedelta(hours=2)}
    edition = outbox.approved("site", **window)
    for hours in (0.5, 3):
        with pytest.raises(Refused, match="window"):
            publishing.queue(outbox.office.publisher, edition.id, Slot(now + timedelta(hours=hours)))
    made = publishing.queue(outbox.office.publisher, edition.id)
    assert made[0].planned_at == window["not_before"], "without a time it goes out as early as was approved"


def test_a_person_holds_releases_cancels_and_retries_with_a_reason_on_record(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    delivery = outbox.queued("site")
    held = publishing.hold(publisher, delivery.id, "等领导出席名单")
    assert (held.state.value, str(held.reason)) == ("held", "等领导出席名单")
    released = publishing.release(publisher, delivery.id, "名单已到")
    assert (released.state.value, released.reason) == ("queued", None)
    assert publishing.cancel(publisher, delivery.id, "活动取消").state.value == "cancelled"
    with pytest.raises(Refused, match="can't be moved"):
        publishing.release(publisher, delivery.id, "再发")
    rows = publishing.timeline(outbox.office.desk, delivery.id).rows
    assert [row.action.removeprefix("delivery.") for row in rows] == ["queue", "hold", "release", "cancel"]
    assert "名单已到" in rows[2].detail


def test_a_deed_without_a_reason_is_refused(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    with pytest.raises(Invalid, match="reason"):
        publishing.hold(outbox.office.publisher, delivery.id, "  ")


def test_a_failed_delivery_is_retried_as_the_same_delivery(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.close()
    for _ in range(8):
        row = outbox.serve(delivery.id)
        outbox.office.clock.turn(max(row.next_try_at - outbox.office.clock.now(), timedelta(0)))
    assert outbox.row(delivery.id).state.value == "failed"
    again = publishing.retry(outbox.office.publisher, delivery.id)
    assert (again.id, again.key, again.state.value, again.tries) == (delivery.id, delivery.key, "queued", 0)


def test_a_delivery_gets_another_time_inside_of_the_signed_window_and_keeps_its_state(outbox: Outbox) -> None:
    publisher, now = outbox.office.publisher, outbox.office.clock.now()
    window = {"not_before": now, "not_after": now + timedelta(hours=6)}
    edition = outbox.approved("site", **window)
    delivery = publishing.queue(publisher, edition.id, Slot(now + timedelta(hours=1)))[0]
    wanted = Slot(now + timedelta(hours=5), "Asia/Shanghai", "2026-11-28T14:00")
    moved = publishing.reschedule(publisher, delivery.id, wanted)
    assert (moved.state.value, moved.planned_at, moved.next_try_at) == ("queued", wanted.at, wanted.at)
    publishing.hold(publisher, delivery.id, "等")
    held = publishing.reschedule(publisher, delivery.id, Slot(now + timedelta(hours=2)))
    assert (held.state.value, str(held.reason)) == ("held", "等")
    assert outbox.delivery(delivery.id) == held
    rows = [row for row in publishing.timeline(outbox.office.desk, delivery.id).rows if "reschedule" in row.action]
    assert [row.actor.name for row in rows] == ["publisher", "publisher"]
    assert wanted.at.isoformat() in rows[0].detail


def test_another_time_outside_of_the_window_needs_approval(outbox: Outbox) -> None:
    publisher, now = outbox.office.publisher, outbox.office.clock.now()
    window = {"not_before": now + timedelta(hours=1), "not_after": now + timedelta(hours=2)}
    delivery = publishing.queue(publisher, outbox.approved("site", **window).id)[0]
    for hours in (0.5, 3):
        with pytest.raises(NeedsApproval, match="window") as refused:
            publishing.reschedule(publisher, delivery.id, Slot(now + timedelta(hours=hours)))
        assert refused.value.code == "needs_approval"
    assert outbox.delivery(delivery.id).planned_at == window["not_before"]


def test_a_time_that_has_passed_or_a_delivery_that_is_out_is_not_moved(outbox: Outbox) -> None:
    publisher, clock = outbox.office.publisher, outbox.office.clock
    delivery = outbox.queued("site")
    with pytest.raises(Invalid, match="passed"):
        publishing.reschedule(publisher, delivery.id, Slot(clock.now() - timedelta(hours=1)))
    outbox.serve(delivery.id)
    with pytest.raises(Refused, match="can't be moved"):
        publishing.reschedule(publisher, delivery.id, Slot(clock.now() + timedelta(hours=1)))


@pytest.mark.parametrize("name", ["editor", "reviewer1"])
def test_only_publishers_control_deliveries(outbox: Outbox, name: str) -> None:
    delivery, seat = outbox.queued("site"), outbox.office.seats[name]
    later = Slot(outbox.office.clock.now() + timedelta(hours=1))
    for deed in (
        lambda: publishing.reschedule(seat, delivery.id, later),
        lambda: publishing.hold(seat, delivery.id, "停"),
        lambda: bulk.hold_many(seat, [delivery.id], "停"),
        lambda: bulk.cancel_many(seat, [delivery.id], "停"),
    ):
        with pytest.raises(Refused, match="no right"):
            deed()
    assert outbox.delivery(delivery.id) == delivery


def test_a_release_without_a_time_waits_for_the_window_to_begin(outbox: Outbox) -> None:
    publisher, now = outbox.office.publisher, outbox.office.clock.now()
    begins = now + timedelta(hours=1)
    delivery = publishing.queue(publisher, outbox.approved("site", not_before=begins).id)[0]
    publishing.hold(publisher, delivery.id, "等")
    assert publishing.release(publisher, delivery.id, "好").planned_at == begins


def test_nothing_is_queued_for_a_time_that_has_passed(outbox: Outbox) -> None:
    edition = outbox.approved("site")
    passed = Slot(outbox.office.clock.now() - timedelta(minutes=2))
    with pytest.raises(Invalid, match="has passed"):
        publishing.queue(outbox.office.publisher, edition.id, passed)
    assert publishing.status(outbox.office.desk) == []
    assert publishing.queue(outbox.office.publisher, edition.id)


def test_a_release_at_a_time_that_has_passed_is_refused_and_not_held_as_missed_later(outbox: Outbox) -> None:
    publisher, now = outbox.office.publisher, outbox.office.clock.now()
    delivery = outbox.queued("site")
    publishing.hold(publisher, delivery.id, "等")
    with pytest.raises(Invalid, match="has passed"):
        publishing.release(publisher, delivery.id, "好", Slot(now - timedelta(days=300)))
    assert outbox.delivery(delivery.id).state.value == "held"
    later = now + timedelta(hours=1)
    assert publishing.release(publisher, delivery.id, "好", Slot(later)).planned_at == later


def test_two_people_at_one_delivery_cannot_both_move_it(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    publishing.hold(outbox.office.publisher, delivery.id, "一")
    with pytest.raises((Refused, Conflict)):
        publishing.hold(outbox.office.publisher, delivery.id, "二")


def test_the_queue_is_filtered_and_paged_from_the_newest(outbox: Outbox) -> None:
    first, second = outbox.queued("site", "甲"), outbox.queued("site", "乙")
    desk = outbox.office.desk
    page = publishing.status(desk, QueueFilter(limit=1))
    assert [row.id for row in page] == [second.id]
    assert [row.id for row in publishing.status(desk, QueueFilter(before=page[-1].position))] == [first.id]
    assert publishing.status(desk, QueueFilter(states=[DeliveryState.SENT])) == []
    assert publishing.counts(desk) == {DeliveryState.QUEUED: 2}


def test_a_delivery_that_does_not_exist_is_said_in_words(outbox: Outbox) -> None:
    with pytest.raises(NotFound, match="no delivery"):
        publishing.timeline(outbox.office.desk, DeliveryId("ffffffff"))
