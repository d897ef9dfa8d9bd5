from pytestqt.qtbot import QtBot

from editor_app.services.pointing import HEAD
from editor_app.ui.chart_grid import ChartGrid
from tests.services.test_pointing import CHART


def test_a_cell_is_chosen_by_its_row_of_the_data_and_nothing_is_the_whole_chart(qtbot: QtBot) -> None:
    grid = ChartGrid()
    qtbot.addWidget(grid)
    grid.show_chart(CHART, {(3, 2): "1, 2"})
    assert grid.cell() is None
    assert grid.item(4, 2).text() == "11  (1, 2)"
    with qtbot.waitSignal(grid.pointed):
        grid.setCurrentCell(4, 2)
    assert grid.cell() == (3, 2)
    grid.setCurrentCell(0, 1)
    assert grid.cell() == (HEAD, 1)
    grid.show_chart(CHART, {})
    assert grid.cell() is None
