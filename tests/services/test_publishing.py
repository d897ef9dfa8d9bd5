from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.errors import Conflict, Invalid, NotFound, Refused
from editor_app.domain.identifiers import DeliveryId
from editor_app.services import publishing
from editor_app.services.documents import Draft
from editor_app.services.publishing import Slot
from editor_app.storage.queries.queue_rows import QueueFilter

if TYPE_CHECKING:
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


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
