"""What the worker asks before a first claim: the account's gap, the lead account, quiet days; it moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.delivery import DeliveryState, Event, Verdict
from editor_app.domain.pacing import ORDINARY
from editor_app.domain.text import T, Text
from editor_app.domain.timetable import from_json
from editor_app.domain.words import state_words
from editor_app.storage.queries import accounts, deliveries, editions, planned, queue_rows
from editor_app.storage.queries.deliveries import NEVER

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import EditionKind
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.timetable import Timetable
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.planned import LeadRow

_COMING = frozenset({DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN})
_LOST_READINGS = 2
"""A post may show itself late: only what is still not visible after five minutes needs a person."""
_PATIENCE = timedelta(hours=1)
"""So long after its time a delivery still follows its lead by itself; later a person decides, as with a missed time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What pacing says of a delivery that is due."""

    since: datetime
    """From when on it may go; lateness counts from here, so that waiting for the others is not a missed time."""
    until: datetime | None = None
    """Later than now: look again then."""
    waits: bool = False
    """Something else has to happen first; nothing is written meanwhile."""
    hold: Text | None = None
    """A person has to decide, for this reason."""

    @property
    def stop(self) -> tuple[Event, Text] | None:
        """The move that gives it to a person."""
        return None if self.hold is None else (Event.HOLD, self.hold)


@dataclass(frozen=True, slots=True)
class Paced:
    """A delivery that is due, with what its edition says."""

    delivery: Delivery
    kind: EditionKind
    not_after: datetime | None


def pace(snapshot: Snapshot, paced: Paced, zone: str, now: datetime) -> Pace:
    """Whether a delivery that was never tried may go out now beside the others.

    A correction, a withdrawal and an emergency never wait. What a person released keeps the gap only, and not even
    that where it would lead past the approved window.

    Args:
        zone: the office's.
    """
    free = Pace(paced.delivery.planned_at)
    if paced.delivery.fence or paced.kind not in ORDINARY:
        return free
    value = planned.timetable_value(snapshot)
    if value is None:
        return free
    timetable = from_json(value, ZoneInfo(zone))
    if planned.was_released(snapshot, paced.delivery.id):
        return _after_release(snapshot, timetable, paced, now)
    lead = _behind_lead(snapshot, timetable, paced, now)
    if lead is not None and (lead.waits or lead.hold):
        return lead
    since = max(paced.delivery.planned_at, lead.since) if lead is not None else paced.delivery.planned_at
    return _calm(snapshot, timetable, paced, since, now)


def awaited(desk: Desk, delivery: DeliveryId) -> Text | None:
    """What a queued delivery waits for besides its time, in words: an outcome, the account that goes first; or None."""
    with desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        if found.state is not DeliveryState.QUEUED:
            return None
        for row in queue_rows.waited_for(snapshot, found.id):
            return T("It waits until it is known what became of “{title}” on this account.", title=row.title)
        kind, not_after = editions.kind_and_end(snapshot, found.edition)
        pacing = pace(snapshot, Paced(found, kind, not_after), desk.workspace.zone, desk.clock.now())
        if not pacing.waits:
            return None
        lead = from_json(planned.timetable_value(snapshot), ZoneInfo(desk.workspace.zone)).lead
        name = accounts.account_by_id(snapshot, lead).name if lead is not None else ""
    return T("It waits until {account} is out and was read back.", account=name)


def _after_release(snapshot: Snapshot, timetable: Timetable, paced: Paced, now: datetime) -> Pace:
    since = _spaced(snapshot, timetable, paced, paced.delivery.planned_at)
    if paced.not_after is not None and since > paced.not_after:
        return Pace(paced.delivery.planned_at)
    return Pace(since, since if since > now else None)


def _calm(snapshot: Snapshot, timetable: Timetable, paced: Paced, since: datetime, now: datetime) -> Pace:
    """Neither too close to the last publication nor on a quiet day."""
    spaced = _spaced(snapshot, timetable, paced, since)
    at = timetable.after_quiet(max(spaced, now))
    if at <= now:
        return Pace(timetable.after_quiet(spaced))
    if paced.not_after is None or at <= paced.not_after:
        return Pace(at, at)
    if timetable.is_quiet(max(spaced, now)):
        return Pace(at, hold=T("It would wait for the end of a quiet day, and its approved window ends before."))
    return Pace(at, hold=T("Keeping the gap of this account would lead past the end of its approved window."))


def _spaced(snapshot: Snapshot, timetable: Timetable, paced: Paced, since: datetime) -> datetime:
    """The first moment that keeps the gap, also behind those that wait for it already: each is woken once."""
    account = paced.delivery.account
    gap = timetable.of(account).gap
    last = planned.last_out(snapshot, account) if gap else None
    if last is None or last + gap <= since:
        return since
    return last + gap * (1 + planned.queued_before(snapshot, paced.delivery.id))


def _behind_lead(snapshot: Snapshot, timetable: Timetable, paced: Paced, now: datetime) -> Pace | None:
    """None = no other account of this edition goes first."""
    if timetable.lead is None or timetable.lead == paced.delivery.account:
        return None
    lead = planned.lead_of(snapshot, paced.delivery.edition, timetable.lead)
    if lead is None:
        return None
    until = max(paced.delivery.planned_at, lead.planned_at) + _PATIENCE
    if lead.state is DeliveryState.VERIFIED and lead.verified_at is not None:
        return Pace(lead.verified_at) if lead.verified_at <= until else Pace(now, hold=_too_late(lead))
    if lead.state in _COMING or _is_being_read(lead):
        return Pace(now, waits=True) if now <= until else Pace(now, hold=_too_late(lead))
    return Pace(now, hold=_why_not(lead))


def _is_being_read(lead: LeadRow) -> bool:
    """Whether a coming read-back may still prove the lead's post without a person."""
    if lead.state is not DeliveryState.SENT or lead.next_try_at >= NEVER:
        return False
    return lead.verdict is None or (lead.verdict is Verdict.NOT_VISIBLE and lead.readings < _LOST_READINGS)


def _too_late(lead: LeadRow) -> Text:
    return T("{account} goes first, and was not proven within an hour; a person decides.", account=lead.account_name)


def _why_not(lead: LeadRow) -> Text:
    if lead.state is DeliveryState.SENT:
        return T("{account} goes first, and its post is not proven; a person decides.", account=lead.account_name)
    return T(
        "{account} goes first, and its delivery is “{state}”; a person decides.",
        account=lead.account_name,
        state=state_words(lead.state),
    )
