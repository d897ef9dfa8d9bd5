from __future__ import annotations

from datetime import UTC, datetime

import pytest

from editor_app.cli.times import named_zone, slot_or_none, time_or_none
from editor_app.domain.errors import Invalid


def test_a_local_time_is_read_in_its_zone() -> None:
    assert time_or_none("2026-12-04 09:00", "Asia/Shanghai") == datetime(2026, 12, 4, 1, tzinfo=UTC)
    assert time_or_none("", "Asia/Shanghai") is None


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "Asia/"])
def test_a_zone_that_does_not_exist_is_said_in_words(name: str) -> None:
    with pytest.raises(Invalid, match="no time zone"):
        named_zone(name)


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_they_repeat_asks_which() -> None:
    with pytest.raises(Invalid, match="put forward"):
        time_or_none("2027-03-14T02:30", "America/New_York", "later")
    with pytest.raises(Invalid, match="happens twice"):
        time_or_none("2026-11-01T01:30", "America/New_York")
    earlier, later = (time_or_none("2026-11-01T01:30", "America/New_York", fold) for fold in ("earlier", "later"))
    assert earlier == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert later == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    with pytest.raises(Invalid, match="neither earlier nor later"):
        time_or_none("2026-11-01T01:30", "America/New_York", "second")


def test_a_slot_keeps_the_wall_time_and_its_zone_as_they_were_written() -> None:
    slot = slot_or_none("2026-12-04 00:00", "Asia/Urumqi", "")
    assert slot is not None
    assert (slot.at, slot.zone, slot.wall) == (
        datetime(2026, 12, 3, 18, tzinfo=UTC), "Asia/Urumqi", "2026-12-04 00:00"
    )  # fmt: skip
    assert slot_or_none("", "Asia/Urumqi", "") is None
