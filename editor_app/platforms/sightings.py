"""What a step gave, and what a look for a lost or accepted one shows: apart from the contract, which names them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from editor_app.domain.text import Text


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a done step gave."""

    late: Mapping[str, str] = field(default_factory=dict)
    """New late fields (media URLs, draft ids, rkey …)."""
    remote_id: str = ""
    """Set by public steps: the id of what is public now. The first public step's id is the delivery's."""
    url: str = ""
    answer: str = field(default="", compare=False)
    """SHA-256 of the answer's bytes as they came; empty where nothing answers (a folder)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The lost step did take effect."""

    result: StepResult


@dataclass(frozen=True, slots=True)
class Absent:
    """A consistent read shows that it did not."""

    late: Mapping[str, str] = field(default_factory=dict)
    """Late fields that the read gave anew (an `updated_at`), for the next attempt."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The read can't tell; a person must look."""

    reason: Text
    candidates: tuple[str, ...] = ()
    """Addresses of what it saw that may be ours, the newest first."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The platform has it and hasn't decided yet."""

    reason: Text
    look_after: timedelta
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Denied:
    """The platform had accepted it and refused it then: certainly nothing public."""

    reason: Text
    late: Mapping[str, str] = field(default_factory=dict)
    """Late fields of the refused try that must not be looked up again, emptied."""
    candidates: tuple[str, ...] = ()


Sighting = Found | Absent | Unclear | Pending | Denied
