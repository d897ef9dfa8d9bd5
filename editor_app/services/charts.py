"""Charts: a person's table with title, unit, source, date and words for those who can't see it, put in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import ChartId, new_id
from editor_app.domain.media import placement_markdown
from editor_app.domain.text import T
from editor_app.services import documents

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import DocumentId
    from editor_app.rendering.tables import Table
    from editor_app.services.desk import Seat


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of a chart."""

    kind: ChartKind
    title: str
    unit: str
    source: str
    as_of: str
    alt: str
    note: str = ""
    x: str = ""
    """Column; empty = the first one."""
    y: str = ""
    """Column; empty = the first one with numbers besides `x`."""
    series: str = ""
    """Column; empty = one that tells rows of the same `x` apart, when there are such."""


@dataclass(frozen=True, slots=True)
class Added:
    """A chart and the revision that places it."""

    chart: Chart
    revision: Revision


def chart_of(table: Table, words: Words) -> Chart:
    """The chart of a table.

    Raises:
        Invalid: no title, unit, source, date or alternative text; no such column; a cell that is no number.
    """
    x = words.x or table.columns[0]
    y = words.y or next((name for name in table.numeric_columns() if name not in {x, words.series}), "")
    if not y:
        raise Invalid(T("The table has no column of numbers."), T("Choose the column of values, or correct its cells."))
    return Chart(
        id=ChartId(new_id()),
        kind=words.kind,
        title=words.title.strip(),
        unit=words.unit.strip(),
        source=words.source.strip(),
        as_of=words.as_of.strip(),
        alt=words.alt.strip(),
        note=words.note.strip(),
        x=x,
        y=y,
        series=words.series or _series(table, x, y),
        columns=table.columns,
        rows=table.rows,
    )


def add(seat: Seat, document: DocumentId, table: Table, words: Words, *, revise: bool = False) -> Added:
    """Put the chart of a table at the end of a document.

    Raises:
        Invalid: as in `chart_of`, or too much for one drawing.
        ReviseFirst, Refused: as in `documents.save_revision`.
    """
    from editor_app.rendering.chart_series import reading_of

    chart = chart_of(table, words)
    reading_of(chart)  # what can't be drawn is refused here, where the table can still be changed
    block = placement_markdown(f"chart:{chart.id}", chart.alt)
    return Added(chart, documents.append(seat, document, block, (chart,), revise=revise))


def add_file(seat: Seat, document: DocumentId, path: Path, words: Words, *, revise: bool = False) -> Added:
    """The same with the table of a CSV or Excel file.

    Raises:
        Invalid: no table, or ragged rows; the sentence names the row.
    """
    from editor_app.rendering.tables import table_from_file

    return add(seat, document, table_from_file(path), words, revise=revise)


def _series(table: Table, x: str, y: str) -> str:
    """A column of words that tells rows with the same `x` apart; empty = none is needed."""
    if len(set(table.column(x))) == len(table.rows):
        return ""
    numeric = set(table.numeric_columns())
    return next((name for name in table.columns if name not in {x, y} and name not in numeric), "")
