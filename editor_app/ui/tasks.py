"""One thing that a person must do, as Today, bell and notices show it; apart because several sources make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FIRST, REVIEWS, MINE, COMMENTS, OFFICE = "first", "reviews", "mine", "comments", "office"
SECTIONS: Final = (FIRST, REVIEWS, MINE, COMMENTS, OFFICE)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a person must do, and where."""

    key: str  # tells it from the others, so that new ones can be announced
    section: str
    mark: str
    title: str
    reason: str
    deadline: str
    verb: str
    place: str
    arguments: tuple[tuple[str, str], ...] = ()
    tone: str = "ink"
    spoken: bool = False
    incident: str = ""
    """What has one cause is announced once; empty = it stands for itself."""
    urgent: bool = False
    """It rings: something may be wrong with what readers see or miss."""
    quiet: bool = False
    """A person just did it, or it needs no announcement."""

    @property
    def cause(self) -> str:
        """What it is announced under."""
        return self.incident or self.key
