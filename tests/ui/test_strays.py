"""No piece of a view is ever a window of its own: it would flash on the screen and take the keyboard away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from editor_app.ui import background
from editor_app.ui.app import session_of, window_for
from editor_app.ui.main_window import MainWindow
from editor_app.ui.view import find_places
from tests.ui.views.recall.cases import busy
from tests.ui.views.staged import Stage, new_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PLACES = [place.key for place in find_places()]


class Strays(QObject):
    """Remembers every widget that was shown as a window although it is a piece of one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and not isinstance(watched, MainWindow):
            self.found.append(repr(watched))
        return False


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Stage]:
    made = new_stage(tmp_path / "office")
    yield made
    background.shut_down()
    made.close()


def test_no_piece_of_a_view_is_a_window_of_its_own(office: Stage, qtbot: QtBot) -> None:
    busy(office)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = window_for(office.publisher)
    qtbot.addWidget(window)
    window.show()
    strays = Strays()
    application.installEventFilter(strays)
    try:
        for place in PLACES:
            window.go(place)
            qtbot.waitUntil(lambda: not background._out, timeout=20_000)
    finally:
        application.removeEventFilter(strays)
    session_of(window).close()
    assert sorted(set(strays.found)) == []
