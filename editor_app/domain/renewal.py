"""A new look at an approval that grew old: the same digest, signed again by who may sign its last stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.instants import microseconds

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.approval import Where
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest, EditionId, KeyId, MemberId, WorkspaceId

_DOMAIN = b"press-desk-renewal-v1\0"


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a reviewer says who looked at an approved edition again."""

    workspace: WorkspaceId
    edition: EditionId
    round: int
    """1, 2, 3 …; complete when as many have signed it as the last stage needs."""
    stage: int
    """The last one."""
    digest: Digest
    """Of the edition, as it was approved."""
    by: MemberId
    key: KeyId
    audit_head: str
    at: datetime
    where: Where
    standing_in: MemberId | None = None
    """For whom a deputy looked, who was named for the stage and is away; None = in the own name."""

    def bytes_to_sign(self) -> bytes:
        """The domain-separated canonical bytes under the Ed25519 signature; no approval has the same."""
        fields: dict[str, Json] = {
            "workspace": self.workspace,
            "edition": self.edition,
            "round": self.round,
            "stage": self.stage,
            "digest": self.digest,
            "by": self.by,
            "key": self.key,
            "audit_head": self.audit_head,
            "at": microseconds(self.at),
            "where": self.where.value,
        }
        if self.standing_in is not None:
            fields["standing_in"] = self.standing_in
        return _DOMAIN + canonical(fields)
