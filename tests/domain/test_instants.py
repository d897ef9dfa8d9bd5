from __future__ import annotations

import os
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Invalid
from editor_app.domain.instants import Fold, Wall, instant, instant_from_text, microseconds, wall_kind, wall_text
from tests.domain.made import moments

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def test_an_hour_that_happens_twice_is_taken_when_it_is_said_which() -> None:
    london, text = ZoneInfo("Europe/London"), "2026-10-25T01:30"
    assert instant_from_text(text, london, Fold.EARLIER) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant_from_text(text, london, Fold.LATER) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert instant_from_text("2026-10-25T03:30", london, Fold.LATER) == datetime(2026, 10, 25, 3, 30, tzinfo=UTC)


ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "Europe/London", "America/New_York", "UTC"]).map(ZoneInfo)
WALLS = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2030-12-31")).map(
    lambda wall: wall.replace(second=0, microsecond=0)
)


@given(WALLS, ZONES, st.sampled_from(Fold), st.sampled_from(["", "UTC", "Asia/Shanghai", "America/New_York"]))
def test_the_wall_time_that_was_chosen_is_kept_in_every_zone_whatever_the_machines_is(
    wall: datetime, zone: ZoneInfo, fold: Fold, machine: str
) -> None:
    """C9: stored is UTC with the zone, and the clock on the wall shows what was written."""
    with machine_in(machine):
        kind = wall_kind(wall, zone)
        if kind is Wall.SKIPPED:
            with pytest.raises(Invalid, match="put forward"):
                instant_from_text(wall.isoformat(timespec="minutes"), zone, fold)
            return
        moment = instant(microseconds(instant_from_text(wall.isoformat(timespec="minutes"), zone, fold)))
        assert moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall
        assert moment.astimezone(zone).fold == (kind is Wall.TWICE and fold is Fold.LATER)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), ZONES)
def test_midnight_is_a_slot_like_any_other(day: date, zone: ZoneInfo) -> None:
    moment = instant_from_text(f"{day.isoformat()}T00:00", zone, Fold.EARLIER)
    assert wall_text(moment, zone) == f"{day.isoformat()} 00:00"


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    """A machine whose own time zone is that; empty = it says none."""
    before = os.environ.pop("TZ", None)
    if zone:
        os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ", None)
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def test_a_sentence_says_the_time_as_the_clock_on_the_wall_shows_it() -> None:
    moment = datetime(2026, 12, 1, 16, 5, 59, tzinfo=UTC)
    assert wall_text(moment, ZoneInfo("Asia/Shanghai")) == "2026-12-02 00:05"
