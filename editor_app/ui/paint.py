"""Strokes that every painted widget and delegate shares; apart so that lines and text sit alike everywhere."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap
from typing_extensions import override

from editor_app.ui import type as fonts

if TYPE_CHECKING:
    from editor_app.ui.tokens import Role

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_LIGHT: Final = 0.62  # lightness from which a colour is written on dark
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
    place = QPointF(x, baseline(box, font.pixelSize()))
    if colour.lightnessF() > _LIGHT:
        _draw_light(painter, place, words, font, colour)
    else:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, words)
    return advance


def _draw_light(painter: QPainter, place: QPointF, words: str, font: QFont, colour: QColor) -> None:
    """Light text on a dark ground, from outlines: Qt's own would come out bold.

    FreeType darkens the stems of our CFF fonts and Qt blends them with a gamma, which thins dark text and thickens
    light text. Outlines cost 280 microseconds a line (drawText 15), so lines are kept as pixmaps.
    """
    ratio = painter.device().devicePixelRatio()
    ascent = round(font.pixelSize() * 1.2)
    made = _light_line(words, font.key(), _Font(font), colour.rgba(), ratio)
    painter.drawPixmap(QPointF(round(place.x() * ratio) / ratio - 2, place.y() - ascent), made)


class _Font:
    """A font that stands beside its key in a cache without being compared itself."""

    def __init__(self, font: QFont) -> None:
        self.font = font

    @override
    def __hash__(self) -> int:
        return 0

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Font)


@lru_cache(maxsize=1000)
def _light_line(words: str, _key: str, font: _Font, rgba: int, ratio: float) -> QPixmap:
    face = font.font
    pixels = face.pixelSize()
    width = QFontMetricsF(face).horizontalAdvance(words) + 6
    made = QPixmap(math.ceil(width * ratio), math.ceil(pixels * 1.7 * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    outline = QPainterPath()
    outline.addText(QPointF(2, round(pixels * 1.2)), face, words)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline, QColor.fromRgba(rgba))
    return made


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
