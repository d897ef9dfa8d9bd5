"""A newsroom chart as data: what it shows, in what unit, from which source and date; drawing it is rendering's work."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import ChartId


class ChartKind(StrEnum):
    """The forms a chart can take."""

    LINE = "line"
    COLUMN = "column"
    BAR = "bar"
    STACKED = "stacked"
    AREA = "area"


_NEEDED: dict[str, Text] = {
    "title": T("title"),
    "unit": T("unit"),
    "source": T("source"),
    "as_of": T("date of the data"),
    "alt": T("alternative text"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of a revision, data included."""

    id: ChartId
    kind: ChartKind
    title: str
    unit: str
    source: str
    as_of: str
    """The date of the data, as the source gives it (ISO 8601: year, month or day)."""
    alt: str
    note: str
    x: str
    """Column of the horizontal axis (for bars: of the categories)."""
    y: str
    """Column of the values."""
    series: str
    """Column that tells the series apart; empty = one series."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells as text, each row as long as `columns`; values of `y` read as decimals."""

    def __post_init__(self) -> None:
        _require_words(self)
        _require_table(self)

    def as_json(self) -> dict[str, Json]:
        """Every field, for manifests and stores."""
        return {
            "id": self.id, "kind": self.kind.value, "title": self.title, "unit": self.unit, "source": self.source,
            "as_of": self.as_of, "alt": self.alt, "note": self.note, "x": self.x, "y": self.y, "series": self.series,
            "columns": list(self.columns), "rows": [list(row) for row in self.rows],
        }  # fmt: skip

    def values(self) -> tuple[Decimal, ...]:
        """The column `y` as decimals, in row order; empty cells are left out."""
        at = self.columns.index(self.y)
        return tuple(decimal_of(row[at]) for row in self.rows if row[at].strip())


def decimal_of(cell: str) -> Decimal:
    """The number in a cell; thousands separators (`,` and `，`) and a trailing % are read over.

    Raises:
        Invalid: no number.
    """
    try:
        number = Decimal(cell.strip().replace(",", "").replace("，", "").rstrip("%％"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Invalid(T("“{cell}” is not a number.", cell=cell[:40]), T("Correct the cell, or choose another column."))
    return number


def chart_from_json(value: dict[str, Json]) -> Chart:
    """The inverse of `Chart.as_json`.

    Raises:
        Invalid: a field is missing or breaks a rule of charts.
    """
    fields = dict(value)
    try:
        columns = tuple(str(c) for c in cast("list[str]", fields.pop("columns")))
        rows = tuple(tuple(str(c) for c in row) for row in cast("list[list[str]]", fields.pop("rows")))
        kind = ChartKind(str(fields.pop("kind")))
        return Chart(kind=kind, columns=columns, rows=rows, **{k: str(v) for k, v in fields.items()})  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as broken:
        raise Invalid(T("The stored chart is damaged."), T("Insert the chart again from its table.")) from broken


def _require_words(chart: Chart) -> None:
    for name, words in _NEEDED.items():
        if not str(getattr(chart, name)).strip():
            raise Invalid(
                T("The chart has no {field}.", field=words),
                T("A chart says its title, unit, source, date of the data and a text for those who can't see it."),
            )


def _require_table(chart: Chart) -> None:
    for name in filter(None, (chart.x, chart.y, chart.series)):
        if name not in chart.columns:
            raise Invalid(T("The table has no column “{name}”.", name=name), T("Choose one of its columns."))
    if len(set(chart.columns)) != len(chart.columns):
        raise Invalid(T("Two columns of the table have the same name."), T("Give each column its own name."))
    for number, row in enumerate(chart.rows, 1):
        if len(row) != len(chart.columns):
            raise Invalid(
                T(
                    "Row {number} has {have} cells, the head has {want}.",
                    number=number,
                    have=len(row),
                    want=len(chart.columns),
                ),
                T("Make all rows as long as the head."),
            )
    if not chart.values():
        raise Invalid(T("The chart has no values."), T("Choose a column with numbers."))
