from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.ui.main_window import MainWindow
from editor_app.ui.toast import Toast


def test_a_toast_stands_above_the_status_bar_in_the_middle(window: MainWindow) -> None:
    window.toast("已退回修改")
    toast = window.findChild(Toast)
    assert abs(toast.geometry().center().x() - window.width() / 2) <= 1
    assert toast.geometry().bottom() < window.status.mapTo(window, window.status.rect().topLeft()).y()


def test_a_toast_follows_the_window(window: MainWindow) -> None:
    window.toast("已退回修改")
    window.resize(1280, 720)
    QTest.qWait(1)
    assert window.rect().contains(window.findChild(Toast).geometry())


def test_what_was_done_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    undone: list[bool] = []
    window.toast("已退回修改", "撤销", lambda: undone.append(True))
    toast = window.findChild(Toast)
    assert toast.action.accessibleName() == "撤销"
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toast.isHidden()


def test_a_toast_without_a_deed_shows_none_and_can_be_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.toast("已保存")
    toast = window.findChild(Toast)
    assert toast.text == "已保存"
    assert toast.action.isHidden()
    qtbot.mouseClick(toast.close_button, Qt.MouseButton.LeftButton)
    assert toast.isHidden()


def test_it_goes_by_itself_unless_someone_is_there(window: MainWindow) -> None:
    window.toast("已保存", "撤销", lambda: None)
    toast = window.findChild(Toast)
    toast.action.setFocus()
    toast._leave()
    held = toast.isVisible()
    window.setFocus()
    toast._leave()
    assert toast.isHidden()
    assert held or not window.isActiveWindow()
