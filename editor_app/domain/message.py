"""Answers to readers' messages: what may become of one, and how long one may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.instants import BootInstant
    from editor_app.domain.text import Text

ReplyId = NewType("ReplyId", str)
_KEY_DIGITS = 16


class Outcome(StrEnum):
    """What became of an answer; there is none until the platform said something."""

    DONE = "done"
    REFUSED = "refused"
    """Certainly without effect."""
    UNKNOWN = "unknown"
    """No certain answer came: it is looked up before anything is sent again."""
    ABSENT = "absent"
    """It was looked up and is not there."""


OUTCOME_WORDS: dict[Outcome | None, Text] = {
    None: T("being sent"),
    Outcome.DONE: T("answered"),
    Outcome.REFUSED: T("refused"),
    Outcome.UNKNOWN: T("outcome unknown"),
    Outcome.ABSENT: T("not there"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of the desk as it stands on record."""

    id: ReplyId
    delivery: DeliveryId
    message: str
    """What it answers, as the platform calls it."""
    mark: str
    words: str
    by: str
    """Name."""
    at: datetime
    boot: BootInstant
    outcome: Outcome | None = None
    """None = the answer of the platform has not come, or the program ended before."""
    remote_id: str = ""
    url: str = ""
    reason: Text | None = None

    @property
    def key(self) -> str:
        """The same in every attempt, and of no other answer."""
        return sha256(self.id.encode())[:_KEY_DIGITS]

    @property
    def is_open(self) -> bool:
        """Whether it may be public without our knowing."""
        return self.outcome in {None, Outcome.UNKNOWN}
