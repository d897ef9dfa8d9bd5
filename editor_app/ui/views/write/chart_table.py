"""The cells of a chart as an editable table; apart because typing, pasting and files end in the same cells."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from editor_app.domain.chart import decimal_of
from editor_app.domain.errors import Invalid
from editor_app.rendering.tables import Table, table_from_cells
from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_LEAST_COLUMNS: Final = 2


class Cells(QAbstractTableModel):
    """The first row holds the names of the columns; one empty row stands ready below the last."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[str]] = [["", ""], ["", ""]]
        self._numbers: set[int] | None = None

    def set_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._rows = [list(table.columns), *map(list, table.rows), [""] * len(table.columns)]
        self.endResetModel()
        self._tell()

    def put(self, at_row: int, at_column: int, cells: list[list[str]]) -> None:
        """Write cells from that place on, growing where they need room."""
        self.beginResetModel()
        width = max(self.columnCount(), at_column + max(map(len, cells), default=0))
        height = max(len(self._rows), at_row + len(cells) + 1)
        self._rows = [row + [""] * (width - len(row)) for row in self._rows]
        self._rows += [[""] * width for _ in range(height - len(self._rows))]
        for down, line in enumerate(cells):
            for right, words in enumerate(line):
                self._rows[at_row + down][at_column + right] = words.strip()
        self.endResetModel()
        self._tell()

    def table(self) -> Table:
        """What stands in the cells.

        Raises:
            Invalid: no head or no rows.
        """
        filled = [row for row in self._rows if any(cell.strip() for cell in row)]
        columns = [c for c in range(self.columnCount()) if any(row[c].strip() for row in filled)]
        return table_from_cells([[row[c] for c in columns] for row in filled])

    def _numeric(self) -> set[int]:
        """Columns most of whose cells are numbers: what is none there is a slip."""
        if self._numbers is None:
            self._numbers = set()
            for column in range(1, self.columnCount()):
                filled = [row[column] for row in self._rows[1:] if row[column].strip()]
                if sum(map(_is_number, filled)) * 2 > len(filled):
                    self._numbers.add(column)
        return self._numbers

    def _tell(self) -> None:
        self._numbers = None
        self.edited.emit()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return max(_LEAST_COLUMNS, len(self._rows[0]) if self._rows else 0)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font(Role.NOTE_BOLD if index.row() == 0 else Role.DENSE)
        if role == Qt.ItemDataRole.ForegroundRole and index.row() and not _is_number(words):
            return theme.colours().carmine if index.column() in self._numeric() else None
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self._rows[index.row()][index.column()] = str(value).strip()
        if index.row() == len(self._rows) - 1 and str(value).strip():
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows))
            self._rows.append([""] * self.columnCount())
            self.endInsertRows()
        self.dataChanged.emit(index, index)
        self._tell()
        return True


class CellTable(QTableView):
    """The table on screen: keys move and edit, Ctrl+V takes cells in, Delete empties them."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self._cells = cells
        self.setModel(cells)
        self.setAccessibleName(tr("Table of the chart"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(28))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(fonts.scaled(72))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        font = QFont(fonts.font(Role.DENSE))
        self.setFont(font)
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")

    def paste(self) -> None:
        """Put the clipboard's cells where the cursor is."""
        clipboard = QGuiApplication.clipboard().mimeData()
        text = clipboard.text()
        cells = [line.split("\t") for line in text.replace("\r\n", "\n").strip("\n").split("\n")]
        index = self.currentIndex()
        self._cells.put(max(0, index.row()), max(0, index.column()), cells)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                self._cells.setData(index, "")
        else:
            super().keyPressEvent(event)


def _is_number(words: str) -> bool:
    if not words.strip():
        return True
    try:
        decimal_of(words)
    except Invalid:
        return False
    return True
