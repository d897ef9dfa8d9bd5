"""When to look at an accepted article again: often at first, sparing later, because the looks of a day are counted."""

from __future__ import annotations

from datetime import timedelta

PLAN = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 30, 60, 120, 300, 600, 1200))
"""The gaps between looks (PLATFORMS-CN 1.4): about eight looks a publication, twelve publications in a quota of 100."""
LATER = timedelta(hours=1)
_SHORTEST = timedelta(seconds=5)


def next_look(elapsed: timedelta) -> timedelta:
    """How long to wait for the next look.

    Args:
        elapsed: since it was submitted; so the plan goes on where it was after a restart.
    """
    at = timedelta(0)
    for gap in PLAN:
        at += gap
        if at > elapsed:
            return max(at - elapsed, _SHORTEST)
    return LATER
