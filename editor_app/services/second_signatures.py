"""Signatures beside the stages: second looks at emergencies, consents to loosened embargoes; each verified anew."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import sha256
from editor_app.domain.member import Role
from editor_app.domain.text import T
from editor_app.services import signatures
from editor_app.services.sealing import is_signature
from editor_app.storage import audit
from editor_app.storage.queries import documents, editions, embargo, emergency, people, settings, vouched
from editor_app.storage.row_proofs import Unproven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.embargo import Consent
    from editor_app.domain.emergency import Settlement
    from editor_app.domain.identifiers import DocumentId, KeyId, MemberId, WorkspaceId
    from editor_app.domain.text import Text
    from editor_app.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature with everything by which it is judged."""

    by: MemberId
    key: KeyId
    content: bytes
    """What was signed."""
    signature: bytes
    audit_head: str
    line: int
    """Of the audit log, on which it stands."""
    role: Role = Role.REVIEWER
    """That the signer needed."""


def unproven(snapshot: Snapshot) -> Iterator[Unproven]:
    """Each of them that proves nothing, with the reason."""
    itself = settings.workspace_itself(snapshot)
    if itself is None:
        return
    workspace = itself.id
    for edition in vouched.settled_editions(snapshot):
        kept = emergency.settlement_of(snapshot, workspace, edition)
        why = _fault_of_settlement(snapshot, kept) if kept is not None else None
        if kept is not None and why is not None:
            yield Unproven("settlement", edition, kept[2], why)
    for document in vouched.embargoed_documents(snapshot):
        yield from _consents(snapshot, workspace, document)


def fault(snapshot: Snapshot, one: Signed) -> Text | None:
    """Why a signature proves nothing; None = signer, key, role, bytes and line of the log fit together."""
    try:
        key = people.key_by_id(snapshot, one.key)
    except DeskError:
        return T("its key is gone")
    if key.member != one.by:
        return T("The key belongs to somebody else.")
    if not is_signature(key.public_key, one.signature, one.content):
        return T("The signature does not belong to these bytes.")
    rows = audit.rows(snapshot, one.line - 1, 1)
    if not rows or json.loads(rows[0].detail).get("signature") != sha256(one.signature):
        return T("The audit log knows nothing of this signature.")
    if vouched.sequence_of(snapshot, one.audit_head) is None:
        return T("it was signed beside another audit log")
    return signatures.fault_in_time(snapshot, (key, one.role), one.by, one.line)


def _fault_of_settlement(snapshot: Snapshot, kept: tuple[Settlement, bytes, int]) -> Text | None:
    said, signature, line = kept
    edition = editions.edition_by_id(snapshot, said.edition)
    if said.digest != edition.digest:
        return T("It was signed for another edition.")
    signers = {each.statement.by for each in editions.approvals_of(snapshot, edition.id)}
    if said.by in signatures.authors_of(snapshot, edition) | signers | {edition.submitted_by}:
        return T("the second look is not another person's")
    return fault(snapshot, Signed(said.by, said.key, said.bytes_to_sign(), signature, said.audit_head, line))


def _consents(snapshot: Snapshot, workspace: WorkspaceId, document: DocumentId) -> Iterator[Unproven]:
    steps = {each.ordinal: each for each in embargo.steps_of(snapshot, document)}
    authors = {each.author for each in documents.revisions(snapshot, document)}
    lines = vouched.lines_of_consents(snapshot, document)
    for ordinal, (said, signature) in embargo.consents_of(snapshot, workspace, document).items():
        step, line = steps.get(ordinal), lines[ordinal]
        if step is None or step.digest(workspace) != said.digest:
            why: Text | None = T("It was signed for other terms.")
        elif said.by in authors | {step.by}:
            why = T("the consent is not another person's")
        else:
            why = fault(snapshot, _of(said, signature, line))
        if why is not None:
            yield Unproven("embargo_consent", f"{document}|{ordinal}", line, why)


def _of(said: Consent, signature: bytes, line: int) -> Signed:
    return Signed(said.by, said.key, said.bytes_to_sign(), signature, said.audit_head, line)
