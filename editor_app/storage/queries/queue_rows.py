"""What a publisher sees of the queue: a row for each delivery with its account, attempts and last verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, select

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.domain.text import T, Text, text_from_json
from editor_app.storage.tables import account, attempt, delivery, edition, read_back, revision

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Row, Select

    from editor_app.storage.database import Snapshot

PAGE = 200


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One line of the queue."""

    id: DeliveryId
    edition: EditionId
    edition_number: int
    digest: str
    document: DocumentId
    title: str
    account: AccountId
    account_name: str
    platform: str
    state: DeliveryState
    planned_at: datetime
    planned_zone: str
    next_try_at: datetime
    received_at: datetime | None
    attempts: int
    remote_id: str
    url: str
    verdict: Verdict | None
    """Of the latest read-back."""
    reason: Text | None
    position: int


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which rows to show."""

    edition: EditionId | None = None
    states: Collection[DeliveryState] = ()
    """Empty = all."""
    before: int | None = None
    """Only rows with a smaller position: the next page."""
    limit: int = PAGE


def rows(snapshot: Snapshot, chosen: QueueFilter) -> list[DeliveryRow]:
    """Rows from the newest queueing to the oldest, at most `chosen.limit`; the last row's position asks for more."""
    statement = _ROWS
    if chosen.edition:
        statement = statement.where(delivery.c.edition == chosen.edition)
    if chosen.states:
        statement = statement.where(delivery.c.state.in_([state.value for state in chosen.states]))
    if chosen.before is not None:
        statement = statement.where(delivery.c.position < chosen.before)
    found = snapshot.connection.execute(statement.order_by(delivery.c.position.desc()).limit(chosen.limit))
    return [_row(row) for row in found]


def one_row(snapshot: Snapshot, wanted: DeliveryId) -> DeliveryRow:
    """The line of one delivery.

    Raises:
        NotFound: no such delivery.
    """
    found = snapshot.connection.execute(_ROWS.where(delivery.c.id == bindparam("id")), {"id": wanted}).first()
    if found is None:
        raise NotFound(T("There is no delivery {id}.", id=wanted), T("`editor-app status` lists them."))
    return _row(found)


def counts(snapshot: Snapshot) -> dict[DeliveryState, int]:
    """How many deliveries stand in each state; states without any are left out."""
    return {DeliveryState(state): number for state, number in snapshot.connection.execute(_COUNTS)}


def waiting_behind(snapshot: Snapshot, wanted: DeliveryId) -> list[DeliveryRow]:
    """Queued deliveries to the same account that wait for this one to be resolved."""
    this = delivery.alias("this")
    later = _ROWS.join(this, and_(this.c.account == delivery.c.account, this.c.position < delivery.c.position)).where(
        this.c.id == bindparam("id"), delivery.c.state == "queued"
    )
    return [_row(found) for found in snapshot.connection.execute(later.limit(PAGE), {"id": wanted})]


def _rows_statement() -> Select[tuple[object, ...]]:
    tries = (
        select(func.count()).select_from(attempt).where(attempt.c.delivery == delivery.c.id).correlate(delivery)
    ).scalar_subquery()
    newer = read_back.alias("newer")
    last = select(func.max(newer.c.ordinal)).where(newer.c.delivery == delivery.c.id).correlate(delivery)
    return (
        select(
            delivery,
            edition.c.number.label("edition_number"),
            edition.c.document.label("document"),
            revision.c.title.label("title"),
            account.c.name.label("account_name"),
            account.c.platform.label("platform"),
            tries.label("attempts"),
            read_back.c.verdict.label("verdict"),
        )
        .select_from(delivery)
        .join(edition, edition.c.id == delivery.c.edition)
        .join(revision, revision.c.id == edition.c.revision)
        .join(account, account.c.id == delivery.c.account)
        .outerjoin(
            read_back, and_(read_back.c.delivery == delivery.c.id, read_back.c.ordinal == last.scalar_subquery())
        )
    )


def _row(row: Row[tuple[object, ...]]) -> DeliveryRow:
    return DeliveryRow(
        id=DeliveryId(row.id),
        edition=EditionId(row.edition),
        edition_number=row.edition_number,
        digest=row.digest,
        document=DocumentId(row.document),
        title=row.title,
        account=AccountId(row.account),
        account_name=row.account_name,
        platform=row.platform,
        state=DeliveryState(row.state),
        planned_at=row.planned_at,
        planned_zone=row.planned_zone,
        next_try_at=row.next_try_at,
        received_at=row.received_at,
        attempts=row.attempts,
        remote_id=row.remote_id or "",
        url=row.url or "",
        verdict=Verdict(row.verdict) if row.verdict else None,
        reason=text_from_json(row.reason) if row.reason else None,
        position=row.position,
    )


_ROWS = _rows_statement()
_COUNTS = select(delivery.c.state, func.count()).group_by(delivery.c.state)
