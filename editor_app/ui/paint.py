"""Strokes that every painted widget and delegate shares; apart so that lines and text sit alike everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from editor_app.ui import type as fonts

if TYPE_CHECKING:
    from editor_app.ui.tokens import Role

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_OPENING: Final = "“‘《〈「『（"


def smooth(painter: QPainter) -> QPainter:
    """`painter` with antialiased shapes and text."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def text(
    painter: QPainter, box: QRectF, words: str, role: Role, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> float:
    """Paint one line, centred in the height of `box` and elided to its width; the width painted.

    A full-width opening mark at the start of a left-aligned line hangs by half an em, whose half is empty anyway.
    """
    hung = hang(words, role) if align == LEFT else 0.0
    return text_in(painter, box.adjusted(-hung, 0, 0, 0), words, fonts.font(role), colour, align) - hung


def text_in(
    painter: QPainter, box: QRectF, words: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> float:
    """As `text`, with a font of the caller's."""
    metrics = QFontMetricsF(font)
    advance = metrics.horizontalAdvance(words)
    if advance > box.width() + 0.5:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        advance = metrics.horizontalAdvance(words)
    x = box.x()
    if align == RIGHT:
        x = box.right() - advance
    elif align == CENTRE:
        x = box.x() + (box.width() - advance) / 2
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, baseline(box, font.pixelSize())), words)
    return advance


def baseline(box: QRectF, pixels: int) -> float:
    """The baseline that puts a Han character of `pixels` into the middle of the height of `box`."""
    return float(round(box.center().y() + pixels * fonts.MIDDLE))


def hang(words: str, role: Role) -> float:
    """How far a line moves left so that its full-width opening mark hangs: half an em, or nothing."""
    if words[:1] and words[0] in _OPENING:
        size = fonts.size(role)
        return size / 2 if fonts.metrics(role).horizontalAdvance(words[0]) > 0.9 * size else 0.0
    return 0.0


def box(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, border: QColor | None = None) -> None:
    """A rounded rectangle with a crisp 1 px border inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(border, 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def frame(painter: QPainter, rect: QRectF, radius: float, colour: QColor, width: float = 2) -> None:
    """A rounded outline of `width` inside `rect`, such as focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def horizontal(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """A hairline one pixel high, whose top is at `y`."""
    painter.fillRect(QRectF(left, y, right - left, 1), colour)


def vertical(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
    """A hairline one pixel wide, whose left is at `x`."""
    painter.fillRect(QRectF(x, top, 1, bottom - top), colour)
