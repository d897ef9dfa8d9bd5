"""Alarms: what is live and not as approved, until a publisher has seen it and said what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import NotFound
from editor_app.domain.member import Deed
from editor_app.domain.text import T
from editor_app.services.reasons import spoken
from editor_app.storage.queries import alarms as queries
from editor_app.storage.queries import queue_rows

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.alarms import AlarmRow
    from editor_app.storage.queries.queue_rows import DeliveryRow

MOST = 200


class AlarmKind(StrEnum):
    """What is wrong with what readers see."""

    DIFFERENT = "different"
    """It never was as approved."""
    DRIFT = "drift"
    """It was as approved, and somebody changed it on the platform since."""
    NOT_VISIBLE = "not-visible"
    """Nothing is there."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One published delivery that isn't as approved."""

    row: DeliveryRow
    kind: AlarmKind
    since: datetime
    differences: tuple[str, ...]
    """Field by field; empty when nothing is there."""


def alarms(desk: Desk) -> list[Alarm]:
    """What nobody has acknowledged, the newest first, at most `MOST`."""
    with desk.database.read() as snapshot:
        return [_alarm(snapshot, row) for row in queries.alarms(snapshot, MOST)]


def alarm_of(desk: Desk, delivery: DeliveryId) -> Alarm | None:
    """The alarm of one delivery that nobody has acknowledged; None = there is none."""
    with desk.database.read() as snapshot:
        row = queries.alarm_of(snapshot, delivery)
        return None if row is None else _alarm(snapshot, row)


def count(desk: Desk) -> int:
    """How many deliveries raise an alarm that nobody has acknowledged; a person is needed for each."""
    with desk.database.read() as snapshot:
        return queries.count(snapshot)


def acknowledge(seat: Seat, delivery: DeliveryId, note: str) -> None:
    """Say that the alarm was seen and what was made of it; a later reading that says something else rings again.

    Raises:
        Refused: no publisher.
        Invalid: no note.
        NotFound: this delivery raises no alarm (any more).
    """
    said = str(spoken(note))
    subject = Subject("delivery", delivery)
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.acknowledge", subject, {"note": said}) as work:
        standing = queries.alarm_of(work, delivery)
        if standing is None:
            raise NotFound(T("This delivery raises no alarm."), T("Look at its newest state."))
        queries.insert_acknowledgement(work, standing, seat.member.id, said, work.sequence)


def _alarm(snapshot: Snapshot, row: AlarmRow) -> Alarm:
    return Alarm(queue_rows.one_row(snapshot, row.delivery), _kind(row), row.since, row.differences)


def _kind(row: AlarmRow) -> AlarmKind:
    if row.verdict is Verdict.NOT_VISIBLE:
        return AlarmKind.NOT_VISIBLE
    return AlarmKind.DRIFT if row.proven_before else AlarmKind.DIFFERENT
