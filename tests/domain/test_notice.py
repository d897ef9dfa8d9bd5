"""A notice is a plain value: it says what it doesn't know by empty fields."""

from dataclasses import FrozenInstanceError

import pytest

from tests.platforms.alarm import HEALTH, WEATHER


def test_a_notice_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        WEATHER.area = "elsewhere"  # type: ignore[misc]
    assert (HEALTH.onset, HEALTH.expires) == (None, None)
