"""Time as Press Desk keeps it: aware UTC inside, integer microseconds in stores, a clock port for all that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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


def instant_from_text(text: str, zone: ZoneInfo | None) -> datetime:
    """The UTC instant that a person wrote: RFC 3339 with an offset, or local time together with `zone`.

    Raises:
        Invalid: no date and time, a bare time without a zone, or a local time that a change of the clocks skips
            or repeats.
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
    return _certain(read.replace(tzinfo=zone), text)


def _certain(local: datetime, text: str) -> datetime:
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(
            T("{text} does not exist there: the clocks are put forward.", text=text),
            T("Choose another time."),
        )
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        raise Invalid(
            T("{text} happens twice there: the clocks are put back.", text=text),
            T("Write it with its offset."),
        )
    return local.astimezone(UTC)
