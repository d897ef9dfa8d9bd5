"""Named queries about planned times: what lies between two moments, what pacing asks of an account and of its lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, text

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.domain.text import T
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.embargo import document_of, title_for
from editor_app.storage.tables import account, audit, delivery, edition, read_back, revision, setting

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row, Select

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot

TIMETABLE = "timetable"
"""The name of the setting that keeps it."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One delivery as the calendar shows it."""

    id: DeliveryId
    edition: EditionId
    edition_number: int
    kind: EditionKind
    document: DocumentId
    title: str
    account: AccountId
    account_name: str
    platform: str
    state: DeliveryState
    planned_at: datetime
    planned_zone: str
    planned_wall: str
    received_at: datetime | None
    not_before: datetime | None
    not_after: datetime | None


@dataclass(frozen=True, slots=True)
class LeadRow:
    """How far the lead account's delivery of an edition has come."""

    account_name: str
    state: DeliveryState
    planned_at: datetime
    verdict: Verdict | None
    """Of the latest read-back."""
    readings: int
    verified_at: datetime | None
    """When a read-back first proved it."""
    next_try_at: datetime


def timetable_value(snapshot: Snapshot) -> Json:
    """The kept timetable; None when nobody ever set one."""
    row = _TIMETABLE.first(snapshot.connection, {"wanted": TIMETABLE})
    return None if row is None else row.value


def planned_between(snapshot: Snapshot, start: datetime, end: datetime) -> list[PlannedRow]:
    """Deliveries planned from `start` to before `end`, in the order of their times."""
    rows = snapshot.connection.execute(_BETWEEN, {"start": start, "end": end})
    return [_planned(snapshot, row) for row in rows]


def planned_one(snapshot: Snapshot, wanted: DeliveryId) -> PlannedRow:
    """One delivery.

    Raises:
        NotFound: no such delivery.
    """
    row = snapshot.connection.execute(_ONE, {"wanted": wanted}).first()
    if row is None:
        raise NotFound(T("There is no delivery {id}.", id=wanted), T("`editor-app status` lists them."))
    return _planned(snapshot, row)


def taken_times(snapshot: Snapshot, wanted: AccountId) -> list[datetime]:
    """For when something is planned on an account and not out yet."""
    return [row.planned_at for row in snapshot.connection.execute(_TAKEN, {"account": wanted})]


def last_out(snapshot: Snapshot, wanted: AccountId) -> datetime | None:
    """When the account published last, as its platform confirmed it; None = never."""
    row = _LAST_OUT.first(snapshot.connection, {"account": wanted})
    found: datetime | None = row.at if row is not None else None
    return found


def queued_before(snapshot: Snapshot, wanted: DeliveryId) -> int:
    """How many deliveries of the same account stand before this one, never tried and planned no later."""
    row = _QUEUED_BEFORE.first(snapshot.connection, {"wanted": wanted})
    return int(row.number) if row is not None else 0


def lead_of(snapshot: Snapshot, wanted: EditionId, lead: AccountId) -> LeadRow | None:
    """The lead account's delivery of an edition; None when the edition is not for it."""
    row = _LEAD.first(snapshot.connection, {"edition": wanted, "lead": lead})
    if row is None:
        return None
    readings = _READINGS.rows(snapshot.connection, {"delivery": row.id})
    proven = [read.at for read in readings if read.verdict in _PROVEN]
    return LeadRow(
        row.account_name,
        DeliveryState(row.state),
        row.planned_at,
        Verdict(readings[-1].verdict) if readings else None,
        len(readings),
        min(proven, default=None),
        row.next_try_at,
    )


def was_released(snapshot: Snapshot, wanted: DeliveryId) -> bool:
    """Whether a person released the delivery since it was queued; another time that was chosen changes nothing."""
    row = _LAST_MOVE.first(snapshot.connection, {"wanted": wanted})
    return row is not None and row.action == "delivery.release"


def _planned(snapshot: Snapshot, row: Row[tuple[object, ...]]) -> PlannedRow:
    return PlannedRow(
        id=DeliveryId(row.id),
        edition=EditionId(row.edition),
        edition_number=row.edition_number or 0,
        kind=EditionKind(row.kind or EditionKind.PUBLICATION),
        document=DocumentId(row.document or document_of(snapshot, row.edition)),
        title=title_for(snapshot, row.document, row.title),
        account=AccountId(row.account),
        account_name=row.account_name,
        platform=row.platform,
        state=DeliveryState(row.state),
        planned_at=row.planned_at,
        planned_zone=row.planned_zone,
        planned_wall=row.planned_wall,
        received_at=row.received_at,
        not_before=row.not_before,
        not_after=row.not_after,
    )


_PROVEN = frozenset({Verdict.IDENTICAL.value, Verdict.NORMALISED.value})
_TIMETABLE = Prepared(select(setting.c.value).where(setting.c.name == bindparam("wanted")))
_ROWS: Select[Any] = (
    select(
        delivery.c.id,
        delivery.c.edition,
        edition.c.number.label("edition_number"),
        edition.c.kind,
        edition.c.document,
        revision.c.title,
        delivery.c.account,
        account.c.name.label("account_name"),
        account.c.platform,
        delivery.c.state,
        delivery.c.planned_at,
        delivery.c.planned_zone,
        delivery.c.planned_wall,
        delivery.c.received_at,
        edition.c.not_before,
        edition.c.not_after,
    )
    .select_from(delivery)
    .outerjoin(edition, edition.c.id == delivery.c.edition)
    .outerjoin(revision, revision.c.id == edition.c.revision)
    .join(account, account.c.id == delivery.c.account)
)
_BETWEEN = _ROWS.where(delivery.c.planned_at >= bindparam("start"), delivery.c.planned_at < bindparam("end")).order_by(
    delivery.c.planned_at, delivery.c.position
)
_ONE = _ROWS.where(delivery.c.id == bindparam("wanted"))
_WAITING = text("delivery.state IN ('queued', 'held')")
_TAKEN = select(delivery.c.planned_at).where(delivery.c.account == bindparam("account"), _WAITING)
_LAST_OUT = Prepared(
    select(func.max(delivery.c.received_at).label("at")).where(delivery.c.account == bindparam("account"))
)
_this = delivery.alias("this")
_QUEUED_BEFORE = Prepared(
    select(func.count().label("number"))
    .select_from(delivery)
    .join(_this, _this.c.account == delivery.c.account)
    .where(
        _this.c.id == bindparam("wanted"),
        delivery.c.position < _this.c.position,
        delivery.c.planned_at <= _this.c.planned_at,
        text("delivery.state = 'queued' AND delivery.fence = 0"),
    )
)
_LEAD = Prepared(
    select(
        delivery.c.id,
        delivery.c.state,
        delivery.c.planned_at,
        delivery.c.next_try_at,
        account.c.name.label("account_name"),
    )
    .join(account, account.c.id == delivery.c.account)
    .where(delivery.c.edition == bindparam("edition"), delivery.c.account == bindparam("lead"))
)
_READINGS = Prepared(
    select(read_back.c.at, read_back.c.verdict)
    .where(read_back.c.delivery == bindparam("delivery"))
    .order_by(read_back.c.ordinal)
)
_LAST_MOVE = Prepared(
    select(audit.c.action)
    .where(
        audit.c.subject_kind == "delivery",
        audit.c.subject_id == bindparam("wanted"),
        or_(audit.c.action == "delivery.queue", audit.c.action == "delivery.release"),
    )
    .order_by(audit.c.sequence.desc())
    .limit(1)
)
