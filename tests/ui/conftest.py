"""What every test of the window starts from: our theme, Chinese, text at 100 %, and no motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from editor_app.ui import background, i18n, preferences, theme
from editor_app.ui import type as fonts
from editor_app.ui.app import session_of, window_for
from editor_app.ui.preferences import Preferences
from tests.services.office import Office, full_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns at each window that has a least size."""
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> Iterator[theme.Theme]:
    """The theme in force, light and still."""
    made = theme.Theme("light", still=True)
    theme.apply(qapp, made)
    i18n.use_language("zh_CN")
    fonts.set_scale(1.0)
    yield made
    i18n.use_language("zh_CN")
    fonts.set_scale(1.0)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """The shell around the gallery's pages, shown at 1440 x 900."""
    from tests.ui import gallery

    made = gallery.window("today")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    return made


@pytest.fixture(autouse=True)
def chosen(tmp_path: Path) -> Preferences:
    """Preferences that nobody shares."""
    made = Preferences(tmp_path / "preferences.ini")
    made.set_theme("light")
    made.set_language("zh_CN")
    preferences.use(made)
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A real workspace with everybody at their desks."""
    made = full_office(tmp_path / "office")
    yield made
    background.shut_down()
    made.desk.close()


@pytest.fixture
def seat_window(qtbot: QtBot) -> Iterator[Callable[[Seat], MainWindow]]:
    """Makes windows with a member seated, as the program does."""
    made: list[MainWindow] = []

    def stop_senders(_first: object) -> None:
        """The desk is one for all of them here, so that the first to close it would cut off the others."""
        for window in made:
            session_of(window).publisher.stop()

    def sit(seat: Seat) -> MainWindow:
        window = window_for(seat)
        qtbot.addWidget(window, before_close_func=stop_senders)
        window.show()
        made.append(window)
        return window

    yield sit
    stop_senders(None)
    for window in made:
        session_of(window).close()


def painted(widget: QWidget, width: int = 0, height: int = 0) -> QImage:
    """What `widget` looks like at its own size, or at the one given."""
    size = QSize(width, height) if width else widget.sizeHint()
    widget.resize(size)
    return widget.grab().toImage()


def colours_in(image: QImage) -> set[str]:
    """The names of all colours in `image`."""
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
