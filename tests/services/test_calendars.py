from datetime import date

import pytest

from editor_app.services.calendars import day_off, holidays


@pytest.mark.parametrize(
    ("day", "name", "is_work"),
    [
        (date(2026, 1, 1), "元旦", False),
        (date(2026, 2, 15), "春节", False),
        (date(2026, 2, 23), "春节", False),
        (date(2026, 2, 28), "春节", True),
        (date(2026, 10, 10), "国庆节", True),
    ],
)
def test_holidays_and_make_up_days_are_those_of_the_notice(day: date, name: str, *, is_work: bool) -> None:
    found = day_off(day)
    assert found is not None
    assert (found.name, found.is_work) == (name, is_work)


@pytest.mark.parametrize("day", [date(2026, 2, 24), date(2026, 12, 25), date(2026, 10, 8)])
def test_every_other_day_is_what_its_weekday_says(day: date) -> None:
    assert day_off(day) is None


def test_a_year_that_was_not_published_here_is_unknown_not_free_of_holidays() -> None:
    year = holidays(2027)
    assert (year.is_known, year.days, year.published) == (False, {}, None)
    assert day_off(date(2027, 1, 1)) is None


def test_a_known_year_names_its_source_and_date() -> None:
    year = holidays(2026)
    assert year.is_known
    assert year.source.startswith("https://")
    assert year.published == date(2025, 11, 4)
    assert sum(not day.is_work for day in year.days.values()) == 33
    assert sum(day.is_work for day in year.days.values()) == 6


def test_work_is_made_up_for_on_weekends_only() -> None:
    year = holidays(2026)
    assert all(day.weekday() >= 5 for day, each in year.days.items() if each.is_work)
