"""Whether a stored decision still proves what it says: signature, key, role and place in the audit chain."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.approval import Approval, Decision
from editor_app.domain.audit import Subject
from editor_app.domain.duty import ANYBODY
from editor_app.domain.errors import SealBroken
from editor_app.domain.identifiers import MemberId, sha256
from editor_app.domain.member import Role
from editor_app.domain.text import T, Text
from editor_app.services import duties
from editor_app.services.members import confirm_detail, key_subject
from editor_app.services.sealing import fingerprint, is_signature
from editor_app.storage import audit
from editor_app.storage.queries import editions, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.audit import AuditRow
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition, Manifest
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.people import MemberKey


CLOCKS_DIFFER = timedelta(minutes=10)
"""How far the clock of a signer may be from the log's."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A decision and whether it holds."""

    approval: Approval
    fault: Text | None
    """Why it proves nothing; None = it holds."""

    @property
    def approves(self) -> bool:
        """Whether it is a valid yes."""
        return self.fault is None and self.approval.statement.decision is Decision.APPROVE


def deeds_of(snapshot: Snapshot, edition: Edition) -> list[AuditRow]:
    """What the audit log says of an edition, in order: its submission and the decisions on it."""
    return audit.of_subject(snapshot, Subject("edition", edition.id))


def checked_decisions(
    snapshot: Snapshot, edition: Edition, manifest: Manifest, deeds: Sequence[AuditRow]
) -> tuple[Checked, ...]:
    """Every decision on `edition` in the order of signing, each verified from the bytes up.

    Args:
        snapshot: of the moment.
        edition: whose decisions.
        manifest: its own, unsealed.
        deeds: those of `edition` in the same snapshot.
    """
    recorded = _recorded(deeds)
    return tuple(
        Checked(approval, _fault(snapshot, (edition, manifest), approval, recorded))
        for approval in editions.approvals_of(snapshot, edition.id)
    )


def sealed(edition: Edition) -> Manifest:
    """The manifest of an edition.

    Raises:
        SealBroken: the stored bytes are not what was signed.
    """
    try:
        return edition.sealed()
    except ValueError as broken:
        raise SealBroken(
            T("The stored edition is not what its digest says."),
            T("Don't send it; restore a backup, and run `editor-app audit --verify`."),
        ) from broken


def authors_of(snapshot: Snapshot, edition: Edition) -> frozenset[MemberId]:
    """Who wrote the edition's revision, or one before it since the last publication; read from the audit chain."""
    published = editions.published_before(snapshot, edition)
    authors: set[MemberId] = set()
    for row in audit.of_subject(snapshot, Subject("document", edition.document)):
        if row.action not in {"document.create", "document.save"}:
            continue
        author, saved = MemberId(row.actor.key.removeprefix("member:")), json.loads(row.detail)["revision"]
        authors.add(author)
        if saved == edition.revision:
            break
        if saved in published:
            authors.clear()
    return frozenset(authors)


def decision_detail(approval: Approval) -> dict[str, Json]:
    """What the audit log keeps of a decision; ties the row to the very signature."""
    said = approval.statement
    detail: dict[str, Json] = {
        "by": said.by,
        "key": said.key,
        "stage": said.stage,
        "digest": said.digest,
        "signature": sha256(approval.signature),
    }
    return detail if said.standing_in is None else {**detail, "standing_in": said.standing_in}


def _recorded(deeds: Sequence[AuditRow]) -> dict[str, AuditRow]:
    """The audit rows of the edition's decisions by the digest of their signature."""
    decided = [row for row in deeds if row.action in {"edition.approve", "edition.return"}]
    return {str(json.loads(row.detail).get("signature", "")): row for row in decided}


def _fault(
    snapshot: Snapshot, of: tuple[Edition, Manifest], approval: Approval, recorded: dict[str, AuditRow]
) -> Text | None:
    edition, manifest = of
    said = approval.statement
    sealed = (manifest.workspace, edition.document, edition.revision, edition.id, edition.digest)
    if (said.workspace, said.document, said.revision, said.edition, said.digest) != sealed:
        return T("It was signed for another edition.")
    key = people.key_by_id(snapshot, said.key)
    if key.member != said.by:
        return T("The key belongs to somebody else.")
    if not is_signature(key.public_key, approval.signature, said.bytes_to_sign()):
        return T("The signature does not belong to these bytes.")
    row = recorded.get(sha256(approval.signature))
    if row is None or json.loads(row.detail) != decision_detail(approval):
        return T("The audit log knows nothing of this signature.")
    stage = next((each for each in manifest.stages if each.ordinal == said.stage), None)
    if stage is None or said.at > row.at + CLOCKS_DIFFER:
        is_there = stage is not None
        return (
            T("It names a time that was still to come.")
            if is_there
            else T("It was signed for a stage that there is not.")
        )
    terms = stage.terms or ANYBODY
    return fault_in_time(snapshot, (key, terms.role), said.by, row.sequence) or duties.fault_of_deputy(
        snapshot, terms, said, row.at
    )


def fault_in_time(snapshot: Snapshot, needed: tuple[MemberKey, Role], by: MemberId, at: int) -> Text | None:
    """What was wrong with key or member when row `at` of the audit chain was written."""
    key, role = needed
    confirmed = False
    for row in audit.of_subject(snapshot, key_subject(key)):
        if row.sequence > at:
            break
        if row.action == "key.revoke":
            return T("The key had been revoked before.")
        if row.action == "key.confirm":
            said = json.loads(row.detail)
            confirmed = all(said.get(name) == value for name, value in confirm_detail(key).items())
    if not confirmed:
        return T("Nobody had confirmed this key.")
    if role not in _roles_at(snapshot, by, at):
        return T("The signer was no reviewer then.") if role is Role.REVIEWER else T("The signer was no expert then.")
    return None


def _roles_at(snapshot: Snapshot, member: MemberId, at: int) -> frozenset[Role]:
    roles: frozenset[Role] = frozenset()
    for row in audit.of_subject(snapshot, Subject("member", member)):
        if row.sequence > at:
            break
        if row.action in {"member.add", "member.found", "member.set_roles"}:
            roles = frozenset(Role(word) for word in json.loads(row.detail)["roles"])
    return roles


def six_words(snapshot: Snapshot, approval: Approval) -> tuple[str, ...]:
    """The words of the key that a decision was signed with, also when it was replaced since."""
    key = people.key_by_id(snapshot, approval.statement.key)
    return fingerprint(key.public_key, key.box_public_key)
