from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.services import silence
from editor_app.services.desk import Seat
from editor_app.ui.app import session_of
from editor_app.ui.freezing import KEYS, FreezeBand
from editor_app.ui.main_window import MainWindow
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]


def _band(window: MainWindow) -> FreezeBand | None:
    return session_of(window).freeze.band


def test_one_chord_asks_why_and_only_a_reason_stops_all_sending(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    window = seat_window(office.publisher)
    watch = session_of(window).freeze
    watch.ask_freeze()
    assert watch.question is not None
    watch.question.verb.click()
    assert silence.standing(office.desk) is None
    watch.question.reason.set_text("数字有误")
    watch.question.verb.click()
    qtbot.waitUntil(lambda: silence.standing(office.desk) is not None)
    qtbot.waitUntil(lambda: _band(window) is not None)
    band = _band(window)
    assert band is not None
    assert "数字有误" in band.accessibleName()
    assert office.publisher.member.name in band.accessibleName()
    assert not window.top.freeze.isVisible()


def test_the_band_stands_over_every_view_and_survives_another_language(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    silence.freeze(office.publisher, "数字有误")
    window = seat_window(office.publisher)
    qtbot.waitUntil(lambda: _band(window) is not None)
    for place in ("today", "write", "queue", "settings"):
        window.go(place)
        band = _band(window)
        assert band is not None
        assert band.isVisible()
        assert band.width() == window.width()
    session_of(window).rebuild()
    again = _band(window)
    assert again is not None
    qtbot.waitUntil(again.isVisible)


def test_a_freeze_of_another_window_is_shown_here_and_lifting_it_takes_a_reason(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    window = seat_window(office.publisher)
    watch = session_of(window).freeze
    silence.freeze(office.reviewer1, "引文有误")
    qtbot.waitUntil(lambda: _band(window) is not None)
    watch.ask_lift()
    assert watch.question is not None
    watch.question.reason.set_text("已核对")
    watch.question.verb.click()
    qtbot.waitUntil(lambda: silence.standing(office.desk) is None)
    qtbot.waitUntil(lambda: _band(window) is None)
    assert window.top.freeze.isVisible()


def test_who_may_not_stop_or_lift_reads_why(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    silence.freeze(office.publisher, "数字有误")
    window = seat_window(office.reviewer1)
    qtbot.waitUntil(lambda: _band(window) is not None)
    band = _band(window)
    assert band is not None
    assert not band.lift.isVisible()
    assert session_of(window).freeze.why_no_lift()
    silence.lift(office.publisher, "已核对")
    qtbot.waitUntil(lambda: _band(window) is None)
    assert window.top.freeze.isEnabled(), "whoever sees the need may stop all sending"


def test_the_chord_takes_four_keys(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    assert KEYS.count("+") == 3
    window = seat_window(office.publisher)
    watch = session_of(window).freeze
    qtbot.waitUntil(window.isActiveWindow)
    every = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_F, every)
    qtbot.waitUntil(lambda: watch.question is not None)
