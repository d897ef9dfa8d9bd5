"""What a check found: where, how grave, and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import Digest, sha256

if TYPE_CHECKING:
    from editor_app.domain.identifiers import AccountId
    from editor_app.domain.text import Text


class Severity(StrEnum):
    """What a finding does to an edition."""

    BLOCK = "block"
    """Never passes."""
    OVERRIDE = "override"
    """May be submitted; a reviewer's signature must carry its digest, never the author's."""
    WARN = "warn"
    """May be accepted by the submitter with a reason, which becomes part of the manifest."""
    NOTE = "note"
    """Good to know; nothing has to be done."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a variant: a field, and for the body a line and column (1-based; 0 = the whole field)."""

    field: str
    line: int = 0
    column: int = 0
    length: int = 0
    excerpt: str = ""
    """The words meant, at most 80 characters."""

    def __str__(self) -> str:
        """`body:12:3` for machines; people are shown words made from the fields."""
        return f"{self.field}:{self.line}:{self.column}" if self.line else self.field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found in one variant."""

    rule: str
    """The file name of the rule."""
    severity: Severity
    place: Place
    message: Text
    fix: Text | None = None
    """What to do; None when the message says it."""
    account: AccountId | None = None
    """None = found in the master."""
    replacement: str | None = None
    """What to put in place of the excerpt when one click can mend it."""

    @property
    def digest(self) -> Digest:
        """Stays the same as long as the rule finds the same words in the same field of the same account."""
        return sha256(
            canonical([self.rule, self.account or "", self.place.field, self.place.excerpt, self.message.msgid])
        )
