from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.retention import DAILY, MONTHLY, WEEKLY, kept

TODAY = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)  # a Sunday


def test_after_two_years_of_daily_backups_seven_days_four_weeks_and_twelve_months_are_left() -> None:
    every = [TODAY - timedelta(days=day) for day in range(730)]
    left = sorted(kept(every), reverse=True)
    assert left[:DAILY] == every[:DAILY]
    weeks = {moment.isocalendar()[:2] for moment in left}
    assert {(TODAY - timedelta(weeks=n)).isocalendar()[:2] for n in range(WEEKLY)} <= weeks
    assert len({(moment.year, moment.month) for moment in left}) == MONTHLY
    assert min(left) == datetime(2025, 12, 31, 2, 0, tzinfo=UTC)


def test_of_several_backups_of_a_day_the_newest_stays() -> None:
    hours = [TODAY - timedelta(hours=hour) for hour in range(3)]
    assert kept(hours[:2]) == {TODAY}
    assert kept([]) == frozenset()


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), min_size=1))  # noqa: DTZ001 - zone below
def test_the_newest_stays_nothing_is_invented_and_keeping_twice_keeps_the_same(naive: list[datetime]) -> None:
    moments = [moment.replace(tzinfo=UTC) for moment in naive]
    left = kept(moments)
    assert max(moments) in left
    assert left <= set(moments)
    assert len(left) <= DAILY + WEEKLY + MONTHLY
    assert kept(left) == left
