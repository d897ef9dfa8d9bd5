"""Planning the office's times: the timetable and who sets it, the next free time, conflicts, moving a delivery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain import pacing
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.domain.member import Deed
from editor_app.domain.pacing import ORDINARY, Clash, ClashKind
from editor_app.domain.text import T, Text
from editor_app.domain.timetable import (
    LONGEST_GAP,
    MOST_REGULAR_TIMES,
    AccountTimes,
    QuietDays,
    Timetable,
    as_json,
    from_json,
)
from editor_app.services import publishing, signatures
from editor_app.services.publishing import NeedsApproval, Slot
from editor_app.storage.queries import accounts, editions, planned, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId, DeliveryId, EditionId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.planned import PlannedRow

MOVABLE = frozenset({DeliveryState.QUEUED, DeliveryState.HELD})
"""What may be given another time; everything else is under way or over."""
_MOST_QUIET_DATES = 400

CLASH_WORDS: dict[ClashKind, Text] = {
    ClashKind.TOO_CLOSE: T("Closer to the one before than the gap of this account."),
    ClashKind.OUTSIDE_WINDOW: T("Outside of the window that was approved."),
    ClashKind.QUIET_DAY: T("On a quiet day."),
    ClashKind.SKIPPED: T("This wall time does not exist on that day: the clocks are put forward."),
    ClashKind.REPEATED: T("This wall time happens twice on that day: the clocks are put back."),
    ClashKind.CHANGED: T("The rules of the time zone were changed since this time was chosen."),
}
"""Each conflict in words."""


@dataclass(frozen=True, slots=True)
class Span:
    """What the calendar shows between two moments."""

    rows: tuple[PlannedRow, ...]
    conflicts: tuple[Clash, ...]
    timetable: Timetable


def timetable(desk: Desk) -> Timetable:
    """The office's timetable as it stands."""
    with desk.database.read() as snapshot:
        return _timetable(desk, snapshot)


def set_account_times(seat: Seat, account: AccountId, times: AccountTimes) -> Timetable:
    """Say when an account publishes, and how far apart.

    Raises:
        Invalid: a gap below zero, above a day or of part of a minute, or too many times.
        NotFound: no such account.
    """
    if not timedelta(0) <= times.gap <= LONGEST_GAP:
        raise Invalid(T("A gap is at least nothing and at most a day."))
    if times.gap % timedelta(minutes=1):  # kept in minutes: a part of one would silently be none
        raise Invalid(T("A gap is a whole number of minutes."))
    if len(times.regular) > MOST_REGULAR_TIMES:
        raise Invalid(T("An account has at most {most} regular times a week.", most=MOST_REGULAR_TIMES))
    with seat.desk.database.read() as snapshot:
        accounts.account_by_id(snapshot, account)
    tidy = replace(times, regular=tuple(sorted(set(times.regular))))
    return _changed(seat, account, lambda before: before.with_account(account, tidy))


def set_lead(seat: Seat, account: AccountId | None) -> Timetable:
    """Say which account goes first; None = none does.

    Raises:
        NotFound: no such account.
    """
    if account is not None:
        with seat.desk.database.read() as snapshot:
            accounts.account_by_id(snapshot, account)
    return _changed(seat, "lead", lambda before: replace(before, lead=account))


def set_quiet(seat: Seat, quiet: QuietDays) -> Timetable:
    """Say on which days nothing ordinary goes out.

    Raises:
        Invalid: more days than a year has.
    """
    if len(quiet.dates) > _MOST_QUIET_DATES:
        raise Invalid(T("At most {most} quiet days are kept.", most=_MOST_QUIET_DATES))
    return _changed(seat, "quiet", lambda before: replace(before, quiet=quiet))


def next_free_slot(desk: Desk, account: AccountId, after: datetime) -> Slot:
    """The account's next regular time at which nothing of it is planned.

    Raises:
        Refused: the account has no regular times, or all of a year are taken.
    """
    with desk.database.read() as snapshot:
        return _next_slot(desk, snapshot, account, after)


def next_slots(desk: Desk, edition: EditionId) -> dict[AccountId, Slot]:
    """The next free regular time of every account of an edition, inside its approved window.

    Raises:
        Refused: an account has none there.
    """
    with desk.database.read() as snapshot:
        return _next_slots(desk, snapshot, edition)


def queue_next(
    seat: Seat, edition: EditionId, shown: Mapping[AccountId, Slot] | None = None, *, again: str = ""
) -> list[Delivery]:
    """Queue an approved edition at the next free regular times, chosen inside the transaction that takes them.

    Args:
        seat: of a publisher.
        edition: approved.
        shown: the times that a person has seen and agreed to; None = whichever are free.
        again: as in `publishing.queue`.

    Raises:
        Conflict: one of the times shown was taken meanwhile.
        Refused: as in `next_slots` and `publishing.queue`.
    """

    def choose(snapshot: Snapshot) -> dict[AccountId, Slot]:
        found = _next_slots(seat.desk, snapshot, edition)
        if shown is not None and any(found[account].at != slot.at for account, slot in shown.items()):
            raise Conflict(T("One of these times was taken just now."), T("Look at the next free ones, then queue it."))
        return found

    return publishing.queue(seat, edition, choose, again=again)


def span(desk: Desk, start: datetime, end: datetime) -> Span:
    """The deliveries planned from `start` to before `end`, with what stands in their way."""
    with desk.database.read() as snapshot:
        rows = planned.planned_between(snapshot, start, end)
        now = _timetable(desk, snapshot)
    return Span(tuple(rows), tuple(conflicts(now, rows)), now)


def planned_one(desk: Desk, delivery: DeliveryId) -> PlannedRow:
    """One delivery as the calendar shows it.

    Raises:
        NotFound: no such delivery.
    """
    with desk.database.read() as snapshot:
        return planned.planned_one(snapshot, delivery)


def conflicts(now: Timetable, rows: Sequence[PlannedRow]) -> list[Clash]:
    """What stands in the way of the deliveries that are still to come."""
    return pacing.conflicts(now, [row for row in rows if row.state in MOVABLE])


def move(seat: Seat, delivery: DeliveryId, at: datetime) -> Delivery:
    """Give a queued or held delivery another time; the wall time of the office is kept with it.

    Raises:
        Refused: outside of the approved window (then only another approval helps), on a quiet day, or under way.
        NotFound: no such delivery.
    """
    desk = seat.desk
    with desk.database.read() as snapshot:
        row = planned.planned_one(snapshot, delivery)
        now = _timetable(desk, snapshot)
    refusal = why_not(now, row, at)
    if refusal is not None:
        raise refusal
    return publishing.reschedule(seat, delivery, office_slot(now.zone, at))


def why_not(now: Timetable, row: PlannedRow, at: datetime) -> Refused | None:
    """Why a delivery can't be planned at `at`; None = it can."""
    if row.state not in MOVABLE:
        return Refused(T("Only what waits can be given another time."))
    if is_outside(row, at):
        return NeedsApproval(
            T("That time is outside of the window that was approved."),
            T("Choose a time inside of it, or submit the edition again with another window."),
        )
    if row.kind in ORDINARY and now.is_quiet(at):
        return Refused(T("That is a quiet day; nothing ordinary is planned on it."), T("Choose another day."))
    return None


def is_outside(row: PlannedRow, at: datetime) -> bool:
    """Whether `at` lies outside of the approved window."""
    early = row.not_before is not None and at < row.not_before
    return early or (row.not_after is not None and at > row.not_after)


def office_slot(zone: ZoneInfo, at: datetime) -> Slot:
    """A time as the office chose it: the instant, its zone and its wall time."""
    return Slot(at, zone.key, f"{at.astimezone(zone):%Y-%m-%dT%H:%M}")


def _timetable(desk: Desk, snapshot: Snapshot) -> Timetable:
    return from_json(planned.timetable_value(snapshot), ZoneInfo(desk.workspace.zone))


def _next_slots(desk: Desk, snapshot: Snapshot, edition: EditionId) -> dict[AccountId, Slot]:
    manifest = signatures.sealed(editions.edition_by_id(snapshot, edition))
    now = desk.clock.now()
    # one microsecond before, so that a regular time at the very beginning of the window counts
    after = max(now, manifest.not_before - timedelta(microseconds=1)) if manifest.not_before else now
    found = {each.account: _next_slot(desk, snapshot, each.account, after) for each in manifest.payloads}
    for payload in manifest.payloads:
        if manifest.not_after is not None and found[payload.account].at > manifest.not_after:
            raise Refused(
                T("{account} has no free regular time inside of the approved window.", account=payload.account_name),
                T("Choose a time yourself, or submit the edition again with another window."),
            )
    return found


def _next_slot(desk: Desk, snapshot: Snapshot, account: AccountId, after: datetime) -> Slot:
    now, name = _timetable(desk, snapshot), accounts.account_by_id(snapshot, account).name
    if not now.of(account).regular:
        raise Refused(
            T("{account} has no regular times.", account=name),
            T("Set them with `editor-app slot set`, or choose a time yourself."),
        )
    at = pacing.free_time(now, account, after, planned.taken_times(snapshot, account))
    if at is None:
        raise Refused(T("{account} has no free regular time within a year.", account=name), T("Choose a time."))
    return office_slot(now.zone, at)


def _changed(seat: Seat, what: str, change: Callable[[Timetable], Timetable]) -> Timetable:
    """Keep a changed timetable, with the whole of it on record.

    Raises:
        Conflict: somebody else changed it at the same time.
    """
    desk = seat.desk
    with desk.database.read() as snapshot:
        before = planned.timetable_value(snapshot)
    after = change(from_json(before, ZoneInfo(desk.workspace.zone)))
    detail: dict[str, Json] = {"timetable": as_json(after)}
    with seat.write(Deed.QUEUE, "timetable.set", Subject("timetable", what), detail) as work:
        if planned.timetable_value(work) != before:
            raise Conflict(T("Somebody else changed the times just now."), T("Look at them, then try again."))
        settings.set_value(work, planned.TIMETABLE, as_json(after))
    return after
