"""Named queries about what a recall is about: the copies of a document, what replaced them, and who quotes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Text, bindparam, func, literal_column, select, text, type_coerce

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.documents import PUBLISHED
from editor_app.storage.recall_rules import base
from editor_app.storage.tables import delivery, document, edition, revision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A post of the document that is or was out."""

    delivery: DeliveryId
    edition: EditionId
    account: AccountId
    state: DeliveryState
    remote_id: str
    url: str
    key: str
    kind: EditionKind
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class CitingRow:
    """A document whose newest text leads to a wrong post."""

    document: DocumentId
    number: str
    title: str


def copies(snapshot: Snapshot, of: DocumentId) -> list[CopyRow]:
    """Every post of the document that is out by what we know, the oldest first; changes in place are among them."""
    return [_copy(row) for row in snapshot.connection.execute(_COPIES, {"of": of})]


def waiting(snapshot: Snapshot, of: DocumentId) -> list[DeliveryId]:
    """Ordinary deliveries of the document that wait in the queue."""
    return [DeliveryId(row.id) for row in snapshot.connection.execute(_WAITING, {"of": of})]


def replaced_by(snapshot: Snapshot, which: DeliveryId) -> DeliveryId | None:
    """A later delivery that has changed or taken away the very post that `which` brought out."""
    row = _REPLACED_BY.first(snapshot.connection, {"which": which})
    return None if row is None else DeliveryId(row.id)


def is_recalled(snapshot: Snapshot, which: DeliveryId) -> bool:
    """Whether a case about the delivery's document is open; asked before every claim."""
    return _IS_RECALLED.first(snapshot.connection, {"which": which}) is not None


def citing(snapshot: Snapshot, besides: DocumentId, addresses: Sequence[str]) -> list[CitingRow]:
    """Documents whose newest text leads to one of the addresses."""
    found: dict[str, CitingRow] = {}
    for address in filter(None, addresses):
        rows = snapshot.connection.execute(_LEADING, {"besides": besides, "address": address})
        found |= {r.id: CitingRow(DocumentId(r.id), f"{r.year}-{r.ordinal:04d}", r.title) for r in rows}
    return sorted(found.values(), key=lambda each: each.number)


def _copy(row: Row[tuple[object, ...]]) -> CopyRow:
    return CopyRow(
        DeliveryId(row.id),
        EditionId(row.edition),
        AccountId(row.account),
        DeliveryState(row.state),
        row.remote_id,
        row.url or "",
        row.key,
        EditionKind(row.kind),
        row.received_at,
    )


_of_document = edition.c.document == bindparam("of")
_COPIES = (
    select(delivery, edition.c.kind)
    .select_from(delivery)
    .join(edition, edition.c.id == delivery.c.edition)
    .where(
        _of_document, delivery.c.state.in_([s for s in PUBLISHED if s != "withdrawn"]), edition.c.kind != "withdrawal"
    )
    .order_by(delivery.c.position)
)
_WAITING = (
    select(delivery.c.id)
    .join(edition, edition.c.id == delivery.c.edition)
    .where(_of_document, delivery.c.state == "queued", edition.c.kind.not_in(["correction", "withdrawal"]))
    .order_by(delivery.c.position)
)
_REPLACED_BY = Prepared(
    select(literal_column("w.id").label("id"))
    .select_from(text("delivery AS o CROSS JOIN delivery AS w CROSS JOIN edition AS e CROSS JOIN delivery_step AS s"))
    .where(
        text("o.id = :which AND w.account = o.account AND w.position > o.position AND w.state IN ('sent', 'verified')"),
        text("e.id = w.edition AND e.kind IN ('correction', 'withdrawal') AND s.delivery = w.id"),
        text(f"s.remote_id <> {base('s.remote_id')} AND {base('s.remote_id')} = {base('o.remote_id')}"),
    )
    .order_by(text("w.position DESC"))
    .limit(1)
)
_IS_RECALLED = Prepared(
    select(literal_column("c.id").label("id"))
    .select_from(text("delivery AS d CROSS JOIN edition AS e CROSS JOIN recall_case AS c"))
    .where(text("d.id = :which AND e.id = d.edition AND c.document = e.document AND c.closed_at IS NULL"))
)
_own = revision.alias("own")
_newest = select(func.max(revision.c.number)).where(revision.c.document == document.c.id).scalar_subquery()
_LEADING = (
    select(document.c.id, document.c.year, document.c.ordinal, _own.c.title)
    .select_from(document)
    .join(_own, _own.c.document == document.c.id)
    .where(
        document.c.id != bindparam("besides"),
        _own.c.number == _newest,
        type_coerce(_own.c.content, Text).contains(bindparam("address", type_=Text), autoescape=False),
    )
)
