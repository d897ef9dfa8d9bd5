"""No key of the window means two things at once: global ones, those of each view, and those of its buttons."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from editor_app.services.desk import Seat
from editor_app.ui.main_window import MainWindow
from editor_app.ui.view import find_places
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]
PLACES = [place.key for place in find_places()]


def _everywhere(window: MainWindow) -> set[str]:
    """Keys that work in every view."""
    own = {key for shortcut in window.findChildren(QShortcut) for key in [shortcut.key().toString()]}
    return own - {""}


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_in_a_view(place: str, office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    assert qtbot is not None
    window = seat_window(office.publisher)
    window.go("today")
    everywhere = _everywhere(window) - {QKeySequence(a.keys).toString() for a in window.view("today").actions_offered()}
    assert len(everywhere) > len(PLACES)
    window.go(place)
    view = window.view(place)
    named = {QKeySequence(action.keys).toString(): action.text for action in view.actions_offered() if action.keys}
    keys = [QKeySequence(action.keys).toString() for action in view.actions_offered() if action.keys]
    keys += [b.shortcut().toString() for b in view.findChildren(QAbstractButton) if not b.shortcut().isEmpty()]
    twice = {key: named.get(key) for key, count in Counter(keys).items() if count > 1}
    assert not twice
    assert not everywhere & set(keys)


def test_each_chord_is_one_that_qt_understands(office: Office, seat_window: Sit) -> None:
    window = seat_window(office.publisher)
    for place in PLACES:
        window.go(place)
        for action in window.view(place).actions_offered():
            if action.keys:
                assert QKeySequence(action.keys).count() == 1, action.keys
                assert QKeySequence(action.keys).toString(), action.keys
