"""Whether everything that a foreign workspace claims is proved by its own signatures and its own audit log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import TRANSITIONS
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import KeyId
from editor_app.domain.member import MemberState, Role
from editor_app.domain.text import T, Text
from editor_app.services import duties, signatures
from editor_app.services.members import confirm_detail, key_subject
from editor_app.storage import audit
from editor_app.storage.export_file import wrong_line
from editor_app.storage.queries import editions, people, vouched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.edition import Edition, Manifest
    from editor_app.domain.identifiers import EditionId
    from editor_app.domain.member import Member
    from editor_app.services.signatures import Checked
    from editor_app.storage.import_rows import Lines
    from editor_app.storage.snapshot import Snapshot

_ROLE_DEEDS = frozenset({"member.add", "member.found", "member.set_roles"})


def require_proven(snapshot: Snapshot, lines: Lines) -> None:
    """Pass when people, editions, approvals and deliveries are what signatures and audit log say.

    Raises:
        Invalid: the first row that isn't, named by its line.
    """
    _Vouching(snapshot, lines).require_all()


class _Vouching:
    """One look over a workspace whose audit chain was found whole."""

    def __init__(self, snapshot: Snapshot, lines: Lines) -> None:
        self._snapshot, self._lines = snapshot.unveiled(), lines

    def require_all(self) -> None:
        for key in vouched.confirmed_keys(self._snapshot):
            self._require_key(KeyId(key))
        for member in people.members(self._snapshot):
            self._require_member(member)
        standings = vouched.standings(self._snapshot)
        with_deliveries = {standing.edition for standing in standings}
        for edition in vouched.all_editions(self._snapshot):
            self._require_edition(edition, must_be_signed=edition in with_deliveries)
        for standing in standings:
            self._require_delivery(standing)
        for unproven in vouched.sent_without_attempts(self._snapshot):
            raise self._forged("delivery", unproven, T("nothing shows that it was sent"))

    def _require_key(self, wanted: KeyId) -> None:
        key = people.key_by_id(self._snapshot, wanted)
        said = (row for row in audit.of_subject(self._snapshot, key_subject(key)) if row.action == "key.confirm")
        wants = confirm_detail(key)
        if not any(wants.items() <= json.loads(row.detail).items() for row in said):
            raise self._forged("member_key", wanted, T("the audit log knows of no confirmation"))

    def _require_member(self, member: Member) -> None:
        roles: frozenset[Role] = frozenset()
        for row in audit.of_subject(self._snapshot, Subject("member", member.id)):
            if row.action in _ROLE_DEEDS:
                roles = frozenset(Role(word) for word in json.loads(row.detail)["roles"])
        if roles != member.roles:
            raise self._forged("member", member.id, T("the audit log knows other roles"))
        if member.state is MemberState.CONFIRMED:
            key = people.key_of(self._snapshot, member.id)
            if key is None or key.member != member.id or key.confirmed_at is None or key.revoked_at is not None:
                raise self._forged("member", member.id, T("nobody confirmed the key"))

    def _require_edition(self, wanted: EditionId, *, must_be_signed: bool) -> None:
        edition = editions.edition_by_id(self._snapshot, wanted)
        try:
            manifest = signatures.sealed(edition)
        except DeskError as broken:
            raise self._forged("edition", wanted, T("it is not what its digest says")) from broken
        said = (manifest.edition, manifest.document, manifest.revision, manifest.kind)
        if said != (edition.id, edition.document, edition.revision, edition.kind):
            raise self._forged("edition", wanted, T("it is not what its digest says"))
        if not duties.are_sealed(self._snapshot, manifest):
            raise self._forged("edition", wanted, T("its stages are not those that were signed"))
        deeds = signatures.deeds_of(self._snapshot, edition)
        decisions = signatures.checked_decisions(self._snapshot, edition, manifest, deeds)
        for each in decisions:
            self._require_decision(edition, each)
        if edition.state is EditionState.APPROVED or must_be_signed:
            self._require_complete(edition, manifest, decisions)
        is_returned = any(each.approval.statement.decision is Decision.RETURN for each in decisions)
        if edition.state is EditionState.RETURNED and not is_returned:
            raise self._forged("edition", wanted, T("nobody sent it back"))

    def _require_decision(self, edition: Edition, checked: Checked) -> None:
        said = checked.approval.statement
        key = f"{edition.id}|{said.by}"
        if checked.fault is not None:
            raise self._forged("approval", key, checked.fault)
        if vouched.sequence_of(self._snapshot, said.audit_head) is None:
            raise self._forged("approval", key, T("it was signed beside another audit log"))

    def _require_complete(self, edition: Edition, manifest: Manifest, decisions: Sequence[Checked]) -> None:
        """Every stage signed, by different people, none of whom wrote or submitted it, and nothing overridden alone."""
        near = signatures.authors_of(self._snapshot, edition) | {edition.submitted_by}
        said = [each.approval.statement for each in decisions if each.approves]
        spent = duties.spent_by([each.approval for each in decisions])
        if len(set(spent)) != len(spent):
            raise self._forged("edition", edition.id, T("one person stands under two stages"))
        for one in said:
            if one.by in near or one.standing_in in near:
                raise self._forged("approval", f"{edition.id}|{one.by}", T("an author or the submitter signed"))
        for stage in manifest.stages:
            if len({one.by for one in said if one.stage == stage.ordinal}) < stage.needs:
                raise self._forged("edition", edition.id, T("a stage lacks its signature"))
        taken = {digest for one in said for digest in one.overrides}
        if not taken.issuperset(manifest.to_override):
            raise self._forged("edition", edition.id, T("a finding was overridden by nobody"))

    def _require_delivery(self, standing: vouched.Standing) -> None:
        if not standing.is_of_these_bytes:
            raise self._forged("delivery", standing.id, T("it is of another edition"))
        if not standing.is_on_record or standing.state not in _states_after(standing):
            raise self._forged("delivery", standing.id, T("the audit log knows another state"))

    def _forged(self, table: str, key: str, why: Text) -> DeskError:
        return wrong_line(self._lines.of(table, key), table, why)


def _states_after(standing: vouched.Standing) -> frozenset[str]:
    """What the row of its last move allows: the state that it names, else those that its deed leads to."""
    to = json.loads(standing.detail).get("to")
    if to is not None:
        return frozenset({str(to)})
    if standing.action == "delivery.queue":
        return frozenset({"queued", "held"})
    return frozenset(
        after.value for (_before, event), after in TRANSITIONS.items() if standing.action == f"delivery.{event.value}"
    )
