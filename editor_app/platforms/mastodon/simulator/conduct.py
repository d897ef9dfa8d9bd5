"""How the simulated Mastodon behaves where servers differ: its limits, how long it works on pictures, whom it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

HOUR = 3600.0


@dataclass(slots=True)
class Conduct:
    """Changed behind the counter only."""

    characters: int = 500
    url: int = 23
    pictures: int = 4
    alt: int = 1500
    choices: int = 4
    choice: int = 50
    image_bytes: int = 16_777_216
    looks: int = 0
    """How often a new picture is still being worked on when somebody looks."""
    known: frozenset[str] = frozenset()
    """Handles of people whom the server knows."""
    late: timedelta = timedelta(seconds=0.5)
    key_seconds: float = HOUR
    """How long an Idempotency-Key is remembered."""
    suspended: bool = False
    calls: int = 0
    """Most calls in five minutes; 0 = nobody counts."""


def set_all(conduct: Conduct, told: dict[str, object]) -> None:
    """Set what is named; times in milliseconds.

    Raises:
        ValueError: no such thing, or not of that kind.
    """
    for name, value in told.items():
        if name == "known" and isinstance(value, list):
            conduct.known = frozenset(map(str, value))
        elif name == "late" and isinstance(value, int):
            conduct.late = timedelta(milliseconds=value)
        elif isinstance(getattr(conduct, name, None), int | float) and isinstance(value, int):
            setattr(conduct, name, type(getattr(conduct, name))(value))
        else:
            raise ValueError(f"there is no conduct {name!r} of that kind")
