"""Whether everything that a workspace claims is proved by its own signatures and its own audit log."""

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
from editor_app.domain.text import T
from editor_app.services import duties, proof_reading, renewing, second_signatures, signatures
from editor_app.services.members import confirm_detail, key_subject
from editor_app.storage import audit
from editor_app.storage.export_file import wrong_line
from editor_app.storage.queries import editions, people, renewals, vouched
from editor_app.storage.row_proofs import Unproven

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.domain.edition import Edition, Manifest
    from editor_app.domain.identifiers import EditionId
    from editor_app.domain.member import Member
    from editor_app.domain.text import Text
    from editor_app.services.signatures import Checked
    from editor_app.storage.import_rows import Lines
    from editor_app.storage.snapshot import Snapshot

_ROLE_DEEDS = frozenset({"member.add", "member.found", "member.set_roles"})


def require_proven(snapshot: Snapshot, lines: Lines) -> None:
    """Pass when people, editions, approvals and deliveries are what signatures and audit log say.

    Raises:
        Invalid: the first row that isn't, named by its line.
    """
    for found in unproven(snapshot):
        raise wrong_line(lines.of(found.table, found.key), found.table, found.why)


def unproven(snapshot: Snapshot) -> Iterator[Unproven]:
    """Everything that signatures and audit log don't bear out, each row with the first thing against it.

    Args:
        snapshot: of a workspace whose audit chain was found whole; every embargo is seen through.
    """
    seen = snapshot.unveiled()
    for key in vouched.confirmed_keys(seen):
        yield from _key(seen, KeyId(key))
    for member in people.members(seen):
        yield from _member(seen, member)
    standings = vouched.standings(seen)
    with_deliveries = {standing.edition for standing in standings}
    for edition in vouched.all_editions(seen):
        yield from _Edition(seen, editions.edition_by_id(seen, edition)).unproven(
            must_be_signed=edition in with_deliveries
        )
    for standing in standings:
        yield from _delivery(standing)
    for unsent in vouched.sent_without_attempts(seen):
        yield _forged("delivery", unsent, T("nothing shows that it was sent"))
    yield from second_signatures.unproven(seen)
    for edition in renewals.renewed_editions(seen):
        why = renewing.fault_of(seen, editions.edition_by_id(seen, edition))
        if why is not None:
            yield _forged("renewal", edition, why)


def _key(snapshot: Snapshot, wanted: KeyId) -> Iterator[Unproven]:
    key = people.key_by_id(snapshot, wanted)
    said = [row for row in audit.of_subject(snapshot, key_subject(key)) if row.action == "key.confirm"]
    wants = confirm_detail(key)
    fitting = [row for row in said if wants.items() <= json.loads(row.detail).items()]
    if not fitting:
        yield _forged("member_key", wanted, T("the audit log knows of no confirmation"))
    elif fitting[-1].actor.key != f"member:{key.confirmed_by}":
        yield _forged("member_key", wanted, T("the log names somebody else"))


def _member(snapshot: Snapshot, member: Member) -> Iterator[Unproven]:
    roles: frozenset[Role] = frozenset()
    for row in audit.of_subject(snapshot, Subject("member", member.id)):
        if row.action in _ROLE_DEEDS:
            roles = frozenset(Role(word) for word in json.loads(row.detail)["roles"])
    if roles != member.roles:
        yield _forged("member", member.id, T("the audit log knows other roles"))
        return
    if member.state is MemberState.CONFIRMED:
        key = people.key_of(snapshot, member.id)
        if key is None or key.member != member.id or key.confirmed_at is None or key.revoked_at is not None:
            yield _forged("member", member.id, T("nobody confirmed the key"))


class _Edition:
    """One edition with everything that was signed about it."""

    def __init__(self, snapshot: Snapshot, edition: Edition) -> None:
        self._snapshot, self._edition = snapshot, edition

    def unproven(self, *, must_be_signed: bool) -> Iterator[Unproven]:
        edition = self._edition
        try:
            manifest = signatures.sealed(edition)
        except DeskError:
            yield self._wrong(T("it is not what its digest says"))
            return
        why = self._row_fault(manifest)
        if why is not None:
            yield self._wrong(why)
            return
        deeds = signatures.deeds_of(self._snapshot, edition)
        try:
            decisions = signatures.checked_decisions(self._snapshot, edition, manifest, deeds)
        except DeskError:
            yield self._wrong(T("a signer or a key of it is gone"))
            return
        lines = [row.sequence for row in deeds if row.action == "edition.submit"]
        if lines and not duties.are_of_the_route(self._snapshot, edition, manifest, lines[0]):
            yield self._wrong(T("its stages are not those of its route"))
        forged = [each for one in decisions for each in self._decision(one)]
        yield from forged
        if not forged and (edition.state is EditionState.APPROVED or must_be_signed):
            yield from self._incomplete(manifest, decisions)
        is_returned = any(each.approval.statement.decision is Decision.RETURN for each in decisions)
        if edition.state is EditionState.RETURNED and not is_returned:
            yield self._wrong(T("nobody sent it back"))

    def _row_fault(self, manifest: Manifest) -> Text | None:
        """What differs between the edition's rows and its sealed manifest."""
        edition = self._edition
        said = (manifest.edition, manifest.document, manifest.revision, manifest.kind)
        if said != (edition.id, edition.document, edition.revision, edition.kind):
            return T("it is not what its digest says")
        if vouched.window_of(self._snapshot, edition.id) != (manifest.not_before, manifest.not_after):
            return T("its window is not the one that was signed")
        if not duties.are_sealed(self._snapshot, manifest):
            return T("its stages are not those that were signed")
        sent = [(payload.account, editions.content_digest(payload)) for payload in manifest.payloads]
        if vouched.contents_of(self._snapshot, edition.id) != sent:
            return T("its accounts are not those that were signed")
        return None

    def _decision(self, checked: Checked) -> Iterator[Unproven]:
        said = checked.approval.statement
        key = f"{self._edition.id}|{said.by}"
        if checked.fault is not None:
            yield _forged("approval", key, checked.fault)
        elif vouched.sequence_of(self._snapshot, said.audit_head) is None:
            yield _forged("approval", key, T("it was signed beside another audit log"))

    def _incomplete(self, manifest: Manifest, decisions: Sequence[Checked]) -> Iterator[Unproven]:
        """Every stage signed, by different people, none of whom wrote or submitted it, and nothing overridden alone."""
        edition = self._edition
        near = signatures.authors_of(self._snapshot, edition) | {edition.submitted_by}
        said = [each.approval.statement for each in decisions if each.approves]
        spent = duties.spent_by([each.approval for each in decisions])
        for one in said:
            if one.by in near or one.standing_in in near:
                yield _forged("approval", f"{edition.id}|{one.by}", T("an author or the submitter signed"))
                return
        taken = {digest for one in said for digest in one.overrides}
        if len(set(spent)) != len(spent):
            yield self._wrong(T("one person stands under two stages"))
        elif any(len({one.by for one in said if one.stage == each.ordinal}) < each.needs for each in manifest.stages):
            yield self._wrong(T("a stage lacks its signature"))
        elif not taken.issuperset(manifest.to_override):
            yield self._wrong(T("a finding was overridden by nobody"))
        elif unread := proof_reading.signed_unread(self._snapshot, manifest, said):
            yield _forged("approval", f"{edition.id}|{unread}", T("a proof pass was sealed without reading to the end"))

    def _wrong(self, why: Text) -> Unproven:
        return _forged("edition", self._edition.id, why)


def _delivery(standing: vouched.Standing) -> Iterator[Unproven]:
    if not standing.is_of_these_bytes:
        yield _forged("delivery", standing.id, T("it is of another edition"))
    elif not standing.is_on_record or standing.state not in _states_after(standing):
        yield _forged("delivery", standing.id, T("the audit log knows another state"))


def _forged(table: str, key: EditionId | str, why: Text) -> Unproven:
    return Unproven(table, key, None, why)


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
