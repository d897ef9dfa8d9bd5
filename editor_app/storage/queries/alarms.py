"""Named queries about alarms: published deliveries whose last read-back a person must see, and who saw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, select, text

from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import DeliveryId
from editor_app.storage.tables import delivery, read_back
from editor_app.storage.watch_tables import acknowledgement

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.identifiers import MemberId
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """The last read-back of a delivery, which is not what was approved and which nobody has acknowledged."""

    delivery: DeliveryId
    ordinal: int
    """Of the read-back."""
    verdict: Verdict
    since: datetime
    """The first read-back that showed it, after the last one that was as approved."""
    proven_before: bool
    """An earlier read-back was as approved: somebody changed or removed it on the platform."""
    differences: tuple[str, ...]


def alarms(snapshot: Snapshot, most: int) -> list[AlarmRow]:
    """The alarms that nobody has acknowledged, the newest first; the same reading again is no new alarm."""
    return [_alarm(row) for row in snapshot.connection.execute(_ALARMS.limit(most))]


def alarm_of(snapshot: Snapshot, wanted: DeliveryId) -> AlarmRow | None:
    """The alarm of one delivery; None = there is none."""
    row = snapshot.connection.execute(_OF_ONE, {"wanted": wanted}).first()
    return None if row is None else _alarm(row)


def count(snapshot: Snapshot) -> int:
    """How many alarms nobody has acknowledged."""
    found: int = snapshot.connection.execute(_COUNT).scalar_one()
    return found


def insert_acknowledgement(work: Work, seen: AlarmRow, by: MemberId, note: str, record: int) -> None:
    """Keep that somebody saw the alarm.

    Args:
        work: the write.
        seen: the alarm.
        by: a publisher.
        note: what was made of it.
        record: sequence number of the audit row about it.
    """
    values = {"delivery": seen.delivery, "ordinal": seen.ordinal, "by": by, "at": work.at, "note": note}
    work.connection.execute(_ACKNOWLEDGE, {**values, "audit_sequence": record})


def _alarm(row: Row[tuple[object, ...]]) -> AlarmRow:
    return AlarmRow(
        DeliveryId(row.delivery), row.ordinal, Verdict(row.verdict), row.since, bool(row.proven), tuple(row.differences)
    )


_alarm_read = read_back.alias("alarm")
_newer = read_back.alias("newer")
_seen = read_back.alias("seen")
_proof = read_back.alias("proof")
_first = read_back.alias("first")
_last_proof = (
    select(func.coalesce(func.max(_proof.c.ordinal), 0))
    .where(_proof.c.delivery == _alarm_read.c.delivery, _proof.c.verdict.in_(["identical", "platform-normalised"]))
    .correlate(_alarm_read)
    .scalar_subquery()
)
_since = (
    select(func.min(_first.c.at))
    .where(_first.c.delivery == _alarm_read.c.delivery, _first.c.ordinal > _last_proof)
    .correlate(_alarm_read)
    .scalar_subquery()
)
_standing = and_(
    text("alarm.verdict IN ('different', 'not-visible')"),
    delivery.c.state.in_(["sent", "verified"]),
    ~exists().where(_newer.c.delivery == _alarm_read.c.delivery, _newer.c.ordinal > _alarm_read.c.ordinal),
    ~exists().where(
        acknowledgement.c.delivery == _alarm_read.c.delivery,
        _seen.c.delivery == acknowledgement.c.delivery,
        _seen.c.ordinal == acknowledgement.c.ordinal,
        _seen.c.verdict == _alarm_read.c.verdict,
        _seen.c.observed_digest == _alarm_read.c.observed_digest,
    ),
)
_joined = _alarm_read.join(delivery, delivery.c.id == _alarm_read.c.delivery)
_EVERY = (
    select(
        _alarm_read.c.delivery,
        _alarm_read.c.ordinal,
        _alarm_read.c.verdict,
        _alarm_read.c.differences,
        _since.label("since"),
        (_last_proof > 0).label("proven"),
    )
    .select_from(_joined)
    .where(_standing)
)
_ALARMS = _EVERY.order_by(_alarm_read.c.at.desc(), _alarm_read.c.delivery)
_OF_ONE = _EVERY.where(_alarm_read.c.delivery == bindparam("wanted"))
_COUNT = select(func.count()).select_from(_joined).where(_standing)
_ACKNOWLEDGE = insert(acknowledgement)
