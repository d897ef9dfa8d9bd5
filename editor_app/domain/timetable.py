"""An office's timetable: regular times, gaps, the lead account and quiet days, as values and as kept JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import AccountId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from editor_app.domain.canonical import Json

LONGEST_GAP = timedelta(days=1)
MOST_REGULAR_TIMES = 84
"""Twelve a day."""
_MINUTE = timedelta(minutes=1)
_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True, order=True)
class RegularTime:
    """A weekday and a wall time at which an account usually publishes."""

    weekday: int
    """0 = Monday."""
    hour: int
    minute: int

    @property
    def wall(self) -> time:
        """The time of day."""
        return time(self.hour, self.minute)


@dataclass(frozen=True, slots=True)
class AccountTimes:
    """How one account publishes."""

    regular: tuple[RegularTime, ...] = ()
    """Sorted, each once."""
    gap: timedelta = timedelta(0)
    """The least time between two publications; 0 = none is asked."""


@dataclass(frozen=True, slots=True)
class QuietDays:
    """Days of the office on which nothing ordinary goes out."""

    dates: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()
    """0 = Monday; never all seven."""

    def __post_init__(self) -> None:
        """Refuse a week without a working day: nothing would ever go out.

        Raises:
            ValueError: all seven days, or a number that is no weekday.
        """
        if not self.weekdays < _WEEK:
            raise ValueError("quiet weekdays leave at least one day")

    def covers(self, day: date) -> bool:
        """Whether `day` is quiet."""
        return day.weekday() in self.weekdays or day in self.dates


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an office publishes."""

    zone: ZoneInfo
    """The office's: weekdays, wall times and quiet days are meant in it."""
    accounts: Mapping[AccountId, AccountTimes] = field(default_factory=dict)
    lead: AccountId | None = None
    """The account that goes first; the others of an edition wait until it was read back."""
    quiet: QuietDays = QuietDays()

    def of(self, account: AccountId) -> AccountTimes:
        """How `account` publishes; no rule when none was set."""
        return self.accounts.get(account, AccountTimes())

    def with_account(self, account: AccountId, times: AccountTimes) -> Timetable:
        """The same timetable with other times of one account."""
        return replace(self, accounts={**self.accounts, account: times})

    def day(self, moment: datetime) -> date:
        """The office's day of `moment`."""
        return moment.astimezone(self.zone).date()

    def is_quiet(self, moment: datetime) -> bool:
        """Whether `moment` lies on a quiet day."""
        return self.quiet.covers(self.day(moment))

    def after_quiet(self, moment: datetime) -> datetime:
        """`moment` itself, or the end of the quiet days in which it lies."""
        day = self.day(moment)
        if not self.quiet.covers(day):
            return moment
        while self.quiet.covers(day):
            day += timedelta(days=1)
        return day_begins(day, self.zone)


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day; where the clocks skip midnight, the moment of the change."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def wall_instant(day: date, wall: time, zone: ZoneInfo) -> datetime | None:
    """The instant of a wall time; the earlier one where the clocks repeat it, None where they skip it."""
    local = datetime.combine(day, wall, zone)
    found = local.astimezone(UTC)
    back = found.astimezone(zone)
    return found if (back.date(), back.time()) == (day, wall) else None


def as_json(timetable: Timetable) -> Json:
    """What the workspace keeps; the zone is the workspace's own and isn't part of it."""
    accounts: dict[str, Json] = {
        account: {
            "gap_minutes": times.gap // _MINUTE,
            "regular": [[each.weekday, each.hour, each.minute] for each in times.regular],
        }
        for account, times in timetable.accounts.items()
        if times != AccountTimes()
    }
    return {
        "v": 1,
        "accounts": accounts,
        "lead": timetable.lead,
        "quiet_dates": [day.isoformat() for day in sorted(timetable.quiet.dates)],
        "quiet_weekdays": [*sorted(timetable.quiet.weekdays)],
    }


def from_json(value: Json, zone: ZoneInfo) -> Timetable:
    """The inverse of `as_json`; None is a timetable without rules.

    Raises:
        ValueError: another shape or version.
    """
    match value:
        case None:
            return Timetable(zone)
        case {
            "v": 1,
            "accounts": dict(accounts),
            "lead": (None | str()) as lead,
            "quiet_dates": list(dates),
            "quiet_weekdays": list(weekdays),
        }:
            return Timetable(
                zone,
                {AccountId(account): _account_times(times) for account, times in accounts.items()},
                AccountId(lead) if lead else None,
                QuietDays(
                    frozenset(date.fromisoformat(str(day)) for day in dates),
                    frozenset(day for day in weekdays if isinstance(day, int)),
                ),
            )
        case _:
            raise ValueError("not a timetable")


def _account_times(value: Json) -> AccountTimes:
    match value:
        case {"gap_minutes": int(minutes), "regular": list(regular)}:
            return AccountTimes(tuple(_regular_time(each) for each in regular), minutes * _MINUTE)
        case _:
            raise ValueError("not the times of an account")


def _regular_time(value: Json) -> RegularTime:
    match value:
        case [int(weekday), int(hour), int(minute)]:
            return RegularTime(weekday, hour, minute)
        case _:
            raise ValueError("not a regular time")
