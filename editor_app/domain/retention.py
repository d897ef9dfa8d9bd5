"""Which backups stay: close together near today, further apart the older they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""The newest of each of the last 7 days, 4 weeks and 12 months that have one."""


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Those of `moments` that stay; the newest always does."""
    newest_first = sorted(moments, reverse=True)
    rules = ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month))
    return frozenset(moment for most, period in rules for moment in _newest_of_each(newest_first, period, most))


def _newest_of_each(newest_first: list[datetime], period: Callable[[datetime], object], most: int) -> list[datetime]:
    newest: dict[object, datetime] = {}
    for moment in newest_first:
        newest.setdefault(period(moment), moment)
    return list(newest.values())[:most]


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
