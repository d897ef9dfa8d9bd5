from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from editor_app.domain.errors import Invalid
from editor_app.domain.instants import instant, instant_from_text, microseconds, wall_text
from tests.domain.made import moments


@given(moments)
def test_an_instant_comes_back_from_its_microseconds(moment: datetime) -> None:
    assert instant(microseconds(moment)) == moment


def test_a_naive_time_is_no_instant() -> None:
    with pytest.raises(ValueError, match="offset"):
        microseconds(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_time_with_an_offset_needs_no_zone() -> None:
    assert instant_from_text("2026-12-04T09:30+08:00", None) == datetime(2026, 12, 4, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "utc_hour"), [("Asia/Shanghai", 1), ("Asia/Urumqi", 3), ("Europe/London", 9), ("America/New_York", 14)]
)
def test_a_local_time_is_read_in_the_zone_that_was_named(zone: str, utc_hour: int) -> None:
    assert instant_from_text("2026-12-04 09:00", ZoneInfo(zone)) == datetime(2026, 12, 4, utc_hour, tzinfo=UTC)


def test_midnight_is_a_time_like_any_other() -> None:
    assert instant_from_text("2026-12-04T00:00", ZoneInfo("Asia/Shanghai")) == datetime(2026, 12, 3, 16, tzinfo=UTC)


def test_a_bare_time_is_refused() -> None:
    with pytest.raises(Invalid, match="time zone"):
        instant_from_text("2026-12-04T09:30", None)


@pytest.mark.parametrize(
    "text",
    ["tomorrow", "2026-13-01T00:00+08:00", "", "2026-12-04", "0001-01-01T00:00+23:00", "9999-12-31T23:59-23:00"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a date"):
        instant_from_text(text, None)


def test_an_hour_that_the_clocks_skip_asks_for_another() -> None:
    with pytest.raises(Invalid, match="put forward"):
        instant_from_text("2027-03-28T01:30", ZoneInfo("Europe/London"))


def test_an_hour_that_happens_twice_asks_for_its_offset() -> None:
    with pytest.raises(Invalid, match="twice"):
        instant_from_text("2026-10-25T01:30", ZoneInfo("Europe/London"))
    assert instant_from_text("2026-10-25T01:30+01:00", ZoneInfo("Europe/London")).hour == 0


def test_a_sentence_says_the_time_as_the_clock_on_the_wall_shows_it() -> None:
    moment = datetime(2026, 12, 1, 16, 5, 59, tzinfo=UTC)
    assert wall_text(moment, ZoneInfo("Asia/Shanghai")) == "2026-12-02 00:05"
