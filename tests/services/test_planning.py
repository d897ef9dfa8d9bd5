from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Conflict, Invalid, NotFound, Refused
from editor_app.domain.identifiers import AccountId, DeliveryId
from editor_app.domain.pacing import ClashKind
from editor_app.domain.text import Text
from editor_app.domain.timetable import AccountTimes, QuietDays, RegularTime
from editor_app.services import freezing, planning, publishing
from editor_app.services.publishing import NeedsApproval, Slot
from editor_app.storage import audit

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.storage.database import Snapshot
    from tests.services.outbox import Outbox

NINE_ON_WEEKDAYS = AccountTimes(tuple(RegularTime(day, 9, 0) for day in range(5)))
MONDAY_NINE = datetime(2026, 11, 30, 1, tzinfo=UTC)  # the fake clock begins on the Saturday before
DAY = timedelta(days=1)


def account(outbox: Outbox, name: str = "site") -> AccountId:
    return freezing.chosen_accounts(outbox.office.desk, [name])[0].id


def planned(outbox: Outbox, at: datetime, title: str = "便民事项一次办好", **window: object) -> Delivery:
    edition = outbox.approved("site", title=title, **window)
    return publishing.queue(outbox.office.publisher, edition.id, Slot(at))[0]


def test_the_timetable_is_kept_with_each_of_its_parts(outbox: Outbox) -> None:
    publisher, site = outbox.office.publisher, account(outbox)
    planning.set_account_times(publisher, site, AccountTimes((RegularTime(4, 9, 0), RegularTime(0, 9, 0)), DAY / 24))
    planning.set_lead(publisher, site)
    planning.set_quiet(publisher, QuietDays(frozenset({date(2026, 12, 13)}), frozenset({6})))
    kept = planning.timetable(outbox.office.desk)
    assert kept.of(site) == AccountTimes((RegularTime(0, 9, 0), RegularTime(4, 9, 0)), timedelta(hours=1))
    assert kept.lead == site
    assert kept.quiet == QuietDays(frozenset({date(2026, 12, 13)}), frozenset({6}))
    assert kept.zone.key == "Asia/Shanghai"


def test_each_change_of_the_timetable_is_on_record_with_who_and_what(outbox: Outbox) -> None:
    planning.set_lead(outbox.office.publisher, account(outbox))
    with outbox.office.desk.database.read() as snapshot:
        rows = [row for row in audit.rows(snapshot) if row.action == "timetable.set"]
    assert [(row.actor.name, account(outbox) in row.detail) for row in rows] == [("publisher", True)]


@pytest.mark.parametrize("name", ["editor", "reviewer1"])
def test_only_publishers_set_times(outbox: Outbox, name: str) -> None:
    with pytest.raises(Refused, match="no right"):
        planning.set_lead(outbox.office.seats[name], account(outbox))
    assert planning.timetable(outbox.office.desk).lead is None


def test_times_that_make_no_sense_are_refused_in_words(outbox: Outbox) -> None:
    publisher, site = outbox.office.publisher, account(outbox)
    for gap in (timedelta(minutes=-1), DAY + timedelta(minutes=1), timedelta(seconds=90)):
        with pytest.raises(Invalid, match="gap"):
            planning.set_account_times(publisher, site, AccountTimes(gap=gap))
    many = tuple(RegularTime(day, hour, minute) for day in range(7) for hour in range(24) for minute in (0, 30))
    with pytest.raises(Invalid, match="at most 84"):
        planning.set_account_times(publisher, site, AccountTimes(many))
    with pytest.raises(Invalid, match="400 quiet days"):
        planning.set_quiet(publisher, QuietDays(frozenset(date(2027, 1, 1) + n * DAY for n in range(401))))
    with pytest.raises(NotFound):
        planning.set_lead(publisher, AccountId("nobody"))


def test_the_next_free_time_passes_over_what_is_taken(outbox: Outbox) -> None:
    site = account(outbox)
    planning.set_account_times(outbox.office.publisher, site, NINE_ON_WEEKDAYS)
    planned(outbox, MONDAY_NINE)
    slot = planning.next_free_slot(outbox.office.desk, site, outbox.office.clock.now())
    assert slot.at == MONDAY_NINE + DAY
    assert (slot.zone, slot.wall) == ("Asia/Shanghai", "2026-12-01T09:00")


def test_an_account_without_regular_times_has_no_next_one(outbox: Outbox) -> None:
    with pytest.raises(Refused, match="site has no regular times"):
        planning.next_free_slot(outbox.office.desk, account(outbox), outbox.office.clock.now())


def test_an_edition_is_queued_for_each_accounts_own_next_time(outbox: Outbox) -> None:
    outbox.connect("app")
    publisher = outbox.office.publisher
    planning.set_account_times(publisher, account(outbox), NINE_ON_WEEKDAYS)
    planning.set_account_times(publisher, account(outbox, "app"), AccountTimes((RegularTime(2, 17, 30),)))
    edition = outbox.approved("site", "app")
    made = publishing.queue(publisher, edition.id, planning.next_slots(outbox.office.desk, edition.id))
    at = {delivery.account: delivery.planned_at for delivery in made}
    assert at == {
        account(outbox): MONDAY_NINE,
        account(outbox, "app"): datetime(2026, 12, 2, 9, 30, tzinfo=UTC),
    }
    assert {delivery.next_try_at for delivery in made} == set(at.values())


def test_two_editions_queued_for_the_next_time_at_once_never_coincide(outbox: Outbox) -> None:
    publisher, site = outbox.office.publisher, account(outbox)
    planning.set_account_times(publisher, site, NINE_ON_WEEKDAYS)
    first, second = (outbox.approved("site", title=title) for title in ("甲事项", "乙事项"))
    chosen: list[datetime] = []

    def choose(snapshot: Snapshot) -> dict[AccountId, Slot]:
        found = planning._next_slots(outbox.office.desk, snapshot, first.id)
        if not chosen:
            planning.queue_next(publisher, second.id)  # somebody else, between the look and the transaction
        chosen.append(found[site].at)
        return found

    made = publishing.queue(publisher, first.id, choose)
    assert chosen == [MONDAY_NINE, MONDAY_NINE + DAY]
    assert [one.planned_at for one in made] == [MONDAY_NINE + DAY]


def test_a_time_that_was_shown_and_taken_meanwhile_is_refused(outbox: Outbox) -> None:
    publisher, site = outbox.office.publisher, account(outbox)
    planning.set_account_times(publisher, site, NINE_ON_WEEKDAYS)
    first, second = (outbox.approved("site", title=title) for title in ("甲事项", "乙事项"))
    shown = planning.next_slots(outbox.office.desk, first.id)
    planning.queue_next(publisher, second.id)
    with pytest.raises(Conflict, match="taken just now"):
        planning.queue_next(publisher, first.id, shown)
    assert planning.queue_next(publisher, first.id)[0].planned_at == MONDAY_NINE + DAY


def test_the_next_time_lies_inside_of_the_approved_window_or_there_is_none(outbox: Outbox) -> None:
    planning.set_account_times(outbox.office.publisher, account(outbox), NINE_ON_WEEKDAYS)
    tuesday_on = outbox.approved("site", not_before=MONDAY_NINE + DAY)
    assert planning.next_slots(outbox.office.desk, tuesday_on.id)[account(outbox)].at == MONDAY_NINE + DAY
    sunday_only = outbox.approved("site", title="周末提示", not_after=MONDAY_NINE - timedelta(hours=1))
    with pytest.raises(Refused, match="inside of the approved window"):
        planning.next_slots(outbox.office.desk, sunday_only.id)


def test_a_delivery_is_moved_with_the_wall_time_of_the_office(outbox: Outbox) -> None:
    delivery = planned(outbox, MONDAY_NINE)
    moved = planning.move(outbox.office.publisher, delivery.id, MONDAY_NINE + timedelta(hours=5))
    assert (moved.planned_at, moved.planned_zone) == (MONDAY_NINE + timedelta(hours=5), "Asia/Shanghai")
    found = planning.span(outbox.office.desk, MONDAY_NINE, MONDAY_NINE + DAY)
    assert [(row.id, row.planned_wall) for row in found.rows] == [(delivery.id, "2026-11-30T14:00")]


def test_moving_outside_of_the_window_asks_for_approval_and_changes_nothing(outbox: Outbox) -> None:
    delivery = planned(outbox, MONDAY_NINE, not_after=MONDAY_NINE + DAY)
    with pytest.raises(NeedsApproval, match="outside of the window"):
        planning.move(outbox.office.publisher, delivery.id, MONDAY_NINE + 2 * DAY)
    assert outbox.delivery(delivery.id).planned_at == MONDAY_NINE


def test_nothing_ordinary_is_planned_on_a_quiet_day(outbox: Outbox) -> None:
    delivery = planned(outbox, MONDAY_NINE)
    planning.set_quiet(outbox.office.publisher, QuietDays(frozenset({date(2026, 12, 1)})))
    with pytest.raises(Refused, match="quiet day"):
        planning.move(outbox.office.publisher, delivery.id, MONDAY_NINE + DAY)
    assert planning.move(outbox.office.publisher, delivery.id, MONDAY_NINE + 2 * DAY).planned_at > MONDAY_NINE


def test_only_what_waits_can_be_moved(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.serve(delivery.id)
    with pytest.raises(Refused, match="Only what waits"):
        planning.move(outbox.office.publisher, delivery.id, MONDAY_NINE)
    with pytest.raises(NotFound):
        planning.move(outbox.office.publisher, DeliveryId("nobody"), MONDAY_NINE)


def test_a_span_tells_what_stands_in_the_way_of_what_is_still_to_come(outbox: Outbox) -> None:
    planning.set_account_times(outbox.office.publisher, account(outbox), AccountTimes(gap=timedelta(hours=1)))
    first = planned(outbox, MONDAY_NINE, "第一则")
    second = planned(outbox, MONDAY_NINE + timedelta(minutes=30), "第二则")
    found = planning.span(outbox.office.desk, MONDAY_NINE, MONDAY_NINE + DAY)
    assert [row.id for row in found.rows] == [first.id, second.id]
    assert [(each.delivery, each.kind) for each in found.conflicts] == [(second.id, ClashKind.TOO_CLOSE)]
    publishing.cancel(outbox.office.publisher, first.id, "不发了")
    assert planning.span(outbox.office.desk, MONDAY_NINE, MONDAY_NINE + DAY).conflicts == ()


def test_every_conflict_has_its_words() -> None:
    assert set(planning.CLASH_WORDS) == set(ClashKind)
    assert all(isinstance(words, Text) for words in planning.CLASH_WORDS.values())
