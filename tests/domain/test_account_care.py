from datetime import UTC, date, datetime, timedelta

import pytest

from editor_app.domain.account_care import Silence, is_stale, oldest_stale, silence

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "word"),
    [(0, Silence.NONE), (6, Silence.NONE), (7, Silence.LONG), (9, Silence.LONG), (10, Silence.TOO_LONG),
     (12, Silence.TOO_LONG), (13, Silence.FAILING), (40, Silence.FAILING)],
)  # fmt: skip
def test_a_week_ten_days_and_thirteen_are_said_apart(days: int, word: Silence) -> None:
    assert silence(NOW - timedelta(days=days), NOW) == (days, word)
    assert silence(NOW - timedelta(days=days, hours=23), NOW) == (days, word)


def test_a_clock_that_was_set_back_makes_no_silence() -> None:
    assert silence(NOW + timedelta(days=3), NOW) == (0, Silence.NONE)


def test_what_was_read_more_than_180_days_ago_is_not_trusted() -> None:
    today = date(2026, 11, 28)
    assert not is_stale("2026-06-01", today)
    assert is_stale("2026-05-31", today)
    assert oldest_stale(("2026-06-01", "2026-05-31", "2025-01-01"), today) == "2025-01-01"
    assert oldest_stale(("2026-06-01",), today) == ""
    assert oldest_stale((), today) == ""
