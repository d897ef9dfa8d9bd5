from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui import theme
from editor_app.ui.cover import Cover
from tests.ui.conftest import colours_in


def test_a_cover_shows_nothing_of_what_lies_below(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.setStyleSheet("background: #00ff00")
    below = QLabel("机密", window)
    below.resize(1200, 700)
    window.show()
    cover = Cover(window)
    cover.setStyleSheet("background: none")
    cover.open_over()
    assert "#00ff00" not in colours_in(window.grab().toImage())


def test_neither_esc_nor_a_click_takes_a_cover_away(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    cover = Cover(window)
    cover.say_where("练习工作区")
    cover.open_over()
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert cover.isVisible()
    assert cover.size() == window.size()


def test_the_programs_name_makes_room_in_a_small_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 640)
    window.show()
    cover = Cover(window)
    cover.open_over()
    assert not cover._promise.isVisible()
    window.resize(1200, 640)
    assert cover._promise.isVisible()
    assert theme.active().choice == "light"
