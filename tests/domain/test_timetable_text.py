from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from editor_app.domain.errors import Invalid
from editor_app.domain.timetable import RegularTime
from editor_app.domain.timetable_text import dates, dates_text, regular_times, walls, walls_text, weekdays

minutes = some.builds(time, some.integers(0, 23), some.integers(0, 59))


@given(some.frozensets(minutes, max_size=6))
def test_times_of_day_come_back_as_they_were_written(times: frozenset[time]) -> None:
    assert walls(walls_text(times)) == tuple(sorted(times))


@given(some.frozensets(some.dates(), max_size=6))
def test_dates_come_back_as_they_were_written(days: frozenset[date]) -> None:
    assert dates(dates_text(days)) == days


@pytest.mark.parametrize("text", ["9:00 17:30", "17:30,09:00", "09:00、17:30", "09：00 17：30 9:00"])
def test_people_write_times_in_many_ways(text: str) -> None:
    assert walls(text) == (time(9), time(17, 30))


@pytest.mark.parametrize("text", ["mon-wed 09:00", "周一至周三 9:00", "Monday, Tue, 周三 09:00", "一 二 三 09:00"])
def test_days_of_the_week_are_known_in_both_languages(text: str) -> None:
    assert regular_times(text) == tuple(RegularTime(day, 9, 0) for day in range(3))


def test_a_range_of_days_may_pass_over_the_weekend() -> None:
    assert weekdays("fri-mon") == {4, 5, 6, 0}
    assert weekdays("周六、周日") == {5, 6}
    assert weekdays("") == frozenset()


def test_times_without_days_are_meant_for_every_day() -> None:
    assert {each.weekday for each in regular_times("09:00")} == set(range(7))


@pytest.mark.parametrize("text", ["24:00", "9", "09:60", "soon", "09:00h"])
def test_what_is_no_time_of_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match=f"“{text}” is not a time"):
        walls(text)


@pytest.mark.parametrize("text", ["moon 09:00", "mon", "", "mon-foo 09:00", "mon 09:00 tue"])
def test_what_is_no_regular_time_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        regular_times(text)


def test_what_is_no_date_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="“2026-13-01” is not a date"):
        dates("2026-12-13 2026-13-01")
