"""A chart's table read as series over one axis, and the round numbers of its value axis; no drawing here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from editor_app.domain.chart import ChartKind, decimal_of
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.chart import Chart

MAX_SERIES = 6
MAX_POINTS = 400
MAX_BARS = 40
_DATE = re.compile(r"(?P<year>[12]\d{3})(?:[-/年.](?P<month>\d{1,2})(?:[-/月.](?P<day>\d{1,2})日?|月)?|年)?")
_STACKED = {ChartKind.STACKED, ChartKind.AREA}


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of columns: a value for each place on the axis, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]

    @property
    def last(self) -> tuple[int, Decimal]:
        """Place and value of its last point."""
        return next((at, v) for at, v in reversed(list(enumerate(self.values))) if v is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """The chart's table, read."""

    places: tuple[str, ...]
    """What stands along the axis, as it is shown."""
    dates: tuple[str, ...]
    """The same as ISO dates; empty when they are no dates."""
    series: tuple[Series, ...]
    stacked: bool

    def tops(self) -> list[Decimal]:
        """Every value that the axis must hold: of stacks, their sums."""
        if not self.stacked:
            return [value for series in self.series for value in series.values if value is not None]
        return [sum((s.values[at] or Decimal(0) for s in self.series), Decimal(0)) for at in range(len(self.places))]


def reading_of(chart: Chart) -> Reading:
    """The series of a chart, in the order of the table.

    Raises:
        Invalid: too many series or places, two values for one place, or a negative value in a stack.
    """
    at_x, at_y = chart.columns.index(chart.x), chart.columns.index(chart.y)
    at_series = chart.columns.index(chart.series) if chart.series else None
    cells: dict[tuple[str, str], Decimal | None] = {}
    for number, row in enumerate(chart.rows, 2):
        key = (row[at_x].strip(), row[at_series].strip() if at_series is not None else "")
        if key in cells:
            raise Invalid(
                T("Row {number} gives a second value for {place}.", number=number, place=" ".join(filter(None, key))),
                T("Keep one row for each place and series."),
            )
        cells[key] = decimal_of(row[at_y]) if row[at_y].strip() else None
    places = list(dict.fromkeys(place for place, _ in cells))
    names = list(dict.fromkeys(name for _, name in cells))
    _require_drawable(chart, places, names)
    dates = [_iso(place) for place in places]
    if all(dates) and chart.kind is not ChartKind.BAR:
        places = [place for _, place in sorted(zip(dates, places, strict=True))]
        dates = sorted(dates)
    series = tuple(Series(name, tuple(cells.get((place, name)) for place in places)) for name in names)
    series = tuple(one for one in series if any(value is not None for value in one.values))
    stacked = chart.kind in _STACKED and len(series) > 1
    if stacked and any(value is not None and value < 0 for one in series for value in one.values):
        raise Invalid(T("A stack can't hold negative values."), T("Choose lines or columns for this table."))
    shown = _short_dates(dates) if all(dates) else places
    return Reading(tuple(shown), tuple(dates) if all(dates) else (), series, stacked)


def _require_drawable(chart: Chart, places: Sequence[str], names: Sequence[str]) -> None:
    if len(names) > MAX_SERIES:
        count = len(names)
        raise Invalid(
            T(
                "The chart has {count} series; {limit} are the most that can be told apart.",
                count=count,
                limit=MAX_SERIES,
            ),
            T("Leave out or add up the smaller ones."),
        )
    bars = len(places) * (1 if chart.kind is ChartKind.STACKED else len(names))
    limit = MAX_POINTS if chart.kind in {ChartKind.LINE, ChartKind.AREA} else MAX_BARS
    if bars > limit:
        raise Invalid(
            T("The chart has {count} places; {limit} are the most for this form.", count=bars, limit=limit),
            T("Choose lines, or take fewer rows."),
        )


def _iso(place: str) -> str:
    """The date that a cell means, `2001`, `2001-05` and `2001年5月1日` among them; empty = no date."""
    found = _DATE.fullmatch(place.removesuffix("T00:00:00"))
    if found is None:
        return ""
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    return f"{found['year']}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _short_dates(dates: Sequence[str]) -> list[str]:
    """Dates as short as they can be: years, months or days."""
    if all(date.endswith("-01-01") for date in dates):
        return [date[:4] for date in dates]
    return [date[:7] for date in dates] if all(date.endswith("-01") for date in dates) else list(dates)


def ticks(lowest: Decimal, highest: Decimal, *, from_zero: bool) -> list[Decimal]:
    """Four to seven round numbers that hold everything, zero among them where it belongs."""
    low = min(lowest, Decimal(0)) if from_zero or lowest <= highest * Decimal("0.4") else lowest
    high = max(highest, Decimal(0)) if from_zero else highest
    if low == high:
        high = low + (abs(low) or Decimal(1))
    step = _round_step((high - low) / 5)
    first = int((low / step).to_integral_value(rounding="ROUND_FLOOR"))
    last = int((high / step).to_integral_value(rounding="ROUND_CEILING"))
    return [step * at for at in range(first, last + 1)]


def _round_step(least: Decimal) -> Decimal:
    scale = Decimal(1).scaleb(least.adjusted())
    return next(scale * n for n in (1, 2, 5, 10) if scale * n >= least)


def shown_number(value: Decimal, step: Decimal | None = None) -> str:
    """A number for readers: thousands separated; ticks by their step, values with as many decimals as help."""
    if step is not None:
        decimals = max(0, -step.normalize().as_tuple().exponent)  # type: ignore[operator]
    elif value == value.to_integral_value():
        decimals = 0
    else:
        given = -value.normalize().as_tuple().exponent  # type: ignore[operator]
        decimals = min(given, 1 if abs(value) >= 10 else 2)
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".replace("-", "−")
