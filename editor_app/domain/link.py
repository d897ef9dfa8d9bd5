"""What is known of an address on the open web: whether it leads somewhere, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.domain.text import Text


class LinkState(StrEnum):
    """What a look at an address showed."""

    ALIVE = "alive"
    """A page answers there, or only for a while from elsewhere."""
    MOVED = "moved"
    """The site says that it has another address for good."""
    DEAD = "dead"
    """The site says that there is no such page."""
    UNKNOWN = "unknown"
    """It could not be looked at; nothing is concluded from that."""


@dataclass(frozen=True, slots=True)
class LinkLook:
    """One look at one address."""

    url: str
    """As it stands in the text."""
    state: LinkState
    status: int = 0
    """The last answer's; 0 = there was none."""
    moved_to: str = ""
    """The new address, for `MOVED`."""
    why: Text | None = None
    """Why it could not be looked at, for `UNKNOWN`."""
