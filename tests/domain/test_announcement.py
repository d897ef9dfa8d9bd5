from datetime import UTC, datetime

import pytest

from editor_app.domain.announcement import Announcement

NOW = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
"""In Beijing it is the first of December already."""


@pytest.mark.parametrize(
    ("per", "at", "began"),
    [
        ("day", NOW, datetime(2026, 11, 30, 16, tzinfo=UTC)),
        ("month", NOW, datetime(2026, 11, 30, 16, tzinfo=UTC)),
        ("month", NOW.replace(hour=15), datetime(2026, 10, 31, 16, tzinfo=UTC)),
        ("day", NOW.replace(hour=15), datetime(2026, 11, 29, 16, tzinfo=UTC)),
    ],
)
def test_days_and_months_begin_at_midnight_in_beijing(per: str, at: datetime, began: datetime) -> None:
    assert Announcement(4, per).began(at) == began
