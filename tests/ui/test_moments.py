from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from editor_app.ui import i18n, moments

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 28, 7, 42, tzinfo=UTC)


def test_a_day_is_said_as_in_the_language_spoken() -> None:
    assert moments.date_text(date(2018, 12, 29)) == "12月29日 星期六"
    i18n.use_language("en")
    assert moments.date_text(date(2018, 12, 29)) == "Saturday 29 December"


def test_near_moments_name_the_day_and_far_ones_the_date() -> None:
    assert moments.when(NOW, NOW, BEIJING) == "15:42"
    assert moments.when(NOW - timedelta(days=1), NOW, BEIJING) == "昨天 15:42"
    assert moments.when(NOW + timedelta(days=1), NOW, BEIJING) == "明天 15:42"
    assert moments.when(NOW - timedelta(days=9), NOW, BEIJING) == "11月19日 15:42"
    assert moments.when(NOW - timedelta(days=400), NOW, BEIJING) == "2025-10-24"


def test_midnight_in_the_office_decides_what_yesterday_is() -> None:
    before = datetime(2026, 11, 27, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
    after = datetime(2026, 11, 27, 16, 1, tzinfo=UTC)
    assert moments.when(before, after, BEIJING) == "昨天 23:59"


def test_waiting_is_told_in_the_largest_whole_unit() -> None:
    assert moments.since(NOW - timedelta(minutes=10), NOW) == "10 分钟"
    assert moments.since(NOW - timedelta(hours=5), NOW) == "5 小时"
    assert moments.since(NOW - timedelta(days=3), NOW) == "3 天"
    assert moments.since(NOW + timedelta(minutes=1), NOW) == "0 分钟"


def test_zones_of_the_country_have_names_and_others_their_city() -> None:
    assert moments.zone_word("Asia/Shanghai") == "北京时间"
    assert moments.zone_word("America/New_York") == "New York"
