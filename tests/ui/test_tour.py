from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.services.desk import Seat
from editor_app.ui.main_window import MainWindow
from editor_app.ui.tour import STOPS, Tour
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]


def test_the_tour_walks_over_the_real_window_and_ends_on_today(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    window = seat_window(office.admin)
    tour = Tour(window)
    tour.begin()
    places = []
    with qtbot.waitSignal(tour.finished):
        for stop in STOPS:
            assert tour.stop is stop
            assert window.rect().contains(tour.panel.geometry())
            places.append(window.here)
            tour.next.click()
    assert {"today", "write"} <= set(places)
    assert window.here == "today"


def test_esc_skips_the_rest(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    tour = Tour(seat_window(office.admin))
    tour.begin()
    with qtbot.waitSignal(tour.finished):
        QTest.keyClick(tour.next, Qt.Key.Key_Escape)


def test_each_stop_is_read_aloud_with_its_button(office: Office, seat_window: Sit) -> None:
    tour = Tour(seat_window(office.admin))
    tour.begin()
    assert "从“今日”开始" in tour.next.accessibleName()
    tour.dismiss()
