"""How much a platform takes, as it says itself: apart, so that slowing down before the wall is plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.text import Text

LONGEST_PAUSE = timedelta(hours=6)
"""Whatever a platform says, we look again after this time."""
_NEAR = 10
"""Near the wall is a tenth of the ceiling."""
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a platform said beside an answer: how many requests are left until when."""

    remaining: int
    ceiling: int
    resets_at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is asked of an account (or of everything of ours at its host) until then."""

    scope: str
    told_at: datetime
    until: datetime
    reason: Text

    def holds(self, now: datetime) -> bool:
        """Whether it stands; it ends as well when the wall clock was set back behind its beginning."""
        return self.told_at - timedelta(minutes=1) <= now < self.until


def breath(allowance: Allowance, calls: int, now: datetime) -> timedelta:
    """How long to rest before the next delivery, so that the rest of the budget lasts until it is filled again.

    Args:
        allowance: as the platform told it last.
        calls: how many requests one delivery takes.
        now: aware.
    """
    left = min(max(allowance.resets_at - now, _NOTHING), LONGEST_PAUSE)
    if allowance.remaining < calls:
        return left
    if allowance.remaining * _NEAR > allowance.ceiling:
        return _NOTHING
    return left * calls / (allowance.remaining + calls)
