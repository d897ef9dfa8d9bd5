"""Where in a chart's data a comment points: one cell, a series or a column, followed when rows and values change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.anchor import Anchor, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.chart import Chart
    from editor_app.domain.identifiers import AccountId

CHART = "chart"
HEAD = -1
"""The row of the names of the columns."""
_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and where it stands in the words of its chart."""

    row: int
    """0 is the first row of data; `HEAD` holds the names of the columns."""
    column: int
    start: int
    words: str

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.words)


def chart_words(chart: Chart) -> str:
    """Everything that a chart says, line by line: what is compared and commented on."""
    return "\n".join([*_facts(chart), *(_BETWEEN.join(row) for row in (chart.columns, *chart.rows))])


def cells(chart: Chart) -> Iterator[Cell]:
    """Every cell, the names of the columns first."""
    at = sum(len(fact) + 1 for fact in _facts(chart))
    for number, row in enumerate((chart.columns, *chart.rows), HEAD):
        for column, words in enumerate(row):
            yield Cell(number, column, at, words)
            at += len(words) + len(_BETWEEN)
        at += 1 - len(_BETWEEN)


def cell_anchor(chart: Chart, row: int, column: int, account: AccountId | None = None) -> Anchor:
    """The anchor of a cell; an empty one stands for the whole chart.

    Raises:
        StopIteration: there is no such cell.
    """
    found = next(each for each in cells(chart) if (each.row, each.column) == (row, column))
    if not found.words:
        return Anchor(CHART, account, chart.id)
    return Anchor(CHART, account, chart.id, found.words, start=found.start)


def pointed_at(chart: Chart, start: int, quote: str) -> Cell | None:
    """The cell that an anchor means; None = words beside the data."""
    return next((each for each in cells(chart) if each.start == start and each.words == quote), None)


def in_words(chart: Chart, cell: Cell) -> tuple[str, ...]:
    """What the cell is about and what it says; for the name of a column, series or category only that."""
    if cell.row == HEAD or chart.columns[cell.column] != chart.y:
        return (cell.words,)
    return (*_about(chart, cell.row), cell.words)


def followed(anchor: Anchor, before: Chart, now: Chart) -> Found | None:
    """Where the cell stands now, wherever its row went and whatever it says there; None = no cell, or it is gone."""
    was = pointed_at(before, anchor.start, anchor.quote)
    name = before.columns[was.column] if was is not None else ""
    if was is None or name not in now.columns:
        return None
    same = [each for each in cells(now) if now.columns[each.column] == name]
    if was.row == HEAD:
        found = next(each for each in same if each.row == HEAD)
    else:
        fitting = [each for each in same if each.row != HEAD and _fits(each, now, was, before)]
        if not fitting:
            return None
        found = min(fitting, key=lambda each: abs(each.row - was.row))
    return Found(found.start, found.end, is_changed=found.words != anchor.quote)


def _fits(cell: Cell, now: Chart, was: Cell, before: Chart) -> bool:
    if before.columns[was.column] != before.y:
        return cell.words == was.words
    return _about(now, cell.row) == _about(before, was.row)


def _about(chart: Chart, row: int) -> tuple[str, ...]:
    """What a row says of itself: its category, and its series where there are several."""
    values = chart.rows[row]
    return tuple(value for name, value in zip(chart.columns, values, strict=False) if name in {chart.x, chart.series})


def _facts(chart: Chart) -> tuple[str, ...]:
    return (chart.title, chart.unit, chart.source, chart.as_of, chart.alt, chart.note)
