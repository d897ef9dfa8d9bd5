from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.ui.idle import IdleWatch


def test_nobody_at_the_computer_is_noticed_after_the_time(qtbot: QtBot) -> None:
    watch = IdleWatch(5)
    watch._timer.setInterval(60)
    with qtbot.waitSignal(watch.idle, timeout=2000):
        watch.begin()
    watch.end()


def test_a_key_anywhere_in_the_window_begins_the_time_anew(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    watch = IdleWatch(5)
    watch._timer.setTimerType(Qt.TimerType.PreciseTimer)
    watch._timer.setInterval(10_000)
    watch.begin()
    qtbot.wait(50)
    before = watch._timer.remainingTime()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert watch._timer.remainingTime() > before
    watch.end()


def test_the_time_can_be_changed_while_it_runs() -> None:
    watch = IdleWatch(10)
    watch.begin()
    watch.set_minutes(5)
    assert watch.minutes == 5
    assert watch._timer.remainingTime() < 6 * 60_000  # a coarse timer
    watch.end()
    assert not watch._timer.isActive()
