"""Public holidays and make-up working days, from dated files; a year without a file says so and guesses nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not what its weekday says."""

    name: str
    """Of the holiday, in Chinese."""
    name_en: str
    is_work: bool
    """A weekend day on which offices work instead."""


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The arrangement of one year."""

    year: int
    source: str
    """The page it was read from; empty = this year's arrangement isn't known here."""
    published: date | None
    days: Mapping[date, DayOff]

    @property
    def is_known(self) -> bool:
        """Whether there is a file for this year."""
        return bool(self.source)


@lru_cache(maxsize=8)
def holidays(year: int) -> HolidayYear:
    """The public holidays of a year.

    Raises:
        ValueError: the packaged file is not what it should be.
    """
    try:
        file = resource(f"calendars/{year}.toml")
    except FileNotFoundError:
        return HolidayYear(year, "", None, {})
    kept = tomllib.loads(file.read_text("utf-8"))
    days: dict[date, DayOff] = {}
    for each in kept["holiday"]:
        free, work = (DayOff(each["name"], each["name_en"], is_work=work) for work in (False, True))
        length = (each["last"] - each["first"]).days
        days |= {each["first"] + timedelta(days=number): free for number in range(length + 1)}
        days |= dict.fromkeys(each["work"], work)
    return HolidayYear(kept["year"], kept["source"], kept["published"], days)


def day_off(day: date) -> DayOff | None:
    """What is special about `day`; None = nothing that is known."""
    return holidays(day.year).days.get(day)
