"""The focus ring around the widget that the keyboard reached; apart because Qt paints focus inside the widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui.tokens import Radius

_REASON = Qt.FocusReason
_BY_MOUSE: Final = (_REASON.MouseFocusReason, _REASON.ActiveWindowFocusReason, _REASON.PopupFocusReason)
_MARGIN: Final = 4  # 2 px of gap and 2 px of ring
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)


class FocusRing(QWidget):
    """2 px of indigo, 2 px away from the widget that has the focus; it floats in the window or the scrolled page."""

    def __init__(self, target: QWidget, radius: float) -> None:
        super().__init__(_ground_of(target))
        self.target = target
        self._radius = radius
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step: QWidget | None = target
        while step is not None and step is not self.parentWidget():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self.follow()
        self.show()
        self.raise_()

    def follow(self) -> None:
        """Stand around the target, wherever it is now."""
        ground = self.parentWidget()
        if ground is None or not isValid(self.target) or not ground.isAncestorOf(self.target):
            return
        corner = self.target.mapTo(ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, self.target.size()).marginsAdded(_margins()))
        # Without the hole every blink of a caret would paint the ring again.
        hole = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(hole)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.follow()
        elif event.type() == QEvent.Type.Hide and watched is self.target:
            self.hide()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.frame(painter, QRectF(self.rect()), self._radius + 2, theme.colours().indigo)

    def release(self) -> None:
        """Stop watching and go."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()


_ring: list[FocusRing] = []


def entered(widget: QWidget, event: QFocusEvent, radius: float = Radius.BUTTON) -> None:
    """Show the ring unless the mouse brought the focus; called by a widget's focusInEvent."""
    if event.reason() not in _BY_MOUSE:
        show(widget, radius)


def show(widget: QWidget, radius: float = Radius.BUTTON) -> None:
    """Show the ring around `widget`, whatever brought the focus (fields always show it)."""
    _take_away()
    _ring.append(FocusRing(widget, radius))


def left(widget: QWidget) -> None:
    """Hide the ring if it stands around `widget`; called by its focusOutEvent."""
    if is_shown(widget):
        _take_away()


def is_shown(widget: QWidget) -> bool:
    """Whether the ring stands around `widget`."""
    return bool(_ring) and isValid(_ring[0]) and _ring[0].target is widget


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether rows that paint their focus inside should show it."""
    return event.reason() not in _BY_MOUSE


def _take_away() -> None:
    while _ring:
        ring = _ring.pop()
        if isValid(ring):
            ring.release()


def _ground_of(widget: QWidget) -> QWidget:
    """The scrolled page that holds `widget`, so that the ring scrolls and is cut with it, else its window."""
    step = widget.parentWidget()
    while step is not None:
        above = step.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is step:
            return step
        step = above
    return widget.window()


def _margins() -> QMargins:
    return QMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
