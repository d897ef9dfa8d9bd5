"""Which days a page of the calendar shows, and where in it an instant lies; apart because it knows dates only."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from editor_app.domain.timetable import day_begins, wall_instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WHOLE_DAY: Final = -1
_WEEK: Final = 7
_DAY: Final = timedelta(days=1)


class Mode(StrEnum):
    """How much a page shows."""

    MONTH = "month"
    WEEK = "week"


class Cell(NamedTuple):
    """One field of a page."""

    day: date
    hour: int
    """0 to 23 on a page of a week; WHOLE_DAY on a page of a month."""


@dataclass(frozen=True, slots=True)
class Page:
    """The weeks around one day."""

    mode: Mode
    day: date
    """The day that is looked at."""

    @property
    def first(self) -> date:
        """The Monday with which the page begins."""
        start = self.day.replace(day=1) if self.mode is Mode.MONTH else self.day
        return start - timedelta(days=start.weekday())

    @property
    def weeks(self) -> int:
        """How many weeks it shows."""
        if self.mode is Mode.WEEK:
            return 1
        length = monthrange(self.day.year, self.day.month)[1]
        return -(-(self.day.replace(day=1).weekday() + length) // _WEEK)

    @property
    def days(self) -> list[date]:
        """Every day that it shows."""
        first = self.first
        return [first + number * _DAY for number in range(_WEEK * self.weeks)]

    def is_within(self, day: date) -> bool:
        """Whether `day` belongs to the month, not to the edges of the months beside it."""
        return self.mode is Mode.WEEK or (day.year, day.month) == (self.day.year, self.day.month)

    def stepped(self, step: int) -> Page:
        """The page before (-1) or after (1)."""
        if self.mode is Mode.WEEK:
            return replace(self, day=self.day + step * _WEEK * _DAY)
        month = self.day.year * 12 + self.day.month - 1 + step
        year, number = divmod(month, 12)
        last = monthrange(year, number + 1)[1]
        return replace(self, day=date(year, number + 1, min(self.day.day, last)))

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first instant of the page to the first after it."""
        return day_begins(self.first, zone), day_begins(self.first + _WEEK * self.weeks * _DAY, zone)

    def cell_of(self, at: datetime, zone: ZoneInfo) -> Cell:
        """The field in which an instant lies."""
        there = at.astimezone(zone)
        return Cell(there.date(), WHOLE_DAY if self.mode is Mode.MONTH else there.hour)

    def dropped(self, at: datetime, cell: Cell, zone: ZoneInfo) -> datetime | None:
        """`at` put into another field: the wall time is kept, or only its minute where a field is an hour.

        Returns:
            None where the clocks skip that time.
        """
        there = at.astimezone(zone)
        hour = there.hour if cell.hour == WHOLE_DAY else cell.hour
        return wall_instant(cell.day, time(hour, there.minute, there.second), zone)


def nudged(at: datetime, by: timedelta, zone: ZoneInfo) -> datetime | None:
    """`at` moved by wall time: a day later is the same time of day, also over a change of the clocks.

    Returns:
        None where the clocks skip that time.
    """
    local = at.astimezone(zone).replace(tzinfo=None, fold=0) + by
    return wall_instant(local.date(), local.time(), zone)
