"""Tables from files and from the clipboard, as cells of text, ready for a chart or for Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.chart import decimal_of
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.rendering import limited
from editor_app.rendering.charset import decoded
from editor_app.rendering.given import content_of
from editor_app.rendering.limited import JobFailed
from editor_app.rendering.office_words import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import Tag

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
MAX_TEXT_BYTES = 8 * 1024 * 1024
MAX_COLUMNS = 200
_LONGEST_NUMBER = 9
_DELIMITERS = (",", "\t", ";", "，")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of text under named columns; every row is as long as the head."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of one column.

        Raises:
            Invalid: no such column.
        """
        if name not in self.columns:
            raise Invalid(T("The table has no column “{name}”.", name=name), T("Choose one of its columns."))
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def numeric_columns(self) -> tuple[str, ...]:
        """Columns in which every filled cell is a number, and some cell is filled."""
        return tuple(name for name in self.columns if _is_numeric(self.column(name)))


def table_from_file(path: Path, sheet: str = "") -> Table:
    """The table in a CSV or Excel file.

    Raises:
        Invalid: no such file, no table, ragged rows (the sentence names the row), damaged.
    """
    try:
        content = content_of(path)
    except OSError as refused:
        raise Invalid(T("{name} can't be read.", name=path.name), T("Check the name and the folder.")) from refused
    return table_from(content, path.name, sheet)


def table_from(content: bytes, name: str, sheet: str = "") -> Table:
    """The table in `content`.

    Args:
        content: a whole file.
        name: its name; the ending says the kind.
        sheet: which sheet of a workbook; empty = the first one with cells.

    Raises:
        Invalid: as `table_from_file`.
    """
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise Invalid(T("{name} holds no table that can be read.", name=name), T("Save the table as CSV or XLSX."))
    if kind in {".xlsx", ".xls", ".ods"}:
        return table_from_cells(_workbook_cells(content, name, sheet))
    if len(content) > MAX_TEXT_BYTES:
        raise Invalid(
            T("{name} is larger than {limit} MB.", name=name, limit=8), T("Take the rows that the chart needs.")
        )
    return table_from_cells(_rows_of(decoded(content, name).text))


def table_from_clipboard(text: str, html: str = "") -> Table | None:
    """What was copied from Excel, WPS or a web page, when it is a table of two rows and columns at least.

    Raises:
        Invalid: it is a table, with ragged rows.
    """
    if "<table" in html.lower():
        cells = _html_cells(html)
    elif "\t" in text and "\n" in text.strip():
        cells = _parsed(text, "\t")
    else:
        return None
    table = table_from_cells(cells) if len(cells) > 1 else None
    return table if table is not None and len(table.columns) > 1 else None


def table_from_cells(cells: Sequence[Sequence[str]]) -> Table:
    """The table whose first full row is the head; title lines above it and empty rows are left out.

    Raises:
        Invalid: no rows, or a row of another length; the sentence names it, counted from the first line.
    """
    numbered = [(n, _trimmed(row)) for n, row in enumerate(cells, 1)]
    filled = [(n, row) for n, row in numbered if row]
    while len(filled) > 2 and len(filled[0][1]) == 1 < min(len(filled[1][1]), len(filled[2][1])):
        filled.pop(0)  # a title above the table
    if len(filled) < 2:
        raise Invalid(T("There is no table with a head and rows."), T("Put the names of the columns in the first row."))
    head = tuple(name or f"#{n}" for n, name in enumerate(filled[0][1], 1))
    if len(head) > MAX_COLUMNS:
        raise Invalid(
            T("The table has {count} columns; {limit} are the most.", count=len(head), limit=MAX_COLUMNS),
            T("Take the columns that the chart needs."),
        )
    widths = {n: len(row) for n, row in enumerate(cells, 1)}
    return Table(head, tuple(_of_width(row, len(head), n, widths[n]) for n, row in filled[1:]))


def long_table(table: Table, x: str, ys: Sequence[str], names: tuple[str, str]) -> Table:
    """A table with one column of values: a row for each cell of the columns `ys`.

    Args:
        table: wide, a column for each series.
        x: the column that stays.
        ys: the columns that become series, named by their heads.
        names: of the new columns for series and value.

    Raises:
        Invalid: no such column.
    """
    at, columns = table.column(x), [(y, table.column(y)) for y in ys]
    rows = tuple((at[n], y, cells[n]) for y, cells in columns for n in range(len(table.rows)))
    return Table((x, *names), rows)


def table_markdown(table: Table) -> str:
    """The table as Markdown, numbers to the right."""
    numeric = set(table.numeric_columns())
    rule = ["--:" if name in numeric else "---" for name in table.columns]
    lines = [table.columns, rule, *table.rows]
    return "\n".join("| " + " | ".join(_cell_markdown(cell) for cell in line) + " |" for line in lines) + "\n"


def _cell_markdown(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    try:
        return bool([decimal_of(cell) for cell in filled])
    except Invalid:
        return False


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = [" ".join(cell.replace("\u00a0", " ").split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _of_width(row: list[str], wanted: int, number: int, given: int) -> tuple[str, ...]:
    """The row, when it was as long as the head; empty cells at its end count as given."""
    if len(row) > wanted or given < wanted:
        have = max(len(row), given)
        raise Invalid(
            T("Row {number} has {have} cells, the head has {want}.", number=number, have=have, want=wanted),
            T("Make all rows as long as the head."),
        )
    return (*row, *[""] * (wanted - len(row)))


def _rows_of(text: str) -> list[list[str]]:
    """CSV with whatever stands between its cells."""
    first = re.match(r"sep=(.)\n", text)
    if first:
        return _parsed(text[first.end() :], first[1])
    sample = "\n".join(text.split("\n")[:200])
    return _parsed(text, max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter)))


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """How well the delimiter parts the sample into rows of equal length."""
    widths = Counter(len(row) for row in _parsed(sample, delimiter) if row)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (count / widths.total() if width > 1 else 0.0, width)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise Invalid(
            T("The table can't be read: its quotation marks don't match."), T("Save it anew as CSV.")
        ) from broken


def _workbook_cells(content: bytes, name: str, sheet: str) -> list[list[str]]:
    try:
        reply = limited.run("office.xlsx", {"sheet": sheet}, content)
    except JobFailed as refused:
        raise refusal(refused, name) from refused
    cells: list[list[str]] = json.loads(reply.blobs[0])
    return cells


def _html_cells(html: str) -> list[list[str]]:
    """The cells of the first table, joined ones repeated."""
    from bs4 import BeautifulSoup

    table = BeautifulSoup(html, "lxml").find("table")
    rows: list[list[str]] = []
    below: dict[tuple[int, int], str] = {}
    for y, line in enumerate(table.find_all("tr") if table else ()):
        row: list[str] = []
        for cell in line.find_all(["td", "th"]):
            while (y, len(row)) in below:
                row.append(below.pop((y, len(row))))
            words = cell.get_text(" ", strip=True)
            for _ in range(_span(cell, "colspan")):
                below |= {(y + down, len(row)): words for down in range(1, _span(cell, "rowspan"))}
                row.append(words)
        while (y, len(row)) in below:
            row.append(below.pop((y, len(row))))
        rows.append(row)
    return rows


def _span(cell: Tag, name: str) -> int:
    number = str(cell.get(name) or "1")
    is_span = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    return max(1, min(int(number), MAX_COLUMNS)) if is_span else 1
