"""Pictures and charts for the preview."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.identifiers import ChartId
from editor_app.services import media
from editor_app.services.media import Words
from editor_app.ui.views.write.illustrating import WIDEST, Illustrator, drawn
from editor_app.ui.views.write.insert_picture import png_of
from tests.services.office import Office


def chart(title: str) -> Chart:
    return Chart(
        ChartId("c" * 36), ChartKind.COLUMN, title, "件", "局", "2026", "alt", "", "年", "数", "",
        ("年", "数"), (("2025", "1"), ("2026", "2")),
    )  # fmt: skip


def test_a_stored_picture_comes_once_and_small(office: Office, qtbot: QtBot) -> None:
    large = QImage(1600, 900, QImage.Format.Format_RGB32)
    large.fill(0xFF336699)
    kept = media.add(office.editor, png_of(large), Words("湖"))
    owner = QObject()
    illustrator = Illustrator(office.desk, owner)
    with qtbot.waitSignal(illustrator.ready, timeout=10_000) as ready:
        illustrator.want(f"media:{kept.digest}")
    assert ready.args[0] == f"media:{kept.digest}"
    assert ready.args[1].width() == WIDEST
    with qtbot.waitSignal(illustrator.ready):
        illustrator.want(f"media:{kept.digest}")


def test_a_chart_is_drawn_anew_when_its_data_changed(office: Office, qtbot: QtBot) -> None:
    owner = QObject()
    illustrator = Illustrator(office.desk, owner)
    address = f"chart:{'c' * 36}"
    assert illustrator.use_charts({ChartId("c" * 36): chart("一")}) == ()
    with qtbot.waitSignal(illustrator.ready, timeout=30_000):
        illustrator.want(address)
    assert illustrator.use_charts({ChartId("c" * 36): chart("一")}) == ()
    assert illustrator.use_charts({ChartId("c" * 36): chart("二")}) == (address,)
    assert drawn(chart("二")).width() == WIDEST


def test_what_does_not_exist_stays_silent(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    illustrator = Illustrator(office.desk, owner)
    with qtbot.assertNotEmitted(illustrator.ready, wait=300):
        illustrator.want(f"media:{'0' * 64}")
        illustrator.want("chart:none")
    del tmp_path
