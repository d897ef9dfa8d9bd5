from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.identifiers import AccountId
from editor_app.domain.timetable import (
    AccountTimes,
    QuietDays,
    RegularTime,
    Timetable,
    as_json,
    day_begins,
    from_json,
    wall_instant,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")

regular_times = some.builds(RegularTime, some.integers(0, 6), some.integers(0, 23), some.integers(0, 59))
times = some.builds(
    AccountTimes,
    some.frozensets(regular_times, max_size=4).map(lambda found: tuple(sorted(found))),
    some.integers(0, 1440).map(lambda minutes: timedelta(minutes=minutes)),
)
timetables = some.builds(
    Timetable,
    some.sampled_from([SHANGHAI, LONDON]),
    some.dictionaries(some.sampled_from([AccountId("a"), AccountId("b")]), times),
    some.sampled_from([None, AccountId("a")]),
    some.builds(QuietDays, some.frozensets(some.dates(), max_size=3), some.frozensets(some.integers(0, 6), max_size=6)),
)


@given(timetables)
def test_a_timetable_comes_back_from_its_kept_form_as_it_was(timetable: Timetable) -> None:
    again = from_json(parsed(canonical(as_json(timetable))), timetable.zone)
    assert again.quiet == timetable.quiet
    assert again.lead == timetable.lead
    assert all(again.of(account) == each for account, each in timetable.accounts.items())


def test_a_workspace_that_never_said_anything_has_no_rules() -> None:
    timetable = from_json(None, SHANGHAI)
    assert (timetable.lead, timetable.quiet) == (None, QuietDays())
    assert timetable.of(AccountId("a")) == AccountTimes()


@pytest.mark.parametrize("value", [{"v": 2}, [], {"v": 1, "accounts": {"a": 7}, "lead": None}, "quiet"])
def test_a_kept_form_of_another_shape_is_an_error(value: object) -> None:
    with pytest.raises(ValueError, match="timetable"):
        from_json(value, SHANGHAI)  # type: ignore[arg-type]


def test_a_week_of_quiet_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        QuietDays(weekdays=frozenset(range(7)))
    assert QuietDays(weekdays=frozenset(range(6))).covers(date(2026, 12, 5))


def test_the_quiet_day_is_the_offices_own_day() -> None:
    timetable = Timetable(SHANGHAI, quiet=QuietDays(frozenset({date(2026, 12, 13)})))
    last_moment_before = datetime(2026, 12, 12, 15, 59, 59, tzinfo=UTC)
    assert not timetable.is_quiet(last_moment_before)
    assert timetable.is_quiet(last_moment_before + timedelta(seconds=1))
    assert timetable.after_quiet(datetime(2026, 12, 13, 1, tzinfo=UTC)) == datetime(2026, 12, 13, 16, tzinfo=UTC)


def test_quiet_days_in_a_row_end_together() -> None:
    timetable = Timetable(SHANGHAI, quiet=QuietDays(frozenset({date(2026, 12, 7)}), frozenset({5, 6})))
    saturday = datetime(2026, 12, 5, 9, tzinfo=SHANGHAI)
    assert timetable.after_quiet(saturday) == datetime(2026, 12, 8, tzinfo=SHANGHAI)


def test_a_wall_time_that_the_clocks_skip_is_no_instant() -> None:
    assert wall_instant(date(2026, 3, 29), time(1, 30), LONDON) is None
    assert wall_instant(date(2026, 3, 30), time(1, 30), LONDON) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_wall_time_that_comes_twice_is_the_earlier_one() -> None:
    assert wall_instant(date(2026, 10, 25), time(1, 30), LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_without_a_midnight_begins_when_the_clocks_change() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    begins = day_begins(date(2026, 3, 29), beirut)
    assert begins.astimezone(beirut).date() == date(2026, 3, 29)
    assert (begins - timedelta(microseconds=1)).astimezone(beirut).date() == date(2026, 3, 28)
