"""The data of a chart as cells to point at, the names of the columns first; apart because nothing is changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from editor_app.services.pointing import HEAD
from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.chart import Chart

_ROW: Final = 28


class ChartGrid(QTableWidget):
    """`pointed` tells that another cell is meant; none is the whole chart."""

    pointed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Data of the chart"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFont(fonts.font(Role.DENSE))
        for heads in (self.horizontalHeader(), self.verticalHeader()):
            heads.hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(_ROW))
        self.itemSelectionChanged.connect(self.pointed)

    def show_chart(self, chart: Chart, commented: Mapping[tuple[int, int], str]) -> None:
        """Show another chart; `commented` tells what numbers comments have, by row and column."""
        self.clear()
        self.setRowCount(len(chart.rows) + 1)
        self.setColumnCount(len(chart.columns))
        bold = QFont(self.font())
        bold.setBold(True)
        for row, line in enumerate((chart.columns, *chart.rows), HEAD):
            for column, words in enumerate(line):
                numbers = commented.get((row, column), "")
                item = QTableWidgetItem(f"{words}  ({numbers})" if numbers else words)
                if numbers:
                    item.setBackground(theme.colours().hl)
                if row == HEAD:
                    item.setFont(bold)
                if row != HEAD and chart.columns[column] == chart.y:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row - HEAD, column, item)
        self.clearSelection()
        self.setCurrentCell(-1, -1)

    def cell(self) -> tuple[int, int] | None:
        """The row and column that are meant; None = the whole chart."""
        chosen = self.selectedIndexes()
        return (chosen[0].row() + HEAD, chosen[0].column()) if chosen else None
