from __future__ import annotations

from datetime import UTC, datetime

import pytest

from editor_app.cli.times import named_zone, time_or_none
from editor_app.domain.errors import Invalid


def test_a_local_time_is_read_in_its_zone() -> None:
    assert time_or_none("2026-12-04 09:00", "Asia/Shanghai") == datetime(2026, 12, 4, 1, tzinfo=UTC)
    assert time_or_none("", "Asia/Shanghai") is None


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "Asia/"])
def test_a_zone_that_does_not_exist_is_said_in_words(name: str) -> None:
    with pytest.raises(Invalid, match="no time zone"):
        named_zone(name)
