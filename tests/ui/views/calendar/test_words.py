from datetime import UTC, date, datetime, timedelta

import pytest

from editor_app.domain.pacing import ClashKind
from editor_app.services.calendars import day_off
from editor_app.ui import i18n
from editor_app.ui.views.calendar import words
from editor_app.ui.views.calendar.pages import Mode, Page
from tests.ui.views.calendar.conftest import SHANGHAI, THURSDAY, Line


def test_a_time_is_said_twice_for_the_office_and_in_utc() -> None:
    assert words.both_times(THURSDAY, SHANGHAI) == "12月3日 周四 09:30 北京时间·UTC 01:30"
    i18n.use_language("en")
    assert words.both_times(THURSDAY, SHANGHAI) == "Thu 3 December 09:30 Beijing time · UTC 01:30"


def test_utc_says_its_date_when_it_is_another_one() -> None:
    assert words.utc_time(datetime(2026, 12, 2, 23, 0, tzinfo=UTC), SHANGHAI) == "UTC 2026-12-02 23:00"


def test_pages_are_named_by_month_or_by_their_first_and_last_day() -> None:
    assert words.page_title(Page(Mode.MONTH, date(2026, 12, 3))) == "2026年12月"
    assert words.page_title(Page(Mode.WEEK, date(2026, 12, 3))) == "2026年11月30日至12月6日"
    i18n.use_language("en")
    assert words.page_title(Page(Mode.WEEK, date(2026, 12, 3))) == "30 November to 6 December 2026"


def test_the_window_is_said_by_the_ends_it_has(line: Line) -> None:
    i18n.use_language("en")
    later = THURSDAY + timedelta(hours=2)
    assert words.window(line("a"), SHANGHAI) == "Approved for any time"
    assert words.window(line("a", not_before=THURSDAY), SHANGHAI) == "Approved from 3 December 09:30 on"
    assert words.window(line("a", not_after=THURSDAY), SHANGHAI) == "Approved until 3 December 09:30"
    both = words.window(line("a", not_before=THURSDAY, not_after=later), SHANGHAI)
    assert both == "Approved from 3 December 09:30 to 3 December 11:30"


@pytest.mark.parametrize("kind", list(ClashKind))
def test_every_conflict_is_said_in_both_languages(kind: ClashKind) -> None:
    chinese = words.clash_words(kind.value)
    i18n.use_language("en")
    assert chinese != words.clash_words(kind.value)


def test_a_holiday_and_the_day_worked_for_it_are_told_apart() -> None:
    holiday, made_up = day_off(date(2026, 2, 15)), day_off(date(2026, 2, 14))
    assert holiday is not None
    assert made_up is not None
    assert (words.day_off(holiday), words.day_off(made_up)) == ("休 春节", "班 春节")
    i18n.use_language("en")
    assert (words.day_off(holiday), words.day_off(made_up)) == ("Spring Festival", "work (Spring Festival)")


def test_a_screen_reader_hears_title_account_state_time_and_what_is_wrong(line: Line) -> None:
    said = words.spoken(line("一"), SHANGHAI, ("当天是停发日。",))
    assert said == "稿件一, 网站, 排队, 12月3日 周四 09:30 北京时间, 当天是停发日。"
