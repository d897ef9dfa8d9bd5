"""The bar of k of n with one segment per delivery; apart because delegates, cards and dialogs paint it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from editor_app.ui import badges, paint, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_WAITING = ("held", "queued", "expired", "cancelled", "void", "withdrawn")


def segment_colour(state: str) -> QColor:
    """The colour of one delivery in the bar; what has not begun is trough."""
    colours = theme.colours()
    return colours.sunk if state in _WAITING else colours[badges.STATES[state].colour]


def paint_segments(painter: QPainter, bar: QRectF, states: Sequence[str]) -> None:
    """One segment per state in its colour, 1 px between; many states share the pixels there are."""
    if not states:
        return
    shown = list(states)[: max(1, int(bar.width() // 3))]
    step = bar.width() / len(shown)
    for place, state in enumerate(shown):
        left = round(bar.left() + place * step)
        right = round(bar.left() + (place + 1) * step) - (1 if place < len(shown) - 1 else 0)
        paint.box(painter, QRectF(left, bar.top(), right - left, bar.height()), 1, segment_colour(state))


class SegmentBar(QWidget):
    """k of n as a widget, 4 px high."""

    def __init__(self, states: Sequence[str], name: str) -> None:
        super().__init__()
        self._states = tuple(states)
        self.setAccessibleName(name)
        self.setFixedHeight(4)

    def set_states(self, states: Sequence[str], name: str) -> None:
        """Show other states; `name` says them in words."""
        self._states = tuple(states)
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_segments(painter, QRectF(self.rect()), self._states)
