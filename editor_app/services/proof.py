"""The last look before a byte leaves: what would be sent is exactly what was signed, by whom it had to be signed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import NotFound, PicturesAway, SealBroken, Unavailable
from editor_app.domain.text import T, Text
from editor_app.domain.words import state_words
from editor_app.services import duties, renewing, signatures
from editor_app.storage import audit
from editor_app.storage.queries import accounts, editions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.audit import AuditRow
    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.domain.identifiers import AccountId, EditionId
    from editor_app.services.signatures import Checked
    from editor_app.storage.database import Snapshot
    from editor_app.storage.workspaces import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """What may be sent now."""

    payload: Payload
    manifest: Manifest
    account: Account
    """Where it goes."""
    use_until: datetime | None = None
    """The approval's latest time of use; None = as long as the window."""


def require_sendable(
    snapshot: Snapshot, store: Store, edition: EditionId, account: AccountId, late: Collection[str] = ()
) -> Proof:
    """What `account` may be sent of `edition`, after every signature, digest and byte was verified again.

    Args:
        snapshot: of the moment.
        store: whose media are hashed again.
        edition: approved, or it is refused.
        account: one of the edition's.
        late: names of the late fields that have arisen; only those of the payload's closed list may.

    Raises:
        SealBroken: the first thing that differs from what was signed.
    """
    found = editions.edition_by_id(snapshot, edition)
    manifest = signatures.sealed(found)
    if found.state is not EditionState.APPROVED:
        raise _broken(T("The edition is not approved ({state}).", state=state_words(found.state)))
    case = _Case(snapshot, found, manifest, signatures.deeds_of(snapshot, found))
    _require_signatures(case)
    if manifest.use_hours:
        renewing.require_holding(snapshot, found)
    submitted = _require_row(case, store)
    try:
        payload = manifest.payload_for(account)
    except KeyError:
        raise _broken(T("The edition is not for this account.")) from None
    reached = _require_account(snapshot, submitted, payload)
    _require_media(store, payload)
    strange = [name for name in late if not any(fnmatchcase(name, known) for known in payload.late)]
    if strange:
        raise _broken(T("The late field {name} is not on the signed list.", name=strange[0]))
    return Proof(payload, manifest, reached, duties.use_until(snapshot, manifest))


@dataclass(frozen=True, slots=True)
class _Case:
    """What is proved, and what the audit log says of it: read once, asked several times."""

    snapshot: Snapshot
    edition: Edition
    manifest: Manifest
    deeds: Sequence[AuditRow]


def _require_row(case: _Case, store: Store) -> AuditRow:
    """The audit row of the edition's submission, when its row and lists are those that were signed."""
    edition, manifest = case.edition, case.manifest
    signed = (manifest.workspace, manifest.edition, manifest.document, manifest.revision, manifest.kind)
    if signed != (store.info.id, edition.id, edition.document, edition.revision, edition.kind):
        raise _broken(T("The edition's row names another workspace, document or revision than was signed."))
    if not duties.are_sealed(case.snapshot, manifest):
        raise _broken(T("The stages are not those that were signed."))
    if editions.accounts_of(case.snapshot, edition.id) != [payload.account for payload in manifest.payloads]:
        raise _broken(T("The accounts are not those that were signed."))
    submitted = _submission(case)
    if submitted is None or submitted.actor.key != f"member:{edition.submitted_by}":
        raise _broken(T("The audit log knows another submission."))
    if not duties.are_of_the_route(case.snapshot, edition, manifest, submitted.sequence):
        raise _broken(T("The stages are not those that the route had at submission."))
    return submitted


def _require_signatures(case: _Case) -> None:
    decisions = signatures.checked_decisions(case.snapshot, case.edition, case.manifest, case.deeds)
    for each in decisions:
        if each.fault is not None:
            raise _broken(T("A signature of stage {stage} does not hold: {why}", stage=_stage(each), why=each.fault))
        if each.approval.statement.decision is Decision.RETURN:
            raise _broken(T("A reviewer sent this edition back."))
    _require_different_people(case, decisions)
    for stage in case.manifest.stages:
        if sum(_stage(each) == stage.ordinal for each in decisions) < stage.needs:
            raise _broken(T("The stage {name} lacks a signature.", name=stage.name))
    _require_overrides(case.manifest, decisions)


def _require_different_people(case: _Case, decisions: Sequence[Checked]) -> None:
    near = signatures.authors_of(case.snapshot, case.edition) | {case.edition.submitted_by}
    if any(each.approval.statement.by in near for each in decisions):
        raise _broken(T("An author or the submitter signed."))
    signers = duties.spent_by([each.approval for each in decisions])
    if near.intersection(signers):
        raise _broken(T("A deputy signed for an author or the submitter."))
    if len(set(signers)) != len(signers):
        raise _broken(T("One person signed two stages."))


def _require_overrides(manifest: Manifest, decisions: Sequence[Checked]) -> None:
    taken = {digest for each in decisions for digest in each.approval.statement.overrides}
    left = [digest for digest in manifest.to_override if digest not in taken]
    if left:
        raise _broken(T("No reviewer took the finding {digest} upon himself.", digest=left[0][:12]))


def _require_account(snapshot: Snapshot, submitted: AuditRow, payload: Payload) -> Account:
    """The account, when it leads to whom it led when the edition was submitted."""
    account = accounts.account_by_id(snapshot, payload.account)
    if (account.platform, account.remote_uid) != (payload.platform, payload.remote_uid):
        raise _broken(T("The account {name} is connected to somebody else than was signed.", name=account.name))
    if account.url != _address_at(submitted.sequence, snapshot, account):
        raise _broken(T("The address of the account {name} was changed after submission.", name=account.name))
    return account


def _address_at(sequence: int, snapshot: Snapshot, account: Account) -> str:
    address = ""
    for row in audit.of_subject(snapshot, Subject("account", account.id)):
        if row.sequence > sequence:
            break
        address = str(json.loads(row.detail).get("url", address))
    return address


def _submission(case: _Case) -> AuditRow | None:
    """The audit row of this very edition's submission."""
    submitted = (row for row in case.deeds if row.action == "edition.submit")
    return next((row for row in submitted if json.loads(row.detail).get("digest") == case.edition.digest), None)


def _require_media(store: Store, payload: Payload) -> None:
    for sealed in payload.media:
        try:
            content = store.media.read(sealed.digest)
        except PicturesAway:
            raise  # nothing is known to be wrong: it is tried again
        except (NotFound, Unavailable) as broken:
            raise _broken(broken.message) from broken
        if len(content) != sealed.size:
            raise _broken(T("The picture {number} has another size than was signed.", number=sealed.ordinal))


def require_in_window(manifest: Manifest, now: datetime, use_until: datetime | None = None) -> None:
    """Pass when `now` lies inside the signed window, and not after the approval's latest time of use.

    Raises:
        SealBroken: before it begins or after it has ended.
    """
    if manifest.not_before is not None and now < manifest.not_before:
        raise _broken(T("It may not go out yet: the signed window has not begun."))
    if manifest.not_after is not None and now > manifest.not_after:
        raise _broken(T("It may not go out any more: the signed window has ended."))
    if use_until is not None and now > use_until:
        raise SealBroken(duties.TOO_OLD.message, duties.TOO_OLD.next_step)


def _stage(checked: Checked) -> int:
    return checked.approval.statement.stage


def _broken(what: Text) -> SealBroken:
    return SealBroken(what, T("Nothing was sent. Submit the document again, so that it is signed as it is now."))
