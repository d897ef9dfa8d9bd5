"""The dialog that makes a chart."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.chart import Chart, ChartKind
from editor_app.rendering.tables import Table
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.chart_dialog import ChartDialog
from editor_app.ui.views.write.view import WriteView

TABLE = Table(("年份", "风电", "光伏"), (("2024", "1", "3"), ("2025", "2", "6"), ("2026", "15", "9")))


def filled(window: MainWindow, **said: str) -> ChartDialog:
    dialog = ChartDialog(window, TABLE)
    words = {"title": "风电两年增至十五倍", "unit": "亿千瓦时", "source": "统计局", "as_of": "2026"} | said
    for name, value in words.items():
        getattr(dialog, name).set_text(value)
    return dialog


def test_the_drawing_and_a_first_alternative_text_come_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    dialog = filled(window)
    dialog.ask()
    qtbot.waitUntil(lambda: dialog.drawing.is_drawn, timeout=20_000)
    assert "风电两年增至十五倍" in dialog.alt.text()
    assert "15" in dialog.foot.note.text()
    dialog.alt.set_text("自己写的")
    dialog.title.set_text("另一个标题")
    dialog._draw()
    assert dialog.alt.text() == "自己写的"


@pytest.mark.parametrize("missing", ["source", "alt", "title", "as_of", "unit"])
def test_without_its_words_there_is_no_chart(window: MainWindow, qtbot: QtBot, missing: str) -> None:
    dialog = filled(window, alt="线图")
    getattr(dialog, missing).set_text("")
    made: list[Chart] = []
    dialog.made.connect(made.append)
    dialog.ask()
    dialog.insert.click()
    assert made == []
    assert dialog.isVisible()
    assert getattr(dialog, missing).control.has_error
    del qtbot


def test_several_columns_of_numbers_become_series(window: MainWindow, qtbot: QtBot) -> None:
    dialog = filled(window, alt="线图")
    dialog.ask()
    with qtbot.waitSignal(dialog.made) as made:
        dialog.insert.click()
    chart = made.args[0]
    assert chart.kind is ChartKind.LINE
    assert len(chart.rows) == 6
    assert chart.series


def test_a_table_comes_from_a_file_and_a_bad_one_says_why(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    good, bad = tmp_path / "量.csv", tmp_path / "坏.csv"
    good.write_bytes("年份,数量\n2025,1\n2026,2\n".encode("gb18030"))
    bad.write_text("年份,数量\n2025\n")
    dialog = ChartDialog(window)
    dialog.take_file(good)
    qtbot.waitUntil(lambda: dialog.cells.rowCount() == 4)
    assert dialog.cells.table().columns == ("年份", "数量")
    dialog.take_file(bad)
    qtbot.waitUntil(lambda: "2" in dialog.drawing.accessibleDescription())


def test_it_fits_1280_by_720(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    dialog = filled(window)
    dialog.ask()
    assert dialog.panel.height() <= 720
    assert dialog.panel.geometry().bottom() < 720
    assert dialog.insert.geometry().bottom() < dialog.panel.height()
    assert dialog.drawing.height() >= 180
    del qtbot


def test_an_inserted_chart_stands_in_the_draft_and_on_the_sheet(view: WriteView, qtbot: QtBot) -> None:
    view.inserting.ask_chart(TABLE)
    dialog = view.inserting.dialog
    assert isinstance(dialog, ChartDialog)
    for field in (dialog.title, dialog.unit, dialog.source, dialog.alt):
        field.set_text("词")
    dialog.as_of.set_text("2026")
    dialog.insert.click()
    assert view.working is not None
    (chart,) = view.working.draft.charts
    assert f"![词](chart:{chart.id})" in view.editor.text()
    line = view.editor.text().split("\n").index(f"![词](chart:{chart.id})")
    view.inserting.edit_chip(line)
    again = view.inserting.dialog
    assert isinstance(again, ChartDialog)
    again.alt.set_text("改过")
    again.insert.click()
    assert f"![改过](chart:{chart.id})" in view.editor.text()
    assert view.working.draft.charts[0].alt == "改过"
    with qtbot.waitSignal(view.saving.saved):
        view.save()
