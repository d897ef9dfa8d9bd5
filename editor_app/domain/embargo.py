"""Embargo: until when a document may not be seen and by whom, what tightens and what loosens it, and the consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import sha256
from editor_app.domain.instants import microseconds
from editor_app.domain.text import T

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest, DocumentId, KeyId, MemberId, WorkspaceId

_DOMAIN = b"press-desk-embargo-v1\0"
VEIL = T("An embargoed document")
"""What stands in the place of a title for those who are not on the list."""


KEPT_BACK = T("The reason is kept for those on the list of its embargo.")
"""Stands where everybody reads, while the reason itself stands in the audit log, which keeps it from the others."""


class Veiled(Refused):
    """The document is under embargo, and whoever asks isn't on its list."""

    code: ClassVar[str] = "embargoed"

    def __init__(self) -> None:
        super().__init__(
            T("This document is under embargo, and you are not on its list."),
            T("Ask an author of it; they see who is on the list with `editor-app embargo show`."),
        )


@dataclass(frozen=True, slots=True)
class Embargo:
    """One step of a document's embargo; the last one in force counts."""

    document: DocumentId
    ordinal: int
    """1, 2, 3 … within the document."""
    until: datetime | None
    """Nothing of it goes out before; None = no time."""
    members: frozenset[MemberId] | None
    """Who may see it; None = every member."""
    reason: str
    by: MemberId
    at: datetime
    is_wish: bool
    """It loosens, and is in force only when a second person has signed it."""
    is_allowed: bool = False
    """A second person has."""

    @property
    def in_force(self) -> bool:
        """Whether it counts."""
        return self.is_allowed or not self.is_wish

    def digest(self, workspace: WorkspaceId) -> Digest:
        """What the second person signs for."""
        fields: dict[str, Json] = {
            "workspace": workspace,
            "document": self.document,
            "ordinal": self.ordinal,
            "until": None if self.until is None else microseconds(self.until),
            "members": None if self.members is None else [*sorted(self.members)],
            "reason": self.reason,
            "by": self.by,
            "at": microseconds(self.at),
        }
        return sha256(canonical(fields))


@dataclass(frozen=True, slots=True)
class Consent:
    """A second person's word that an embargo may be loosened."""

    workspace: WorkspaceId
    document: DocumentId
    ordinal: int
    digest: Digest
    by: MemberId
    key: KeyId
    audit_head: str
    at: datetime

    def bytes_to_sign(self) -> bytes:
        """The domain-separated canonical bytes under the Ed25519 signature; no approval has the same."""
        fields: dict[str, Json] = {
            "workspace": self.workspace,
            "document": self.document,
            "ordinal": self.ordinal,
            "digest": self.digest,
            "by": self.by,
            "key": self.key,
            "audit_head": self.audit_head,
            "at": microseconds(self.at),
        }
        return _DOMAIN + canonical(fields)


def loosens(before: Embargo | None, after: Embargo) -> bool:
    """Whether `after` lets it out sooner, or lets somebody see it who could not."""
    if before is None:
        return False
    sooner = before.until is not None and (after.until is None or after.until < before.until)
    if before.members is None:
        return sooner
    return sooner or after.members is None or not after.members <= before.members
