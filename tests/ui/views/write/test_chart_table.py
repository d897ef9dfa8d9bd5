"""The cells of a chart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Invalid
from editor_app.rendering.tables import Table
from editor_app.ui import theme
from editor_app.ui.views.write.chart_table import Cells, CellTable

TABLE = Table(("年份", "数量"), (("2025", "1"), ("2026", "2")))


def test_a_table_is_shown_with_an_empty_row_below_and_read_back() -> None:
    cells = Cells()
    cells.set_table(TABLE)
    assert (cells.rowCount(), cells.columnCount()) == (4, 2)
    assert cells.table() == TABLE


def test_typing_into_the_last_row_makes_room_for_the_next() -> None:
    cells = Cells()
    cells.set_table(TABLE)
    assert cells.setData(cells.index(3, 0), "2027")
    assert cells.rowCount() == 5
    assert cells.setData(cells.index(3, 1), "3")
    assert cells.table().rows[-1] == ("2027", "3")


def test_cells_of_excel_are_pasted_where_the_cursor_stands(qtbot: QtBot) -> None:
    cells = Cells()
    table = CellTable(cells)
    qtbot.addWidget(table)
    QGuiApplication.clipboard().setText("年份\t甲\t乙\r\n2025\t1\t2\r\n2026\t3\t4\r\n")
    table.setCurrentIndex(cells.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert cells.table() == Table(("年份", "甲", "乙"), (("2025", "1", "2"), ("2026", "3", "4")))
    table.setCurrentIndex(cells.index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert cells.table().rows[0] == ("2025", "", "2")


def test_a_slip_in_a_column_of_numbers_is_carmine_and_words_in_one_of_words_are_not() -> None:
    cells = Cells()
    cells.set_table(Table(("年", "来源", "数"), (("2025", "风", "1"), ("2026", "光", "二"), ("2027", "水", "3"))))
    colour = Qt.ItemDataRole.ForegroundRole
    assert cells.data(cells.index(2, 2), colour) == theme.colours().carmine
    assert cells.data(cells.index(2, 1), colour) is None


def test_an_empty_table_says_so() -> None:
    with pytest.raises(Invalid):
        Cells().table()
