"""What a publisher sees of the queue: a row for each delivery with its account, attempts and last verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, case, exists, false, func, or_, select, text

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.domain.text import T, Text, text_from_json
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.embargo import document_of, title_for
from editor_app.storage.queries.in_order import stands_before
from editor_app.storage.tables import account, attempt, delivery, edition, read_back, revision

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Executable, Row, Select

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
    waits_behind: bool = False
    """Queued behind a delivery to the same account whose outcome isn't known."""


class Order(StrEnum):
    """In which order the queue is read."""

    QUEUED = "queued"
    """The newest queueing first."""
    PLANNED = "planned"
    """The latest slot first."""
    ACCOUNT = "account"
    """By account's name, and within each the newest queueing first."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which rows to show."""

    edition: EditionId | None = None
    states: Collection[DeliveryState] = ()
    """Empty = all."""
    before: int | None = None
    """Only rows that follow the one at this position: the next page."""
    limit: int = PAGE
    account: AccountId | None = None
    planned: tuple[datetime, datetime] | None = None
    """Only slots from the first moment on and before the second."""
    words: str = ""
    """Only titles and accounts that contain these words."""
    order: Order = Order.QUEUED


EVERYTHING = QueueFilter()


def rows(snapshot: Snapshot, chosen: QueueFilter) -> list[DeliveryRow]:
    """Rows in the order asked for, at most `chosen.limit`; the last row's position asks for more."""
    order = _ORDERS[chosen.order]
    statement = _ROWS.where(*_wheres(chosen))
    if chosen.before is not None:
        statement = statement.where(_follows(chosen.order, chosen.before))
    if chosen.order is not Order.QUEUED:
        # the ids first: 100,000 rows are sorted without counting the attempts of each
        ids = statement.with_only_columns(delivery.c.id).order_by(*order).limit(chosen.limit)
        statement = _ROWS.where(delivery.c.id.in_(ids))
    found = snapshot.connection.execute(statement.order_by(*order).limit(chosen.limit))
    return [_row(snapshot, row) for row in found]


def rows_by_id(snapshot: Snapshot, wanted: Collection[DeliveryId]) -> list[DeliveryRow]:
    """The lines of these deliveries, the newest queueing first; ids that don't exist are left out."""
    statement = _ROWS.where(delivery.c.id.in_(list(wanted))).order_by(delivery.c.position.desc())
    return [_row(snapshot, row) for row in snapshot.connection.execute(statement)]


def counted_by_account(snapshot: Snapshot, chosen: QueueFilter) -> list[tuple[AccountId, DeliveryState, int]]:
    """How many of the filter's deliveries stand in each state, account by account."""
    found = snapshot.connection.execute(_counting(chosen, delivery.c.account, delivery.c.state))
    return [(AccountId(row.account), DeliveryState(row.state), row.number) for row in found]


def counted_by_slot(snapshot: Snapshot, chosen: QueueFilter) -> list[tuple[datetime, DeliveryState, int]]:
    """How many of the filter's deliveries stand in each state, slot by slot."""
    found = snapshot.connection.execute(_counting(chosen, delivery.c.planned_at, delivery.c.state))
    return [(row.planned_at, DeliveryState(row.state), row.number) for row in found]


def one_row(snapshot: Snapshot, wanted: DeliveryId) -> DeliveryRow:
    """The line of one delivery.

    Raises:
        NotFound: no such delivery.
    """
    found = _ONE.first(snapshot.connection, {"wanted": wanted})
    if found is None:
        raise NotFound(T("There is no delivery {id}.", id=wanted), T("`editor-app status` lists them."))
    return _row(snapshot, found)


def counts(snapshot: Snapshot, chosen: QueueFilter = EVERYTHING) -> dict[DeliveryState, int]:
    """How many of the filter's deliveries stand in each state; states without any are left out."""
    found = _counting(chosen, delivery.c.state)
    return {DeliveryState(row.state): row.number for row in snapshot.connection.execute(found)}


def waiting_behind(snapshot: Snapshot, wanted: DeliveryId) -> list[DeliveryRow]:
    """Queued deliveries to the same account that wait for this one to be resolved."""
    this = delivery.alias("this")
    later = _ROWS.join(this, and_(this.c.account == delivery.c.account, this.c.position < delivery.c.position)).where(
        this.c.id == bindparam("id"), delivery.c.state == "queued"
    )
    return [_row(snapshot, found) for found in snapshot.connection.execute(later.limit(PAGE), {"id": wanted})]


def waited_for(snapshot: Snapshot, wanted: DeliveryId) -> list[DeliveryRow]:
    """Deliveries of unknown outcome to the same account that this one waits behind, the oldest first."""
    this = delivery.alias("this")
    earlier = _ROWS.join(this, and_(*stands_before(delivery, this))).where(
        this.c.id == bindparam("id"), delivery.c.state.in_(["unknown", "ask"])
    )
    found = snapshot.connection.execute(earlier.order_by(delivery.c.position), {"id": wanted})
    return [_row(snapshot, each) for each in found]


def _wheres(chosen: QueueFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.edition:
        found.append(delivery.c.edition == chosen.edition)
    if chosen.account:
        found.append(delivery.c.account == chosen.account)
    if chosen.states:
        found.append(delivery.c.state.in_([state.value for state in chosen.states]))
    if chosen.planned:
        first, end = chosen.planned
        found += [delivery.c.planned_at >= first, delivery.c.planned_at < end]
    if words := chosen.words.strip():
        found.append(
            or_(revision.c.title.icontains(words, autoescape=True), account.c.name.icontains(words, autoescape=True))
        )
    return found


def _follows(order: Order, before: int) -> ColumnElement[bool]:
    """What comes after the row at position `before`."""
    mark = delivery.alias("mark")
    older = delivery.c.position < before
    if order is Order.QUEUED:
        return older
    if order is Order.PLANNED:
        at = select(mark.c.planned_at).where(mark.c.position == before).scalar_subquery()
        return or_(delivery.c.planned_at < at, and_(delivery.c.planned_at == at, older))
    owner = account.alias("owner")
    found = select(owner.c.name).join(mark, mark.c.account == owner.c.id).where(mark.c.position == before)
    mine = select(mark.c.account).where(mark.c.position == before).scalar_subquery()
    return or_(account.c.name > found.scalar_subquery(), and_(delivery.c.account == mine, older))


def _counting(chosen: QueueFilter, *by: ColumnElement[object]) -> Executable:
    """The number of the filter's deliveries for each value of `by`; joined only where words are sought."""
    found = select(*by, func.count().label("number")).select_from(delivery)
    if chosen.words.strip():
        found = (
            found.join(edition, edition.c.id == delivery.c.edition)
            .join(revision, revision.c.id == edition.c.revision)
            .join(account, account.c.id == delivery.c.account)
        )
    return found.where(*_wheres(chosen)).group_by(*by)


def _behind() -> ColumnElement[bool]:
    """Whether an earlier one is open; its first condition is the index's own, so that few rows are looked at."""
    earlier = delivery.alias("earlier")
    open_one = exists().where(
        text("earlier.state IN ('working', 'unknown', 'ask')"),
        earlier.c.state != "working",
        *stands_before(earlier, delivery),
    )
    return open_one.correlate(delivery)


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
            case((delivery.c.state == "queued", _behind()), else_=false()).label("waits_behind"),
        )
        .select_from(delivery)
        .outerjoin(edition, edition.c.id == delivery.c.edition)
        .outerjoin(revision, revision.c.id == edition.c.revision)
        .join(account, account.c.id == delivery.c.account)
        .outerjoin(
            read_back, and_(read_back.c.delivery == delivery.c.id, read_back.c.ordinal == last.scalar_subquery())
        )
    )


def _row(snapshot: Snapshot, row: Row[tuple[object, ...]]) -> DeliveryRow:
    return DeliveryRow(
        id=DeliveryId(row.id),
        edition=EditionId(row.edition),
        edition_number=row.edition_number or 0,
        digest=row.digest,
        document=DocumentId(row.document or document_of(snapshot, row.edition)),
        title=title_for(snapshot, row.document, row.title),
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
        waits_behind=bool(row.waits_behind),
    )


_ROWS = _rows_statement()
_ONE = Prepared(_ROWS.where(delivery.c.id == bindparam("wanted")))
_ORDERS = {
    Order.QUEUED: (delivery.c.position.desc(),),
    Order.PLANNED: (delivery.c.planned_at.desc(), delivery.c.position.desc()),
    Order.ACCOUNT: (account.c.name, delivery.c.position.desc()),
}
"""Names of accounts are unique, so that each order is total."""
