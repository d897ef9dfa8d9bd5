"""How an account is looked after: how long it was silent, how fresh what is known of its platform's limits is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WARNED_AHEAD = timedelta(days=7)
"""So long before its end a token, a term or a silence is called near."""
FRESH_FOR = timedelta(days=180)
"""So long what was read of a platform's limit is trusted."""
NEVER_CHECKED = "0001-01-01"
"""Stands for the day of a limit that nobody has read on any page; it is stale from the first day."""
FAILING_DAYS = 14
"""Without an update in two weeks before a check, an account fails it: 国办秘函〔2019〕19号, read 2026-10-12."""


class Silence(StrEnum):
    """How long an account has published nothing; figures of the same check tables, some counties take ten days."""

    NONE = "none"
    LONG = "long"
    """A week: something should be planned."""
    TOO_LONG = "too_long"
    """Ten days, where the stricter local rule calls it failing."""
    FAILING = "failing"
    """Thirteen days: tomorrow it fails everywhere."""


def silence(since: datetime, now: datetime) -> tuple[int, Silence]:
    """Whole days without an update, and what that means."""
    days = max(0, (now - since) // timedelta(days=1))
    for least, word in ((13, Silence.FAILING), (10, Silence.TOO_LONG), (7, Silence.LONG)):
        if days >= least:
            return days, word
    return days, Silence.NONE


def is_stale(checked_on: str, today: date) -> bool:
    """Whether a limit was read or measured too long ago to be trusted.

    Args:
        checked_on: ISO date.
        today: of the office.

    Raises:
        ValueError: it is no date.
    """
    return today - date.fromisoformat(checked_on) > FRESH_FOR


def oldest_stale(checked: Iterable[str], today: date) -> str:
    """The oldest of these dates that is too long ago; empty = all are fresh."""
    return min((each for each in checked if is_stale(each, today)), default="")
