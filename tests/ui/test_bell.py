from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.bell import Bell, BellCount
from editor_app.ui.waiting import Task
from editor_app.ui.widgets.buttons import IconButton

TASK = Task("k", "reviews", "icon:stamp", "元旦假期安排", "何敬之送审", "", "审核", "review", (("edition", "e1"),))


def over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    return window


def test_a_press_on_a_notice_leads_to_its_place(qtbot: QtBot) -> None:
    window = over(qtbot)
    bell = Bell(window, [TASK])
    bell.open_over()
    with qtbot.waitSignal(bell.chosen) as told:
        bell.rows[0].button.click()
    assert told.args == [TASK]
    assert not bell.isVisible()


def test_a_press_beside_the_list_takes_it_away(qtbot: QtBot) -> None:
    window = over(qtbot)
    bell = Bell(window, [TASK] * 9)
    bell.open_over()
    QTest.mouseClick(bell, Qt.MouseButton.LeftButton, pos=QPoint(5, 600))
    assert not bell.isVisible()


def test_without_notices_the_list_says_so(qtbot: QtBot) -> None:
    window = over(qtbot)
    bell = Bell(window, [])
    bell.open_over()
    assert bell.rows == []
    assert bell.panel.height() > 60


def test_the_number_is_seen_and_heard(qtbot: QtBot) -> None:
    button = IconButton("bell", "提醒")
    qtbot.addWidget(button)
    button.show()
    count = BellCount(button)
    count.set_count(3)
    assert count.isVisible()
    assert "3" in button.accessibleName()
    count.set_count(0)
    assert not count.isVisible()
