"""Who has a document open just now, and what they do with it; a sign of life, never a lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import MemberId

SeatId = NewType("SeatId", str)
"""One window of a member."""
BEAT: Final = timedelta(seconds=15)
"""How often a window says that it is still there."""
FORGOTTEN: Final = timedelta(seconds=60)
"""After so long without a sign, nobody is taken to be there."""


class Doing(StrEnum):
    """What somebody does with a document."""

    WRITING = "writing"
    """Typed within the last minute."""
    OPEN = "open"
    REVIEWING = "reviewing"
    QUEUE = "queue"
    """Looks at its deliveries."""


@dataclass(frozen=True, slots=True)
class Present:
    """A window in which a member has a document open."""

    member: MemberId
    name: str
    seat: SeatId
    doing: Doing
    since: datetime
