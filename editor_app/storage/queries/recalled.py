"""Named queries about what a recall is about: the copies of a document, what replaced them, and who quotes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, text

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.storage.queries.documents import PUBLISHED
from editor_app.storage.queries.embargo import title_for
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
    found = snapshot.connection.execute(_REPLACED_BY, {"which": which}).scalar()
    return None if found is None else DeliveryId(found)


def citing(snapshot: Snapshot, besides: DocumentId, addresses: Sequence[str]) -> list[CitingRow]:
    """Documents whose newest text leads to one of the addresses."""
    rows = snapshot.connection.execute(_HEADS, {"besides": besides})
    found = {
        row.id: CitingRow(DocumentId(row.id), f"{row.year}-{row.ordinal:04d}", title_for(snapshot, row.id, row.title))
        for row in rows
        if any(address and address in str(row.content) for address in addresses)
    }
    return list(found.values())


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
_REPLACED_BY = text(
    f"""SELECT w.id FROM delivery o JOIN delivery w ON w.account = o.account AND w.position > o.position
        JOIN edition e ON e.id = w.edition AND e.kind IN ('correction', 'withdrawal')
        JOIN delivery_step s ON s.delivery = w.id AND s.remote_id <> {base("s.remote_id")}
            AND {base("s.remote_id")} = {base("o.remote_id")}
        WHERE o.id = :which AND w.state IN ('sent', 'verified') ORDER BY w.position DESC LIMIT 1"""  # noqa: S608 - ours
)
_own = revision.alias("own")
_HEADS = (
    select(document.c.id, document.c.year, document.c.ordinal, _own.c.title, _own.c.content)
    .select_from(document)
    .join(_own, _own.c.document == document.c.id)
    .where(
        document.c.id != bindparam("besides"),
        _own.c.number
        == select(func.max(revision.c.number)).where(revision.c.document == document.c.id).scalar_subquery(),
    )
    .order_by(document.c.year, document.c.ordinal)
)
