from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, DeliveryId
from editor_app.domain.pacing import ClashKind, conflicts, earliest, free_time, regular_times
from editor_app.domain.timetable import AccountTimes, QuietDays, RegularTime, Timetable

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")
ZONES = [SHANGHAI, LONDON, ZoneInfo("Asia/Urumqi"), ZoneInfo("America/New_York"), ZoneInfo("UTC")]
SITE, WEIBO = AccountId("site"), AccountId("weibo")
THURSDAY = datetime(2026, 12, 3, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
NONE = QuietDays()

moments = some.integers(0, 400 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
quiets = some.builds(
    QuietDays,
    some.frozensets(some.dates(date(2026, 1, 1), date(2027, 2, 1)), max_size=6),
    some.frozensets(some.integers(0, 6), max_size=6),
)


@dataclass(frozen=True)
class Line:
    """A planned delivery with nothing special about it."""

    id: DeliveryId
    planned_at: datetime
    account: AccountId = SITE
    kind: EditionKind = EditionKind.PUBLICATION
    planned_zone: str = ""
    planned_wall: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None


def timetable_with(
    gap: int = 0, quiet: QuietDays = NONE, zone: ZoneInfo = SHANGHAI, *regular: RegularTime
) -> Timetable:
    return Timetable(zone, {SITE: AccountTimes(regular, timedelta(minutes=gap))}, None, quiet)


@given(some.sampled_from(ZONES), some.integers(0, 1440), quiets, some.lists(moments, min_size=1, max_size=12))
def test_publications_keep_their_gap_their_order_and_the_quiet_days(
    zone: ZoneInfo, gap: int, quiet: QuietDays, planned: list[datetime]
) -> None:
    timetable = timetable_with(gap, quiet, zone)
    out: list[datetime] = []
    for at in sorted(planned):
        out.append(earliest(timetable, SITE, at, out[-1] if out else None))
        assert out[-1] >= at, "nothing goes out before it was planned"
    assert all(following - one >= timedelta(minutes=gap) for one, following in pairwise(out))
    assert not any(timetable.is_quiet(at) for at in out)


@given(some.sampled_from(ZONES), quiets, moments)
def test_without_a_gap_only_a_quiet_day_moves_a_time(zone: ZoneInfo, quiet: QuietDays, planned: datetime) -> None:
    timetable = timetable_with(0, quiet, zone)
    found = earliest(timetable, SITE, planned, planned)
    assert (found == planned) is not timetable.is_quiet(planned)


@given(some.sampled_from(ZONES), quiets, moments, some.integers(0, 6), some.integers(0, 23), some.integers(0, 59))
def test_a_regular_time_keeps_its_wall_time_over_every_change_of_the_clocks(
    zone: ZoneInfo, quiet: QuietDays, after: datetime, weekday: int, hour: int, minute: int
) -> None:
    timetable = timetable_with(0, quiet, zone, RegularTime(weekday, hour, minute))
    for at in islice(regular_times(timetable, SITE, after), 8):
        there = at.astimezone(zone)
        assert (there.weekday(), there.hour, there.minute) == (weekday, hour, minute)
        assert at > after
        assert not timetable.is_quiet(at)


def test_a_regular_time_that_the_clocks_skip_is_left_out_that_week() -> None:
    timetable = timetable_with(0, NONE, LONDON, RegularTime(6, 1, 30))
    first, second = islice(regular_times(timetable, SITE, datetime(2026, 3, 22, 12, tzinfo=UTC)), 2)
    assert (first.date(), second.date()) == (date(2026, 4, 4 + 1), date(2026, 4, 12))


@given(some.integers(0, 120), some.lists(moments, max_size=20), moments)
def test_a_free_time_is_regular_later_and_no_nearer_to_another_than_the_gap(
    gap: int, taken: list[datetime], after: datetime
) -> None:
    timetable = timetable_with(gap, NONE, SHANGHAI, RegularTime(0, 9, 0), RegularTime(3, 17, 30))
    at = free_time(timetable, SITE, after, taken)
    assert at is not None
    assert at > after
    assert all(abs(other - at) >= timedelta(minutes=gap) and other != at for other in taken)


def test_a_taken_time_is_passed_over_and_an_account_without_times_has_none() -> None:
    timetable = timetable_with(0, NONE, SHANGHAI, RegularTime(3, 9, 30))
    assert free_time(timetable, SITE, THURSDAY - timedelta(hours=1), []) == THURSDAY
    assert free_time(timetable, SITE, THURSDAY - timedelta(hours=1), [THURSDAY]) == THURSDAY + timedelta(days=7)
    assert free_time(timetable, WEIBO, THURSDAY, []) is None


def test_two_deliveries_nearer_than_the_gap_are_told_at_the_later_one() -> None:
    timetable = timetable_with(30)
    lines = [
        Line(DeliveryId("one"), THURSDAY),
        Line(DeliveryId("near"), THURSDAY + timedelta(minutes=29)),
        Line(DeliveryId("far"), THURSDAY + timedelta(minutes=59)),
        Line(DeliveryId("elsewhere"), THURSDAY, WEIBO),
    ]
    (found,) = conflicts(timetable, lines)
    assert (found.delivery, found.kind, found.other) == ("near", ClashKind.TOO_CLOSE, "one")


@pytest.mark.parametrize("kind", [EditionKind.CORRECTION, EditionKind.WITHDRAWAL, EditionKind.EMERGENCY])
def test_what_is_urgent_stands_in_nobodys_way(kind: EditionKind) -> None:
    timetable = timetable_with(30, QuietDays(frozenset({date(2026, 12, 3)})))
    lines = [Line(DeliveryId("urgent"), THURSDAY + timedelta(minutes=1), kind=kind)]
    assert conflicts(timetable, lines) == []
    assert [each.kind for each in conflicts(timetable, [Line(DeliveryId("plain"), THURSDAY)])] == [ClashKind.QUIET_DAY]


def test_a_time_outside_of_the_signed_window_is_told() -> None:
    timetable = timetable_with()
    hour = timedelta(hours=1)
    early = Line(DeliveryId("early"), THURSDAY, not_before=THURSDAY + hour)
    late = Line(DeliveryId("late"), THURSDAY, not_after=THURSDAY - hour)
    right = Line(DeliveryId("right"), THURSDAY, not_before=THURSDAY, not_after=THURSDAY)
    found = {each.delivery: each.kind for each in conflicts(timetable, [early, late, right])}
    assert found == {"early": ClashKind.OUTSIDE_WINDOW, "late": ClashKind.OUTSIDE_WINDOW}


@pytest.mark.parametrize(
    ("wall", "at", "kind"),
    [
        ("2026-03-29T01:30", "2026-03-29T01:30+00:00", ClashKind.SKIPPED),
        ("2026-10-25 01:30", "2026-10-25T00:30+00:00", ClashKind.REPEATED),
        ("2026-07-01T09:00", "2026-07-01T09:00+00:00", ClashKind.CHANGED),
    ],
)
def test_what_a_change_of_the_clocks_did_to_a_chosen_time_is_told(wall: str, at: str, kind: ClashKind) -> None:
    line = Line(DeliveryId("one"), datetime.fromisoformat(at), planned_zone="Europe/London", planned_wall=wall)
    assert [each.kind for each in conflicts(timetable_with(), [line])] == [kind]


@pytest.mark.parametrize("wall", ["2026-07-01T09:00", "", "soon", "2026-07-01T09:00+02:00"])
def test_a_chosen_time_that_still_holds_or_says_nothing_is_no_conflict(wall: str) -> None:
    at = datetime(2026, 7, 1, 8, tzinfo=UTC)
    line = Line(DeliveryId("one"), at, planned_zone="Europe/London", planned_wall=wall)
    assert conflicts(timetable_with(), [line]) == []
