"""Regular times and quiet days as people write them; apart because the window and the command line read them alike."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Final

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.domain.timetable import RegularTime

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HAN_DAYS: Final = "一二三四五六日"
_SEPARATORS: Final = re.compile(r"[\s,;，；、]+")
_TIME: Final = re.compile(r"([0-2]?\d)[:：]([0-5]\d)")
_DAY: Final = re.compile(r"(?:周|星期)?([一二三四五六日天])|([a-z]{3})[a-z]*")


def walls(text: str) -> tuple[time, ...]:
    """The times of day in `text`, sorted, each once: "09:00 17:30".

    Raises:
        Invalid: something else stands there.
    """
    return tuple(sorted({_wall(word) for word in _words(text)}))


def regular_times(text: str) -> tuple[RegularTime, ...]:
    """What "mon-fri 09:00 17:30" says; without days, every day is meant.

    Raises:
        Invalid: no time, or no day of the week.
    """
    words = _words(text)
    days: set[int] = set()
    while words and not _TIME.fullmatch(words[0]):
        days |= _days(words.pop(0))
    if not words:
        raise Invalid(T("“{text}” names no time.", text=text), T("Write it like “mon-fri 09:00 17:30”."))
    found = {(day, _wall(word)) for word in words for day in days or range(7)}
    return tuple(sorted(RegularTime(day, wall.hour, wall.minute) for day, wall in found))


def weekdays(text: str) -> frozenset[int]:
    """The days of the week in `text`: "sat sun", "mon-fri", "周六、周日".

    Raises:
        Invalid: something else stands there.
    """
    return frozenset(day for word in _words(text) for day in _days(word))


def dates(text: str) -> frozenset[date]:
    """The dates in `text`: "2026-12-13 2027-01-01".

    Raises:
        Invalid: something else stands there.
    """
    return frozenset(_date(word) for word in _words(text))


def walls_text(times: Iterable[time]) -> str:
    """The inverse of `walls`."""
    return " ".join(f"{each:%H:%M}" for each in sorted(times))


def dates_text(days: Iterable[date]) -> str:
    """The inverse of `dates`."""
    return " ".join(day.isoformat() for day in sorted(days))


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text.strip().lower()) if word]


def _wall(word: str) -> time:
    found = _TIME.fullmatch(word)
    if found is None or int(found[1]) > 23:
        raise Invalid(T("“{text}” is not a time of day.", text=word), T("Write it like 09:30."))
    return time(int(found[1]), int(found[2]))


def _days(word: str) -> frozenset[int]:
    first, *rest = re.split(r"-|–|至|到", word)
    if not rest:
        return frozenset({_day(first)})
    start, end = _day(first), _day(rest[-1])
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def _day(word: str) -> int:
    found = _DAY.fullmatch(word)
    if found is not None and found[1]:
        return _HAN_DAYS.index(found[1].replace("天", "日"))
    if found is not None and found[2] in DAY_NAMES:
        return DAY_NAMES.index(found[2])
    raise Invalid(T("“{text}” is not a day of the week.", text=word), T("Write it like “mon”, “mon-fri” or “周一”."))


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Invalid(T("“{text}” is not a date.", text=word), T("Write it like 2026-12-13.")) from None
