"""Working a window without a mouse: keys go to what has the focus, words come as an input method commits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_MOST = 120


def focused(window: QWidget) -> QWidget:
    """What has the focus, else the window."""
    return QApplication.focusWidget() or window


def press(qtbot: QtBot, window: QWidget, keys: str) -> None:
    """Press a chord such as `Ctrl+Return`."""
    chord = QKeySequence(keys)[0]
    qtbot.keyClick(focused(window), chord.key(), chord.keyboardModifiers())


def write(window: QWidget, words: str) -> None:
    """Write Chinese where the focus is."""
    typed = QInputMethodEvent()
    typed.setCommitString(words)
    QApplication.sendEvent(focused(window), typed)


def walk_to(qtbot: QtBot, window: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """Tab until something of that kind whose accessible name holds `name` has the focus.

    Raises:
        AssertionError: it can't be reached so; the message tells the way that was gone.
    """
    way: list[str] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        if isinstance(here, kind) and name in here.accessibleName():
            return here
        way.append(here.accessibleName() if here is not None else "nothing")
        qtbot.keyClick(focused(window), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}; it came to {', '.join(dict.fromkeys(way))}")


def push(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Walk to a button and press it with the space bar."""
    button = walk_to(qtbot, window, name, QAbstractButton)
    assert button.isEnabled()
    qtbot.keyClick(button, Qt.Key.Key_Space)
