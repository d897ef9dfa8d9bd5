from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode, Page, nudged

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
days = some.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(days)
def test_a_month_is_shown_in_whole_weeks_from_monday(day: date) -> None:
    page = Page(Mode.MONTH, day)
    assert page.days[0].weekday() == 0
    assert len(page.days) == 7 * page.weeks
    inside = [each for each in page.days if page.is_within(each)]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(days=1)).day == 1
    assert day in inside


@given(days, some.sampled_from(Mode), some.integers(-30, 30))
def test_turning_on_and_back_leads_to_the_same_page(day: date, mode: Mode, steps: int) -> None:
    page = Page(mode, day)
    step = 1 if steps > 0 else -1
    turned = page
    for _ in range(abs(steps)):
        turned = turned.stepped(step)
    for _ in range(abs(steps)):
        turned = turned.stepped(-step)
    assert turned.days == page.days


def test_the_last_of_a_long_month_turns_to_the_last_of_a_short_one() -> None:
    assert Page(Mode.MONTH, date(2027, 1, 31)).stepped(1).day == date(2027, 2, 28)
    assert Page(Mode.MONTH, date(2026, 12, 31)).stepped(1).day == date(2027, 1, 31)


def test_a_page_spans_the_offices_days_not_those_of_utc() -> None:
    start, end = Page(Mode.WEEK, date(2026, 12, 3)).span(SHANGHAI)
    assert (start, end) == (datetime(2026, 11, 29, 16, tzinfo=UTC), datetime(2026, 12, 6, 16, tzinfo=UTC))


def test_an_instant_lies_on_the_offices_day_and_hour() -> None:
    at = datetime(2026, 12, 2, 16, 15, tzinfo=UTC)
    assert Page(Mode.MONTH, date(2026, 12, 1)).cell_of(at, SHANGHAI) == Cell(date(2026, 12, 3), WHOLE_DAY)
    assert Page(Mode.WEEK, date(2026, 12, 1)).cell_of(at, SHANGHAI) == Cell(date(2026, 12, 3), 0)


def test_a_drop_on_a_day_keeps_the_wall_time_over_a_change_of_the_clocks() -> None:
    at = datetime(2026, 10, 24, 8, 30, tzinfo=UTC)  # 09:30 in summer time
    dropped = Page(Mode.MONTH, date(2026, 10, 1)).dropped(at, Cell(date(2026, 10, 26), WHOLE_DAY), LONDON)
    assert dropped == datetime(2026, 10, 26, 9, 30, tzinfo=UTC)


def test_a_drop_on_an_hour_keeps_the_minute() -> None:
    at = datetime(2026, 12, 3, 1, 40, tzinfo=UTC)
    dropped = Page(Mode.WEEK, date(2026, 12, 3)).dropped(at, Cell(date(2026, 12, 4), 15), SHANGHAI)
    assert dropped == datetime(2026, 12, 4, 7, 40, tzinfo=UTC)


def test_a_drop_on_an_hour_that_the_clocks_skip_is_no_time() -> None:
    at = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)
    assert Page(Mode.WEEK, date(2026, 3, 27)).dropped(at, Cell(date(2026, 3, 29), 1), LONDON) is None


@pytest.mark.parametrize(("by", "hour"), [(timedelta(days=1), 9), (timedelta(minutes=15), 9), (timedelta(days=-1), 9)])
def test_a_day_more_is_the_same_time_of_day(by: timedelta, hour: int) -> None:
    at = datetime(2026, 10, 24, 8, 0, tzinfo=UTC)
    found = nudged(at, by, LONDON)
    assert found is not None
    assert found.astimezone(LONDON).hour == hour
