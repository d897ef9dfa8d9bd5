"""What comes next for a delivery, and when: sending, looking, reading back; apart from what has happened already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.delivery import DeliveryState
from editor_app.ui.i18n import N_, said, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime

_READINGS: Final = (N_("at once"), N_("after 5 minutes"), N_("after 1 hour"), N_("after 24 hours"))
_ASKS_THE_PLATFORM: Final = frozenset({
    DeliveryState.QUEUED, DeliveryState.UNKNOWN, DeliveryState.SENT, DeliveryState.VERIFIED,
})  # fmt: skip
_FAR: Final = 3000  # the year from which a next try means never


def reading_word(place: int) -> str:
    """Which of the readings it is, the first one 0."""
    return tr(_READINGS[place]) if place < len(_READINGS) else ""


def coming(chosen: Chosen, office: OfficeTime) -> tuple[tuple[str, str], ...]:
    """Sentences and times of what the program does next by itself; empty = nothing."""
    return tuple((sentence, office.when(at)) for sentence, at in _coming(chosen, office))


def _coming(chosen: Chosen, office: OfficeTime) -> Iterator[tuple[str, datetime]]:
    row = chosen.timeline.row
    if chosen.pause is not None and row.state in _ASKS_THE_PLATFORM:
        reason = said(chosen.pause.reason)
        yield tr("The account is paused until then. {reason}", reason=reason).strip(), chosen.pause.until
    match row.state:
        case DeliveryState.QUEUED if chosen.passable:
            yield tr("It goes out once the outcome before it is known, or when it is let past"), row.planned_at
        case DeliveryState.QUEUED:
            waits = said(chosen.awaited) if chosen.awaited is not None else ""
            yield waits or _sending(row, office), max(row.next_try_at, row.planned_at)
        case DeliveryState.UNKNOWN if row.next_try_at > office.now:
            yield tr("It is looked for on the platform"), row.next_try_at
        case DeliveryState.SENT | DeliveryState.VERIFIED:
            yield from _readings(chosen, office)
    ends = chosen.record.manifest.not_after if chosen.record is not None else None
    if ends is not None and row.state in (DeliveryState.QUEUED, DeliveryState.HELD):
        yield tr("The approved window ends; unsent it expires"), ends


def _sending(row: DeliveryRow, office: OfficeTime) -> str:
    if row.next_try_at <= row.planned_at or row.next_try_at <= office.now:
        return tr("It goes out, unless a person is needed")
    reason = said(row.reason) if row.reason else ""
    return tr("Paused until then. {reason}", reason=reason).strip()


def _readings(chosen: Chosen, office: OfficeTime) -> Iterator[tuple[str, datetime]]:
    from editor_app.services.reading_back import AFTER

    row = chosen.timeline.row
    if row.received_at is None or row.next_try_at.year >= _FAR:
        return
    for place in range(len(chosen.timeline.read_backs), len(AFTER)):
        due = row.received_at + AFTER[place]
        due = max(due, row.next_try_at) if place == len(chosen.timeline.read_backs) else due
        yield tr("It is read back {when}", when=reading_word(place)), max(due, office.now)
