"""Approval: routes of stages, who may decide, and the exact bytes that a decision signs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.duty import ANYBODY, Terms
from editor_app.domain.errors import Refused
from editor_app.domain.instants import microseconds
from editor_app.domain.member import Deed, Member, require
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import EditionKind
    from editor_app.domain.identifiers import (
        Digest,
        DocumentId,
        EditionId,
        KeyId,
        MemberId,
        RevisionId,
        RouteId,
        WorkspaceId,
    )
    from editor_app.domain.variant_read import VariantRead

_DOMAIN = b"press-desk-approval-v1\0"


class StageKind(StrEnum):
    """What a stage asks of its person."""

    REVIEW = "review"
    """审: a signature over the bytes; drawn as a square seal."""
    PROOF = "proof"
    """校: a reading pass, signed likewise; drawn as a circle."""


class Decision(StrEnum):
    """What a reviewer can say."""

    APPROVE = "approve"
    RETURN = "return"


class Where(StrEnum):
    """Where a signature was made."""

    WINDOW = "window"
    COMMAND_LINE = "command_line"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a route."""

    ordinal: int
    """1, 2, 3 …: the order in which they sign."""
    kind: StageKind
    name: str
    """终审 …: shown and frozen on the record."""
    duty: str
    """What this reviewer answers for, one sentence."""
    needs: int = 1
    """How many members must approve."""
    terms: Terms = ANYBODY
    """Who may, and by when."""


@dataclass(frozen=True, slots=True)
class Route:
    """A named order of stages; data that an admin edits."""

    id: RouteId
    name: str
    stages: tuple[Stage, ...]
    kinds: frozenset[EditionKind]
    """For which editions it may be chosen."""
    use_hours: int = 0
    """How long an approval may wait for its use; past it the edition needs a new look. 0 = as long as its window."""
    is_retired: bool = False
    """Not chosen any more; what was submitted with it goes on."""

    @property
    def persons(self) -> int:
        """How many people it takes besides who wrote and who submitted."""
        return sum(stage.needs for stage in self.stages)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one decision says: everything that its signature covers."""

    workspace: WorkspaceId
    document: DocumentId
    revision: RevisionId
    edition: EditionId
    stage: int
    digest: Digest
    decision: Decision
    by: MemberId
    key: KeyId
    audit_head: str
    """Hash of the last audit row that the signer had seen."""
    at: datetime
    where: Where
    opened: tuple[str, ...]
    """Accounts whose variant was opened before deciding, sorted."""
    overrides: tuple[Digest, ...]
    """Digests of the findings overridden, sorted."""
    reason: str
    standing_in: MemberId | None = None
    """For whom a deputy signs; None = in the own name."""
    read: tuple[VariantRead, ...] = ()
    """What was read to its end outside the desk, in the manifest's order; for a proof stage signed by packet."""

    def bytes_to_sign(self) -> bytes:
        """The domain-separated canonical bytes under the Ed25519 signature."""
        fields: dict[str, Json] = {
            "workspace": self.workspace,
            "document": self.document,
            "revision": self.revision,
            "edition": self.edition,
            "stage": self.stage,
            "digest": self.digest,
            "decision": self.decision.value,
            "by": self.by,
            "key": self.key,
            "audit_head": self.audit_head,
            "at": microseconds(self.at),
            "where": self.where.value,
            "opened": list(self.opened),
            "overrides": list(self.overrides),
            "reason": self.reason,
        }
        if self.standing_in is not None:
            fields["standing_in"] = self.standing_in
        if self.read:
            fields["read"] = [each.as_json() for each in self.read]
        return _DOMAIN + canonical(fields)


@dataclass(frozen=True, slots=True)
class Approval:
    """A signed decision."""

    statement: Statement
    signature: bytes
    """Ed25519, 64 bytes."""


def next_stage(needs: Collection[tuple[int, int]], approvals: Collection[Approval]) -> int | None:
    """The ordinal of the stage that waits; None = every stage is signed.

    Args:
        needs: (ordinal, how many approvals) of every stage.
        approvals: the decisions on this edition so far.
    """
    for ordinal, wanted in sorted(needs):
        signed = {
            a.statement.by
            for a in approvals
            if a.statement.stage == ordinal and a.statement.decision is Decision.APPROVE
        }
        if len(signed) < wanted:
            return ordinal
    return None


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Who is too near to a document to approve it, and who has signed already."""

    authors: frozenset[MemberId]
    """Everybody who wrote a revision since the last publication."""
    submitter: MemberId
    signers: frozenset[MemberId]
    """Those whom a deputy signed for among them."""

    @property
    def all(self) -> frozenset[MemberId]:
        """Everybody who has no signature left to give."""
        return self.authors | self.signers | {self.submitter}


def require_four_eyes(member: Member, near: Bystanders) -> None:
    """Pass when `member` may decide on the edition.

    Raises:
        Refused: no reviewer, an author, the submitter, or already the signer of another stage.
    """
    require(member, Deed.DECIDE)
    elsewhere = T("Ask another reviewer to decide.")
    if member.id in near.authors:
        raise Refused(T("{name} wrote this document and can't approve it.", name=member.name), elsewhere)
    if member.id == near.submitter:
        raise Refused(T("{name} submitted this edition and can't approve it.", name=member.name), elsewhere)
    if member.id in near.signers:
        raise Refused(T("{name} has signed another stage of this edition.", name=member.name), elsewhere)
