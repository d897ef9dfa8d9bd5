"""A mark and a sentence, and facts in two columns; apart because every part of the panel beside the list shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from editor_app.ui import glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, across

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABEL: Final = 112
_LABEL_MOST: Final = 140
"""A longer one wraps: what it says needs the room."""


class Fact(QWidget):
    """A mark and a sentence."""

    def __init__(self, mark: str, tone: str, words: str, role: Role = Role.DENSE) -> None:
        super().__init__()
        self._mark, self._tone = mark, tone
        self.label = Label(words, role, "ink" if tone in ("green", "ink2") else tone, wrap=True)
        self.setLayout(across(self.label, margins=(24, 2, 0, 2)))
        self.setAccessibleName(words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            top = 2 + round((fonts.line(self.label.role) - 16) / 2)
            if self._mark == "absent":
                paint.horizontal(painter, 3, 13, top + 8, colours.ink3)
            else:
                glyphs.paint(painter, self._mark, QRectF(0, top, 16, 16), colours[self._tone], colours.on_state)


def facts(pairs: Iterable[tuple[str, str]]) -> QWidget:
    """Labels at the left, what they say at the right."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, fonts.scaled(_LABEL))
    grid.setColumnStretch(1, 1)
    for row, (label, value) in enumerate(pairs):
        left = Label(label, Role.DENSE, "ink3", wrap=True)
        left.setMaximumWidth(fonts.scaled(_LABEL_MOST))
        grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        right = Label(value, Role.DENSE, wrap=True)
        right.setToolTip(tip(value))
        grid.addWidget(right, row, 1)
    holder = QWidget()
    holder.setLayout(grid)
    return holder
