from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.labels import down
from editor_app.ui.widgets.progress import PATIENCE_MS, Progress, Trough


def shown_in_a_page(progress: Progress, qtbot: QtBot) -> QWidget:
    page = QWidget()
    page.setLayout(down(progress))
    qtbot.addWidget(page)
    page.show()
    progress.hide()
    return page


def test_short_work_never_blinks(qtbot: QtBot) -> None:
    progress = Progress()
    page = shown_in_a_page(progress, qtbot)
    progress.begin("上传图片")
    progress.end()
    qtbot.wait(PATIENCE_MS + 50)
    assert progress.isHidden()
    assert page.isVisible()


def test_long_work_shows_how_far_it_is(qtbot: QtBot) -> None:
    progress = Progress()
    page = shown_in_a_page(progress, qtbot)
    progress.begin("上传图片")
    assert progress.isHidden()
    qtbot.waitUntil(progress.isVisible)
    progress.advance(0.6, "上传图片 3/5", "约 12 秒")
    assert progress._text.text() == "上传图片 3/5"
    assert progress._trough.accessibleName() == "60 %"
    assert page.isVisible()


def test_it_can_be_cancelled(qtbot: QtBot) -> None:
    progress = Progress("上传")
    page = shown_in_a_page(progress, qtbot)
    progress.show()
    with qtbot.waitSignal(progress.cancelled):
        qtbot.mouseClick(progress.cancel, Qt.MouseButton.LeftButton)
    assert page.isVisible()


def test_a_share_stays_between_nothing_and_all(qtbot: QtBot) -> None:
    trough = Trough()
    qtbot.addWidget(trough)
    trough.set_share(3)
    assert trough.share == 1
    trough.set_share(-1)
    assert trough.share == 0
