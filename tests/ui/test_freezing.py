import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.progress import Progress
from editor_app.domain.text import T
from editor_app.services import silence
from editor_app.services.desk import Seat
from editor_app.ui.app import session_of
from editor_app.ui.freezing import KEYS, FreezeBand
from editor_app.ui.main_window import MainWindow
from editor_app.ui.widgets.labels import Label
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


@dataclass
class Steps:
    """The holding of a queue, step by step, each when the test says so."""

    done: int = 0
    may_go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    ended: threading.Event = field(default_factory=threading.Event)

    def hold(self, *told: Progress) -> int:
        """What the service does in its place."""
        progress = told[-1]
        try:
            while self.done < 100:
                progress(self.done / 100, T("Held: {held} of {number}", held=self.done, number=100))
                assert self.may_go_on.acquire(timeout=30)
                self.done += 1
        finally:
            self.ended.set()
        return self.done


def test_how_far_the_holding_is_stands_in_the_band_and_cancel_leaves_the_freeze_standing(
    office: Office, seat_window: Sit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps()
    monkeypatch.setattr(silence, "_hold_the_rest", steps.hold)
    window = seat_window(office.publisher)
    watch = session_of(window).freeze
    watch.ask_freeze()
    assert watch.question is not None
    watch.question.reason.set_text("数字有误")
    watch.question.verb.click()
    qtbot.waitUntil(lambda: _band(window) is not None)
    band = _band(window)
    assert band is not None
    steps.may_go_on.release()
    qtbot.waitUntil(band.cancel.isVisible)
    assert any("100" in label.text() for label in band.findChildren(Label))
    assert not band.lift.isEnabled(), "nothing is lifted while the queue is being held"
    band.cancel.click()
    steps.may_go_on.release()
    qtbot.waitUntil(steps.ended.is_set)
    assert not band.cancel.isVisible()
    assert band.lift.isEnabled()
    assert silence.standing(office.desk) is not None
    assert steps.done < 10, "the holding ended at its next step"
