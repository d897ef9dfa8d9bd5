from datetime import timedelta

from editor_app.platforms.wechat.polling import LATER, PLAN, next_look

QUOTA = 100


def test_looks_come_often_at_first_and_hourly_later() -> None:
    assert next_look(timedelta(0)) == timedelta(seconds=5)
    assert next_look(timedelta(seconds=6)) == timedelta(seconds=14)
    assert next_look(sum(PLAN, timedelta(0))) == LATER


def test_twelve_publications_of_forty_minutes_fit_into_the_quota_of_a_day() -> None:
    looks, elapsed = 0, timedelta(0)
    while elapsed < timedelta(minutes=38):
        elapsed += next_look(elapsed)
        looks += 1
    assert looks * 12 <= QUOTA


def test_the_plan_goes_on_where_it_was_after_a_restart() -> None:
    assert next_look(timedelta(minutes=3)) == timedelta(seconds=50)
    assert next_look(timedelta(days=1)) == LATER
