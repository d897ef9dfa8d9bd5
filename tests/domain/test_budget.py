from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.budget import LONGEST_PAUSE, Allowance, Pause, breath
from editor_app.domain.text import Text

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)


def in_seconds(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_far_from_the_wall_nothing_waits() -> None:
    assert breath(Allowance(301, 3000, in_seconds(300)), 5, NOW) == timedelta(0)


def test_near_the_wall_the_rest_is_spread_over_the_time_that_is_left() -> None:
    assert breath(Allowance(295, 3000, in_seconds(300)), 5, NOW) == timedelta(seconds=5)


def test_what_does_not_suffice_for_a_delivery_waits_until_the_budget_is_filled_again() -> None:
    assert breath(Allowance(4, 3000, in_seconds(300)), 5, NOW) == timedelta(seconds=300)
    assert breath(Allowance(0, 3000, in_seconds(9e6)), 5, NOW) == LONGEST_PAUSE
    assert breath(Allowance(0, 3000, in_seconds(-5)), 5, NOW) == timedelta(0)


@given(st.integers(1, 500), st.integers(1, 20), st.integers(1, 20_000))
def test_whoever_keeps_the_breaths_never_meets_the_wall(remaining: int, calls: int, seconds: int) -> None:
    """Deliveries one after the other, each preceded by its breath, until the budget is filled again."""
    now, left, ends = NOW, remaining, in_seconds(seconds)
    while now < ends:
        now += breath(Allowance(left, 500, ends), calls, now)
        if now < ends:
            left -= calls
        assert left >= 0
        now += timedelta(milliseconds=500)


def test_a_pause_ends_at_its_time_or_when_the_clock_was_set_back_behind_it() -> None:
    pause = Pause("account:a", NOW, in_seconds(600), Text("slow down"))
    assert pause.holds(NOW)
    assert pause.holds(in_seconds(599))
    assert not pause.holds(in_seconds(600))
    assert not pause.holds(NOW - timedelta(hours=1))
