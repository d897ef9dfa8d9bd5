"""Named queries about recall cases: the copies of a document, how each is served, proofs, and who quotes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId, MemberId
from editor_app.domain.recall import Measure
from editor_app.domain.text import T
from editor_app.storage.recall_tables import recall_case, recall_edition, recall_item, recall_proof
from editor_app.storage.tables import account, delivery, document, edition, member, read_back, revision

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work
    from editor_app.storage.queries.recalled import CopyRow

_PREFIX = re.compile(r"[0-9a-f-]{6,36}")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it was opened, and whether it is closed."""

    id: str
    document: DocumentId
    number: str
    title: str
    kind: EditionKind
    reason: str
    opened_by: str
    """Name."""
    opened_at: datetime
    closed_by: str
    """Name; empty while it is open."""
    closed_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One copy of a case."""

    ordinal: int
    delivery: DeliveryId | None
    account: AccountId | None
    account_name: str
    platform: str
    url: str
    remote_id: str
    measure: Measure
    state: DeliveryState | None
    """Of the delivery that brought it out."""
    seen: Verdict | None
    """What the last read-back of that delivery said."""
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServingRow:
    """A delivery that carries out a case for an account, the newest of the account."""

    account: AccountId
    delivery: DeliveryId
    edition: EditionId
    state: DeliveryState
    verdict: Verdict | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProofRow:
    """What a person saw on the platform."""

    ordinal: int
    outcome: str
    link: str
    screenshot: str
    note: str
    by: str
    """Name."""
    at: datetime


def insert_case(work: Work, new: CaseRow, by: MemberId) -> None:
    """Open a case; its audit row is the write's first one."""
    values = {"id": new.id, "document": new.document, "kind": new.kind.value, "reason": new.reason}
    said = {"opened_by": by, "opened_at": work.at, "audit_sequence": work.sequence, "note": ""}
    work.connection.execute(insert(recall_case), {**values, **said})


def insert_item(work: Work, case: str, ordinal: int, copy: CopyRow, measure: Measure) -> None:
    """Add a copy that we sent."""
    work.connection.execute(
        insert(recall_item),
        {
            "recall": case,
            "ordinal": ordinal,
            "delivery": copy.delivery,
            "account": copy.account,
            "url": copy.url,
            "measure": measure.value,
        },
    )


def insert_link(work: Work, case: str, url: str) -> int:
    """Add a repost that is known by its link; gives its number."""
    ordinal = len(items(work, case)) + 1
    values = {"recall": case, "ordinal": ordinal, "url": url, "measure": Measure.BY_HAND.value}
    work.connection.execute(insert(recall_item), {**values, "delivery": None, "account": None})
    return ordinal


def set_measure(work: Work, case: str, ordinal: int, measure: Measure) -> None:
    """Choose what is done about a copy."""
    work.connection.execute(_MEASURE, {"of": case, "at": ordinal, "chosen": measure.value})


def insert_edition(work: Work, case: str, which: EditionId) -> None:
    """Let an edition carry out the case."""
    work.connection.execute(insert(recall_edition), {"edition": which, "recall": case})


def insert_proof(work: Work, case: str, proof: ProofRow, by: MemberId) -> None:
    """Keep what a person saw; its audit row is the write's first one."""
    known = [each for each in proofs(work, case) if each.ordinal == proof.ordinal]
    work.connection.execute(
        insert(recall_proof),
        {
            "recall": case,
            "ordinal": proof.ordinal,
            "number": len(known) + 1,
            "outcome": proof.outcome,
            "link": proof.link,
            "screenshot": proof.screenshot,
            "note": proof.note,
            "by": by,
            "at": work.at,
            "audit_sequence": work.sequence,
        },
    )


def close_case(work: Work, case: str, by: MemberId, note: str) -> None:
    """End a case; the guards look once more whether all is proven."""
    work.connection.execute(_CLOSE, {"of": case, "who": by, "when": work.at, "said": note})


def cases(snapshot: Snapshot, *, open_only: bool) -> list[CaseRow]:
    """Every case, the newest first."""
    chosen = _CASES.where(recall_case.c.closed_at.is_(None)) if open_only else _CASES
    return [_case(row) for row in snapshot.connection.execute(chosen.order_by(recall_case.c.opened_at.desc()))]


def case_by_id(snapshot: Snapshot, wanted: str) -> CaseRow:
    """The case with that id, or with the only id that begins with it (6 characters or more).

    Raises:
        NotFound: none, or several.
    """
    usable = _PREFIX.fullmatch(wanted.lower())
    chosen = _CASES.where(recall_case.c.id.startswith(wanted.lower())).limit(2)
    rows = snapshot.connection.execute(chosen).all() if usable else []
    if len(rows) != 1:
        raise NotFound(T("There is no case {id}.", id=wanted[:40]), T("`editor-app recall list` lists them."))
    return _case(rows[0])


def open_case_of(snapshot: Snapshot, of: DocumentId) -> CaseRow | None:
    """The open case of a document; None = there is none."""
    row = snapshot.connection.execute(
        _CASES.where(recall_case.c.document == of, recall_case.c.closed_at.is_(None))
    ).first()
    return None if row is None else _case(row)


def items(snapshot: Snapshot, case: str) -> list[ItemRow]:
    """The copies of a case in order."""
    return [_item(row) for row in snapshot.connection.execute(_ITEMS, {"of": case})]


def serving(snapshot: Snapshot, case: str) -> dict[AccountId, ServingRow]:
    """The newest delivery for each account that carries out the case."""
    rows = snapshot.connection.execute(_SERVING, {"of": case})
    return {
        AccountId(row.account): ServingRow(
            AccountId(row.account),
            DeliveryId(row.id),
            EditionId(row.edition),
            DeliveryState(row.state),
            Verdict(row.verdict) if row.verdict else None,
            row.read_at,
        )
        for row in rows
    }


def editions_of_case(snapshot: Snapshot, case: str) -> list[tuple[EditionId, EditionState]]:
    """The editions that carry out the case, the oldest first."""
    rows = snapshot.connection.execute(_EDITIONS, {"of": case})
    return [(EditionId(row.id), EditionState(row.state)) for row in rows]


def proofs(snapshot: Snapshot, case: str) -> list[ProofRow]:
    """What people saw, the oldest first."""
    rows = snapshot.connection.execute(_PROOFS, {"of": case})
    return [ProofRow(r.ordinal, r.outcome, r.link, r.screenshot, r.note, r.name, r.at) for r in rows]


def under_recall(snapshot: Snapshot, which: DeliveryId) -> CaseRow | None:
    """The open case that a delivery belongs to: by its document."""
    row = snapshot.connection.execute(
        _CASES.where(recall_case.c.closed_at.is_(None)).where(_BY_DELIVERY), {"which": which}
    ).first()
    return None if row is None else _case(row)


def _case(row: Row[tuple[object, ...]]) -> CaseRow:
    return CaseRow(
        id=row.id,
        document=DocumentId(row.document),
        number=f"{row.year}-{row.ordinal:04d}",
        title=row.title,
        kind=EditionKind(row.kind),
        reason=row.reason,
        opened_by=row.opener,
        opened_at=row.opened_at,
        closed_by=row.closer or "",
        closed_at=row.closed_at,
        note=row.note,
    )


def _item(row: Row[tuple[object, ...]]) -> ItemRow:
    return ItemRow(
        ordinal=row.ordinal,
        delivery=DeliveryId(row.delivery) if row.delivery else None,
        account=AccountId(row.account) if row.account else None,
        account_name=row.name or "",
        platform=row.platform or "",
        url=row.url,
        remote_id=row.remote_id or "",
        measure=Measure(row.measure),
        state=DeliveryState(row.state) if row.state else None,
        seen=Verdict(row.verdict) if row.verdict else None,
        seen_at=row.read_at,
    )


_head = revision.alias("head")
_opener, _closer = member.alias("opener"), member.alias("closer")
_newest_head = (
    select(func.max(revision.c.number)).where(revision.c.document == recall_case.c.document).scalar_subquery()
)
_CASES = (
    select(
        recall_case,
        document.c.year,
        document.c.ordinal,
        _head.c.title,
        _opener.c.name.label("opener"),
        _closer.c.name.label("closer"),
    )
    .select_from(recall_case)
    .join(document, document.c.id == recall_case.c.document)
    .join(_head, (_head.c.document == document.c.id) & (_head.c.number == _newest_head))
    .join(_opener, _opener.c.id == recall_case.c.opened_by)
    .outerjoin(_closer, _closer.c.id == recall_case.c.closed_by)
)
_BY_DELIVERY = recall_case.c.document == (
    select(edition.c.document)
    .join(delivery, delivery.c.edition == edition.c.id)
    .where(delivery.c.id == bindparam("which"))
    .scalar_subquery()
)
_last = read_back.alias("last")
_last_ordinal = (
    select(func.max(read_back.c.ordinal))
    .where(read_back.c.delivery == delivery.c.id)
    .correlate(delivery)
    .scalar_subquery()
)
_is_last = (_last.c.delivery == delivery.c.id) & (_last.c.ordinal == _last_ordinal)
_ITEMS = (
    select(
        recall_item,
        account.c.name,
        account.c.platform,
        delivery.c.state,
        delivery.c.remote_id,
        _last.c.verdict,
        _last.c.at.label("read_at"),
    )
    .select_from(recall_item)
    .outerjoin(account, account.c.id == recall_item.c.account)
    .outerjoin(delivery, delivery.c.id == recall_item.c.delivery)
    .outerjoin(_last, _is_last)
    .where(recall_item.c.recall == bindparam("of"))
    .order_by(recall_item.c.ordinal)
)
_SERVING = (
    select(
        delivery.c.id,
        delivery.c.edition,
        delivery.c.account,
        delivery.c.state,
        _last.c.verdict,
        _last.c.at.label("read_at"),
    )
    .select_from(delivery)
    .join(recall_edition, recall_edition.c.edition == delivery.c.edition)
    .outerjoin(_last, _is_last)
    .where(recall_edition.c.recall == bindparam("of"), delivery.c.state.not_in(["cancelled", "void", "expired"]))
    .order_by(delivery.c.position)
)
_EDITIONS = (
    select(edition.c.id, edition.c.state)
    .select_from(edition)
    .join(recall_edition, recall_edition.c.edition == edition.c.id)
    .where(recall_edition.c.recall == bindparam("of"))
    .order_by(edition.c.number)
)
_PROOFS = (
    select(recall_proof, member.c.name)
    .select_from(recall_proof)
    .join(member, member.c.id == recall_proof.c.by)
    .where(recall_proof.c.recall == bindparam("of"))
    .order_by(recall_proof.c.ordinal, recall_proof.c.number)
)
_MEASURE = (
    update(recall_item)
    .where(recall_item.c.recall == bindparam("of"), recall_item.c.ordinal == bindparam("at"))
    .values(measure=bindparam("chosen"))
)
_CLOSE = (
    update(recall_case)
    .where(recall_case.c.id == bindparam("of"))
    .values(closed_by=bindparam("who"), closed_at=bindparam("when"), note=bindparam("said"))
)
