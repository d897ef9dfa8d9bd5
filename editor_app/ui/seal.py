"""The seal, the one ornament of the program, and it is data: a painted signature; apart so that nothing else is red."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor_app.ui import glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius

if TYPE_CHECKING:
    from editor_app.ui.tokens import Palette


class Seal(StrEnum):
    """What the seal says."""

    SET = "set"  # a valid signature over this digest
    MINE = "mine"  # waits for the person at this desk
    OPEN = "open"  # not yet
    VOID = "void"  # voided by a change
    BRAND = "brand"  # the program's own mark


def paint_seal(painter: QPainter, square: QRectF, kind: Seal, characters: str) -> None:
    """Paint a seal of one or two characters (stacked) into `square`, 20 to 64 px wide."""
    colours = theme.colours()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if kind in (Seal.SET, Seal.BRAND):
        fill = colours.seal if kind is Seal.SET else colours.ink
        on = colours.on_seal if kind is Seal.SET else colours.on_ink
        paint.box(painter, square, Radius.SEAL, fill)
        _inner_line(painter, square, on)
        _characters(painter, square, characters, on, bold=True)
    elif kind is Seal.MINE:
        paint.box(painter, square, Radius.SEAL, colours.seal_wash)
        paint.frame(painter, square, Radius.SEAL, colours.seal_ink)
        _characters(painter, square, characters, colours.seal_ink, bold=True)
    else:
        _unset(painter, square, kind, characters)
    painter.restore()


def paint_check(painter: QPainter, square: QRectF, kind: Seal) -> None:
    """Paint the mark of a proof-reading: an eye passed over it; a circle, 24 px by custom."""
    colours = theme.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = square.adjusted(1, 1, -1, -1)
    if kind is Seal.SET:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.ink)
        painter.drawEllipse(square)
        glyphs.paint(painter, "done", square.adjusted(5, 5, -5, -5), colours.on_ink)
    elif kind is Seal.MINE:
        painter.setPen(QPen(colours.seal_ink, 2))
        painter.setBrush(colours.seal_wash)
        painter.drawEllipse(circle)
        glyphs.paint(painter, "done", square.adjusted(6, 6, -6, -6), colours.seal_ink)
    else:
        painter.setPen(_dashed(colours.edge))
        painter.drawEllipse(circle.adjusted(-0.5, -0.5, 0.5, 0.5))
        if kind is Seal.VOID:
            _torn(painter, square, colours)
    painter.restore()


def _unset(painter: QPainter, square: QRectF, kind: Seal, characters: str) -> None:
    """A seal that is not set: not yet, or no longer."""
    colours = theme.colours()
    outline = square.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_dashed(colours.edge) if kind is Seal.OPEN else QPen(colours.edge, 1))
    painter.drawRoundedRect(outline, Radius.SEAL, Radius.SEAL)
    _characters(painter, square, characters, colours.ink3, bold=False)
    if kind is Seal.VOID:
        _torn(painter, square, colours)


def _dashed(colour: QColor) -> QPen:
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    return pen


def _torn(painter: QPainter, square: QRectF, colours: Palette) -> None:
    side = square.width()
    points = ((-0.06, 0.86), (0.36, 0.6), (0.46, 0.42), (0.62, 0.4), (0.72, 0.26), (1.06, 0.06))
    where = [QPointF(square.x() + x * side, square.y() + y * side) for x, y in points]
    painter.setPen(QPen(colours.paper, 4))
    painter.drawPolyline(where)
    painter.setPen(QPen(colours.edge, 1.2))
    painter.drawPolyline(where)


def _inner_line(painter: QPainter, square: QRectF, colour: QColor) -> None:
    """1 px in the characters' colour at 72 %, 2 px inside."""
    soft = QColor(colour)
    soft.setAlphaF(0.72)
    painter.setPen(QPen(soft, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(square.adjusted(2.5, 2.5, -2.5, -2.5))


def _characters(painter: QPainter, square: QRectF, characters: str, colour: QColor, *, bold: bool) -> None:
    """One character in the middle, two stacked, or four in two columns."""
    side = square.width()
    if len(characters) == 1:
        pixels = {20: 12, 24: 14, 32: 20, 40: 26}.get(round(side), round(side * 0.6))
        middles = [(0.5, 0.5)]
    elif len(characters) == 2:
        pixels = {32: 12, 40: 15}.get(round(side), round(side * 0.38))
        gap = (pixels + 0.5) / side / 2
        middles = [(0.5, 0.5 - gap), (0.5, 0.5 + gap)]
    else:
        pixels = round(side * 0.345)
        middles = [(0.32, 0.32), (0.68, 0.32), (0.32, 0.68), (0.68, 0.68)]
    font = fonts.sized("serif", pixels, bold=bold)
    for (across, down), character in zip(middles, characters[:4], strict=False):
        left = square.x() + across * side - pixels / 2
        middle = square.y() + down * side
        paint.text_in(painter, QRectF(left, middle - pixels, pixels + 1, 2 * pixels), character, font, colour)
