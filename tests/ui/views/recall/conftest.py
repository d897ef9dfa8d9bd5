"""The recalls in a window of the practice office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.ui.views.recall import PLACE
from editor_app.ui.views.recall.view import RecallView
from tests.ui.views.staged import window_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, RecallView]]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows the view to a person once its cases are read."""

    def show(stage: Stage, person: str = "publisher", **arguments: str) -> tuple[MainWindow, RecallView]:
        window = window_on(qtbot, stage, person, PLACE)
        window.go("recall", **arguments)
        view = window.view("recall")
        assert isinstance(view, RecallView)
        qtbot.waitUntil(lambda: bool(view.known) or view._stack.currentIndex() == 1)
        return window, view

    return show
