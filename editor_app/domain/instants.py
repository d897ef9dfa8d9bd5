"""Time as Press Desk keeps it: aware UTC inside, integer microseconds in stores, a clock port for all that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class BootInstant:
    """A reading of the clock that nobody can set: since boot, sleep included.

    Attributes:
        boot: the id of this boot; readings of two boots can't be compared.
        microseconds: since that boot.
    """

    boot: str
    microseconds: int


class Clock(Protocol):
    """Where the time comes from; tests pass one that they turn by hand."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC."""
        ...

    def boot(self) -> BootInstant:
        """The boot clock."""
        ...


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC.

    Raises:
        ValueError: `moment` is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("an instant carries its offset")
    return (moment - _EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    """The aware UTC instant of `value` microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


def wall_text(moment: datetime, zone: ZoneInfo) -> str:
    """The date and time to the minute as a clock in `zone` shows them, for sentences: `2026-12-04 09:30`."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


class Fold(StrEnum):
    """Which of the two is meant when a wall time happens twice."""

    EARLIER = "earlier"
    LATER = "later"


class Wall(StrEnum):
    """How often a wall time happens on its day."""

    ONCE = "once"
    SKIPPED = "skipped"
    """The clocks are put forward over it."""
    TWICE = "twice"
    """The clocks are put back over it."""


def wall_kind(wall: datetime, zone: ZoneInfo) -> Wall:
    """Whether a clock in `zone` shows the naive time `wall` once, never or twice."""
    earlier, later = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if earlier.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != wall.replace(fold=0):
        return Wall.SKIPPED
    return Wall.ONCE if earlier.utcoffset() == later.utcoffset() else Wall.TWICE


def instant_of_wall(wall: datetime, zone: ZoneInfo, fold: Fold = Fold.EARLIER) -> datetime:
    """The UTC instant at which a clock in `zone` shows the naive time `wall`; `fold` where it does so twice."""
    return wall.replace(tzinfo=zone, fold=int(fold is Fold.LATER)).astimezone(UTC)


def instant_from_text(text: str, zone: ZoneInfo | None, fold: Fold | None = None) -> datetime:
    """The UTC instant that a person wrote: RFC 3339 with an offset, or local time together with `zone`.

    Raises:
        Invalid: no date and time, a bare time without a zone, a local time that a change of the clocks skips, or
            one that it repeats when no `fold` says which is meant.
    """
    try:
        read = datetime.fromisoformat(text if ":" in text else "")
        if read.tzinfo is not None:
            return read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(
            T("“{text}” is not a date and time.", text=text), T("Write it like 2026-12-04T09:30+08:00.")
        ) from None
    if zone is None:
        raise Invalid(
            T("“{text}” does not say in which time zone it is.", text=text),
            T("Add an offset such as +08:00, or name the zone with --zone Asia/Shanghai."),
        )
    return _certain(read, zone, text, fold)


def _certain(wall: datetime, zone: ZoneInfo, text: str, fold: Fold | None) -> datetime:
    kind = wall_kind(wall, zone)
    if kind is Wall.SKIPPED:
        raise Invalid(
            T("{text} does not exist there: the clocks are put forward.", text=text),
            T("Choose another time."),
        )
    if kind is Wall.TWICE and fold is None:
        raise Invalid(
            T("{text} happens twice there: the clocks are put back.", text=text),
            T("Write it with its offset, or say which one is meant: earlier or later."),
        )
    return instant_of_wall(wall, zone, fold or Fold.EARLIER)
