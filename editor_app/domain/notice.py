"""What an emergency says in fields, for machines that warn people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """An emergency in fields."""

    event: str
    """In the language of the text: what the template is called."""
    category: str
    urgency: str
    severity: str
    certainty: str
    response: str
    """What people should do in one word of CAP; empty = the text says it."""
    area: str
    """Empty = the template names no place."""
    onset: datetime | None
    expires: datetime | None
    """None = the template names no end."""
    issuer: str
    hotline: str
    is_exercise: bool
    """Of a practice workspace: nobody must be warned by it."""
