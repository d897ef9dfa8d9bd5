"""A delivery's state as a widget; apart because one story and many chosen ones both show it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, paint
from editor_app.ui import type as fonts


class StateBadge(QWidget):
    """A delivery's state as a widget."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        self.setAccessibleName(badges.word_of(state))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(badges.state_width(self._state) + 2, fonts.scaled(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        left = self.width() - badges.state_width(self._state) + (6 if badges.STATES[self._state].ground else 0)
        with QPainter(self) as painter:
            paint.smooth(painter)
            badges.paint_state(painter, left, self.height() / 2, self._state)
