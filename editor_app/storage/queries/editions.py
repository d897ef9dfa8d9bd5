"""Named queries about editions, their stages, and the approvals on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from editor_app.domain.approval import Approval, Decision, Stage, StageKind, Statement, Where
from editor_app.domain.canonical import canonical
from editor_app.domain.duty import ANYBODY
from editor_app.domain.edition import Edition, EditionKind, EditionState, payload_as_json
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import (
    AccountId,
    Digest,
    DocumentId,
    EditionId,
    KeyId,
    MemberId,
    RevisionId,
    RouteId,
    WorkspaceId,
    new_id,
    sha256,
)
from editor_app.domain.text import T
from editor_app.storage.duty_tables import signed_for
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries import duties, embargo, packet_readings
from editor_app.storage.queries.documents import PUBLISHED
from editor_app.storage.tables import approval, delivery, edition, edition_account, edition_stage, workspace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.edition import Payload
    from editor_app.domain.variant_read import VariantRead
    from editor_app.storage.database import Snapshot, Work

_PREFIX = re.compile(r"[0-9a-f-]{6,36}")


def insert_edition(work: Work, new: Edition, stages: tuple[Stage, ...]) -> None:
    """Add an edition with its stages and its accounts, which the manifest names."""
    sealed = new.sealed()
    work.connection.execute(
        _INSERT,
        {
            "id": new.id,
            "document": new.document,
            "revision": new.revision,
            "number": new.number,
            "kind": new.kind.value,
            "state": new.state.value,
            "digest": new.digest,
            "manifest": new.manifest,
            "not_before": sealed.not_before,
            "not_after": sealed.not_after,
            "route": new.route,
            "submitted_by": new.submitted_by,
            "submitted_at": new.submitted_at,
        },
    )
    work.connection.execute(_INSERT_STAGE, [_stage_values(new.id, each) for each in stages])
    duties.insert_terms(work, new.id, sealed)
    work.connection.execute(
        _INSERT_ACCOUNT,
        [
            {
                "edition": new.id,
                "account": each.account,
                "ordinal": ordinal,
                "content_digest": content_digest(each),
            }
            for ordinal, each in enumerate(sealed.payloads, 1)
        ],
    )


def content_digest(payload: Payload) -> Digest:
    """Digest of what one account receives; equal when the same content is sent there again."""
    return sha256(canonical(payload_as_json(payload)))


def edition_by_id(snapshot: Snapshot, text: str) -> Edition:
    """The edition with that id, or with at least six characters of its beginning.

    Raises:
        NotFound: no such edition.
        Invalid: the beginning fits several.
    """
    rows = _BY_ID.rows(snapshot.connection, {"wanted": text})
    if not rows and _PREFIX.fullmatch(text.lower()):
        rows = snapshot.connection.execute(_BY_PREFIX, {"prefix": text.lower()}).all()
    if not rows:
        embargo.require_shown(snapshot, "edition", text)
        raise NotFound(T("There is no edition “{name}”.", name=text), T("See the editions with `editor-app status`."))
    if len(rows) > 1:
        raise Invalid(T("“{name}” fits several editions.", name=text), T("Write more of the id."))
    embargo.require_seen(snapshot, rows[0].document)
    return _edition(rows[0])


def kind_and_end(snapshot: Snapshot, of: EditionId) -> tuple[EditionKind, datetime | None]:
    """Its kind and the end of its window, from the row alone: a first look that the proof of the seal repeats.

    Raises:
        NotFound: no such edition.
    """
    row = _KIND_AND_END.first(snapshot.connection, {"wanted": of})
    if row is None:
        raise NotFound(T("There is no edition “{name}”.", name=of), T("See the editions with `editor-app status`."))
    return EditionKind(row.kind), row.not_after


def editions_of(snapshot: Snapshot, of: DocumentId) -> list[Edition]:
    """Every edition of a document, oldest first."""
    embargo.require_seen(snapshot, of)
    return [_edition(row) for row in snapshot.connection.execute(_OF_DOCUMENT, {"document": of})]


def next_edition_number(snapshot: Snapshot, of: DocumentId) -> int:
    """1 for the first edition of a document, and so on."""
    number: int = snapshot.connection.execute(_NEXT_NUMBER, {"document": of}).scalar_one()
    return number


def waiting_editions(snapshot: Snapshot) -> list[Edition]:
    """Every edition in review that the reader may see, the longest waiting first."""
    hidden = embargo.hidden(snapshot)
    return [_edition(row) for row in snapshot.connection.execute(_WAITING) if row.document not in hidden]


def last_published_edition(snapshot: Snapshot, of: DocumentId) -> Edition | None:
    """The newest edition of which at least one delivery is out."""
    row = snapshot.connection.execute(_PUBLISHED, {"document": of}).first()
    return _edition(row) if row else None


def published_before(snapshot: Snapshot, edition: Edition) -> frozenset[RevisionId]:
    """The revisions of the document's earlier editions of which at least one delivery is out."""
    earlier = {"document": edition.document, "number": edition.number}
    return frozenset(RevisionId(row.revision) for row in _PUBLISHED_BEFORE.rows(snapshot.connection, earlier))


def set_edition_state(work: Work, which: EditionId, state: EditionState) -> None:
    """Move an edition on."""
    work.connection.execute(_SET_STATE, {"which": which, "state": state.value})


def void_open(work: Work, of: DocumentId) -> list[EditionId]:
    """Void what is in review of a document; returns what was voided."""
    found = [EditionId(row.id) for row in work.connection.execute(_IN_REVIEW, {"document": of})]
    for each in found:
        set_edition_state(work, each, EditionState.VOID)
    return found


def stages_of(snapshot: Snapshot, of: EditionId) -> tuple[Stage, ...]:
    """The stages as they stood at submission, in order."""
    rows = _STAGES.rows(snapshot.connection, {"edition": of})
    terms = duties.terms_of_stages(snapshot, of)
    return tuple(
        Stage(row.ordinal, StageKind(row.kind), row.name, row.duty, row.needs, terms.get(row.ordinal, ANYBODY))
        for row in rows
    )


def accounts_of(snapshot: Snapshot, of: EditionId) -> list[AccountId]:
    """The accounts of an edition, in the order of its manifest."""
    return [AccountId(row.account) for row in _ACCOUNTS.rows(snapshot.connection, {"edition": of})]


def insert_approval(work: Work, new: Approval) -> None:
    """Add a signed decision (the guards look at it once more)."""
    said = new.statement
    work.connection.execute(
        _INSERT_APPROVAL,
        {
            "id": new_id(),
            "edition": said.edition,
            "stage": said.stage,
            "decision": said.decision.value,
            "by": said.by,
            "key": said.key,
            "digest": said.digest,
            "audit_head": said.audit_head,
            "at": said.at,
            "made_in": said.where.value,
            "opened": list(said.opened),
            "overrides": list(said.overrides),
            "reason": said.reason,
            "signature": new.signature,
        },
    )


def approvals_of(snapshot: Snapshot, of: EditionId) -> list[Approval]:
    """Every decision on an edition, in the order of its stages and times."""
    rows = _APPROVALS.rows(snapshot.connection, {"edition": of})
    read = packet_readings.reads_of(snapshot, of) if rows else {}
    return [_approval(row, read.get(MemberId(row.by), ())) for row in rows]


def _stage_values(of: EditionId, stage: Stage) -> dict[str, str | int]:
    return {
        "edition": of,
        "ordinal": stage.ordinal,
        "kind": stage.kind.value,
        "name": stage.name,
        "duty": stage.duty,
        "needs": stage.needs,
    }


def _edition(row: Row[tuple[object, ...]]) -> Edition:
    return Edition(
        id=EditionId(row.id),
        document=DocumentId(row.document),
        revision=RevisionId(row.revision),
        number=row.number,
        kind=EditionKind(row.kind),
        state=EditionState(row.state),
        digest=Digest(row.digest),
        manifest=row.manifest,
        route=RouteId(row.route),
        submitted_by=MemberId(row.submitted_by),
        submitted_at=row.submitted_at,
    )


def _approval(row: Row[tuple[object, ...]], read: tuple[VariantRead, ...]) -> Approval:
    statement = Statement(
        workspace=WorkspaceId(row.workspace),
        document=DocumentId(row.document),
        revision=RevisionId(row.revision),
        edition=EditionId(row.edition),
        stage=row.stage,
        digest=Digest(row.digest),
        decision=Decision(row.decision),
        by=MemberId(row.by),
        key=KeyId(row.key),
        audit_head=row.audit_head,
        at=row.at,
        where=Where(row.made_in),
        opened=tuple(row.opened),
        overrides=tuple(Digest(each) for each in row.overrides),
        reason=row.reason,
        standing_in=MemberId(row.principal) if row.principal else None,
        read=read,
    )
    return Approval(statement, row.signature)


_INSERT = insert(edition)
_INSERT_STAGE = insert(edition_stage)
_INSERT_ACCOUNT = insert(edition_account)
_INSERT_APPROVAL = insert(approval)
_BY_ID = Prepared(select(edition).where(edition.c.id == bindparam("wanted")))
_KIND_AND_END = Prepared(select(edition.c.kind, edition.c.not_after).where(edition.c.id == bindparam("wanted")))
_BY_PREFIX = select(edition).where(edition.c.id.startswith(bindparam("prefix"))).limit(2)
_OF_DOCUMENT = select(edition).where(edition.c.document == bindparam("document")).order_by(edition.c.number)
_NEXT_NUMBER = select(func.coalesce(func.max(edition.c.number), 0) + 1).where(
    edition.c.document == bindparam("document")
)
_in_review: ColumnElement[bool] = literal_column("state = 'in_review'")  # in the words of its partial index
_WAITING = select(edition).where(_in_review).order_by(edition.c.submitted_at)
_PUBLISHED = (
    select(edition)
    .where(
        edition.c.document == bindparam("document"),
        exists().where(and_(delivery.c.edition == edition.c.id, delivery.c.state.in_(PUBLISHED))),
    )
    .order_by(edition.c.number.desc())
    .limit(1)
)
_PUBLISHED_BEFORE = Prepared(
    select(edition.c.revision).where(
        edition.c.document == bindparam("document"),
        edition.c.number < bindparam("number"),
        exists().where(
            delivery.c.edition == edition.c.id, or_(*(delivery.c.state == literal(state) for state in PUBLISHED))
        ),
    )
)
_SET_STATE = update(edition).where(edition.c.id == bindparam("which")).values(state=bindparam("state"))
_IN_REVIEW = select(edition.c.id).where(edition.c.document == bindparam("document"), _in_review)
_STAGES = Prepared(
    select(edition_stage).where(edition_stage.c.edition == bindparam("edition")).order_by(edition_stage.c.ordinal)
)
_ACCOUNTS = Prepared(
    select(edition_account.c.account)
    .where(edition_account.c.edition == bindparam("edition"))
    .order_by(edition_account.c.ordinal)
)
_APPROVALS = Prepared(
    select(approval, edition.c.document, edition.c.revision, workspace.c.id.label("workspace"), signed_for.c.principal)
    .select_from(approval)
    .join(edition, edition.c.id == approval.c.edition)
    .join(workspace, workspace.c.one == 1)
    .outerjoin(signed_for, and_(signed_for.c.edition == approval.c.edition, signed_for.c.by == approval.c.by))
    .where(approval.c.edition == bindparam("edition"))
    .order_by(approval.c.stage, approval.c.at)
)
