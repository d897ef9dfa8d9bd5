"""The boot clock moves on, and says what it rests on."""

from datetime import UTC

import pytest

from editor_app.services import clock
from editor_app.services.clock import SystemClock


def test_the_wall_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_the_boot_clock_never_runs_backwards_within_one_boot() -> None:
    first, second = SystemClock().boot(), SystemClock().boot()
    assert first.boot == second.boot
    assert second.microseconds >= first.microseconds > 0


def test_a_system_without_a_proven_boot_clock_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    proven = str(clock.boot_clock_words())
    monkeypatch.setattr(clock, "counts_sleep", lambda: False)
    clock._boot_id.cache_clear()
    try:
        reading = SystemClock().boot()
        assert reading.boot.startswith("process-")
        assert str(clock.boot_clock_words()) != proven
    finally:
        clock._boot_id.cache_clear()
