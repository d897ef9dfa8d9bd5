from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.timetable import AccountTimes, QuietDays
from editor_app.services import freezing, pacing, planning, publishing
from editor_app.services.pacing import Pace, Paced

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from tests.services.outbox import Outbox

TEN_MINUTES = timedelta(minutes=10)
SATURDAY = date(2026, 11, 28)  # the fake clock begins at 09:00 in the office's zone


def account(outbox: Outbox, name: str) -> AccountId:
    return freezing.chosen_accounts(outbox.office.desk, [name])[0].id


def with_gap(outbox: Outbox, name: str = "site", gap: timedelta = TEN_MINUTES) -> None:
    planning.set_account_times(outbox.office.publisher, account(outbox, name), AccountTimes(gap=gap))


def wait(outbox: Outbox, by: timedelta) -> None:
    outbox.office.clock.turn(by)


def state(outbox: Outbox, delivery: DeliveryId) -> str:
    return outbox.delivery(delivery).state.value


def test_a_second_publication_waits_for_the_gap_and_is_not_late_then(outbox: Outbox) -> None:
    with_gap(outbox, gap=timedelta(minutes=40))
    first, second = outbox.queued("site", "第一则"), outbox.queued("site", "第二则")
    out = outbox.serve(first.id)
    assert outbox.serve(second.id).state is DeliveryState.QUEUED
    assert out.received_at is not None
    due = outbox.delivery(second.id).next_try_at
    assert due - out.received_at == timedelta(minutes=40)
    assert outbox.publishing_requests() == 1
    wait(outbox, timedelta(minutes=40))  # longer than the grace of a missed time: it waited for the others
    assert outbox.serve(second.id).state is DeliveryState.SENT


def test_each_of_a_crowd_is_woken_for_its_own_turn(outbox: Outbox) -> None:
    with_gap(outbox)
    crowd = [outbox.queued("site", f"第{n}则通知") for n in range(4)]
    for one in crowd:
        outbox.serve(one.id)
    first = outbox.row(crowd[0].id).received_at
    assert first is not None
    waits = [outbox.delivery(one.id).next_try_at - first for one in crowd[1:]]
    assert waits == [TEN_MINUTES, 2 * TEN_MINUTES, 3 * TEN_MINUTES]


def test_an_app_that_was_closed_over_the_turn_still_asks_a_person(outbox: Outbox) -> None:
    with_gap(outbox)
    first, second = outbox.queued("site", "第一则"), outbox.queued("site", "第二则")
    outbox.serve(first.id)
    outbox.serve(second.id)
    wait(outbox, timedelta(hours=8))
    row = outbox.serve(second.id)
    assert row.state is DeliveryState.HELD
    assert "time was missed" in str(row.reason)


def test_a_gap_that_leads_past_the_approved_window_asks_a_person_whose_release_passes(outbox: Outbox) -> None:
    with_gap(outbox, gap=timedelta(hours=2))
    outbox.serve(outbox.queued("site", "第一则").id)
    until = outbox.office.clock.now() + timedelta(hours=1)
    second = publishing.queue(outbox.office.publisher, outbox.approved("site", title="第二则", not_after=until).id)[0]
    row = outbox.serve(second.id)
    assert (row.state, "past the end" in str(row.reason)) == (DeliveryState.HELD, True)
    publishing.release(outbox.office.publisher, second.id, "不等间隔")
    assert outbox.serve(second.id).state is DeliveryState.SENT


@pytest.mark.parametrize("kind", [EditionKind.CORRECTION, EditionKind.WITHDRAWAL, EditionKind.EMERGENCY])
def test_what_is_urgent_waits_for_no_gap_and_no_quiet_day(outbox: Outbox, kind: EditionKind) -> None:
    outbox.serve(outbox.queued("site", "第一则").id)
    with_gap(outbox)
    planning.set_quiet(outbox.office.publisher, QuietDays(frozenset({SATURDAY})))
    delivery, desk = outbox.queued("site", "第二则"), outbox.office.desk
    with desk.database.read() as snapshot:
        urgent, plain = (
            pacing.pace(snapshot, Paced(delivery, each, None), desk.workspace.zone, desk.clock.now())
            for each in (kind, EditionKind.PUBLICATION)
        )
    assert urgent == Pace(delivery.planned_at)
    assert plain.until is not None


def test_on_a_quiet_day_nothing_ordinary_goes_out_and_it_goes_when_the_day_is_over(outbox: Outbox) -> None:
    planning.set_quiet(outbox.office.publisher, QuietDays(frozenset({SATURDAY})))
    delivery = outbox.queued("site")
    assert outbox.serve(delivery.id).state is DeliveryState.QUEUED
    due = outbox.delivery(delivery.id).next_try_at
    assert due.isoformat() == "2026-11-28T16:00:00+00:00", "midnight of the office"
    assert outbox.publishing_requests() == 0
    wait(outbox, timedelta(hours=15, minutes=1))
    assert outbox.serve(delivery.id).state is DeliveryState.SENT


def test_a_quiet_day_over_the_whole_window_asks_a_person_whose_release_passes(outbox: Outbox) -> None:
    planning.set_quiet(outbox.office.publisher, QuietDays(weekdays=frozenset({5, 6})))
    until = outbox.office.clock.now() + timedelta(hours=3)
    delivery = publishing.queue(outbox.office.publisher, outbox.approved("site", not_after=until).id)[0]
    row = outbox.serve(delivery.id)
    assert (row.state, "quiet day" in str(row.reason)) == (DeliveryState.HELD, True)
    publishing.release(outbox.office.publisher, delivery.id, "局领导批准当日发布")
    assert outbox.serve(delivery.id).state is DeliveryState.SENT


def led(outbox: Outbox) -> tuple[Delivery, Delivery]:
    """One edition for two accounts, of which the site goes first."""
    outbox.connect("app")
    planning.set_lead(outbox.office.publisher, account(outbox, "site"))
    made = publishing.queue(outbox.office.publisher, outbox.approved("app", "site").id)
    lead = next(each for each in made if each.account == account(outbox, "site"))
    return lead, next(each for each in made if each is not lead)


def test_the_others_wait_until_the_lead_was_read_back(outbox: Outbox) -> None:
    lead, other = led(outbox)
    before = outbox.delivery(other.id)
    assert outbox.serve(other.id).state is DeliveryState.QUEUED
    assert "until site is out" in str(pacing.awaited(outbox.office.desk, other.id))
    assert pacing.awaited(outbox.office.desk, lead.id) is None
    assert outbox.serve(lead.id).state is DeliveryState.SENT
    assert outbox.serve(other.id).state is DeliveryState.QUEUED
    assert outbox.delivery(other.id) == before, "waiting for the lead writes nothing"
    assert outbox.serve(lead.id).state is DeliveryState.VERIFIED
    assert pacing.awaited(outbox.office.desk, other.id) is None
    assert outbox.serve(other.id).state is DeliveryState.SENT


def test_who_waits_behind_an_unknown_outcome_is_told_so_with_its_title(outbox: Outbox) -> None:
    outbox.server.faults.put({"drop_before": 1})
    lost = outbox.queued("site", "去向不明的一份")
    behind = outbox.queued("site", "排在后面的一份")
    assert pacing.awaited(outbox.office.desk, behind.id) is None
    outbox.serve(lost.id)
    assert "what became of “去向不明的一份”" in str(pacing.awaited(outbox.office.desk, behind.id))
    assert pacing.awaited(outbox.office.desk, lost.id) is None


def test_waiting_for_a_late_lead_is_no_missed_time(outbox: Outbox) -> None:
    lead, other = led(outbox)
    wait(outbox, timedelta(minutes=14))
    outbox.serve(lead.id)
    wait(outbox, timedelta(minutes=10))
    assert outbox.serve(other.id).state is DeliveryState.QUEUED
    outbox.serve(lead.id)
    wait(outbox, timedelta(minutes=1))
    assert outbox.serve(other.id).state is DeliveryState.SENT


@pytest.mark.parametrize("is_read", [False, True], ids=["the lead cannot be read", "the machine slept"])
def test_who_waited_for_the_lead_for_more_than_an_hour_does_not_go_out_by_itself(
    outbox: Outbox, *, is_read: bool
) -> None:
    lead, other = led(outbox)
    assert outbox.serve(lead.id).state is DeliveryState.SENT
    wait(outbox, timedelta(minutes=59))
    assert outbox.serve(other.id).state is DeliveryState.QUEUED
    wait(outbox, timedelta(hours=8))
    if is_read:
        assert outbox.serve(lead.id).state is DeliveryState.VERIFIED
    row = outbox.serve(other.id)
    assert row.state is DeliveryState.HELD
    assert str(row.reason) == "site goes first, and was not proven within an hour; a person decides."


def test_a_lead_that_needs_a_person_brings_the_others_to_that_person(outbox: Outbox) -> None:
    lead, other = led(outbox)
    publishing.hold(outbox.office.publisher, lead.id, "标题有误")
    row = outbox.serve(other.id)
    assert row.state is DeliveryState.HELD
    assert str(row.reason) == "site goes first, and its delivery is “held”; a person decides."
    publishing.release(outbox.office.publisher, other.id, "官网稍后补发")
    assert outbox.serve(other.id).state is DeliveryState.SENT


def test_a_lead_whose_post_is_not_what_was_signed_stops_the_others(outbox: Outbox) -> None:
    lead, other = led(outbox)
    outbox.server.faults.put({"rewrite": 1})
    outbox.serve(lead.id)
    assert outbox.serve(lead.id).verdict is not None
    row = outbox.serve(other.id)
    assert (row.state, "not proven" in str(row.reason)) == (DeliveryState.HELD, True)


def test_an_edition_that_does_not_go_to_the_lead_waits_for_nobody(outbox: Outbox) -> None:
    led(outbox)
    alone = publishing.queue(outbox.office.publisher, outbox.approved("app", title="只发客户端").id)[0]
    outbox.connect("other")
    assert state(outbox, alone.id) == "queued"
    single = publishing.queue(outbox.office.publisher, outbox.approved("other", title="只发微博").id)[0]
    assert outbox.serve(single.id).state is DeliveryState.SENT
