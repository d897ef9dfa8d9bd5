"""Marks of delivery states and findings, drawn by hand on a 16 px grid; apart from icons because shape carries meaning.

Diamond = a person, octagon = stop, circle = the machine has it; outline becomes solid with certainty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

Draw = Callable[["Pencil"], None]
_CIRCLE: Final = QRectF(1.75, 1.75, 12.5, 12.5)


class Pencil:
    """A painter set to the 16 px grid, with a stroke of 1.5 px on screen."""

    def __init__(self, painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
        self._painter = painter
        self._colour = colour
        self._ground = ground
        self._scale = box.width() / 16
        self.turn = 0.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.topLeft())
        painter.scale(self._scale, self._scale)
        self.outline()

    def done(self) -> None:
        """Give the painter back as it was."""
        self._painter.restore()

    def outline(self, *, dashes: tuple[float, ...] = (), width: float = 1.5) -> None:
        """Draw lines in the mark's colour from now on."""
        self._pen(self._colour, width, dashes)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def solid(self) -> None:
        """Fill shapes with the mark's colour from now on, their corners a little round."""
        self._pen(self._colour, 1.0, ())
        self._painter.setBrush(self._colour)

    def cut(self, width: float = 1.6) -> None:
        """Draw in the ground's colour from now on, out of a solid shape."""
        self._pen(self._ground, width, ())
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def circle(self, box: QRectF = _CIRCLE) -> None:
        """A circle or ellipse."""
        self._painter.drawEllipse(box)

    def lines(self, *points: tuple[float, float]) -> None:
        """An open polyline."""
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def polygon(self, *points: tuple[float, float]) -> None:
        """A closed polygon."""
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))

    def arc(self, box: QRectF, start: float, span: float) -> None:
        """Part of a circle; degrees, counter-clockwise from three o'clock."""
        self._painter.drawArc(box, round((start + self.turn) * 16), round(span * 16))

    def path(self, path: QPainterPath) -> None:
        """A free stroke."""
        self._painter.drawPath(path)

    def dot(self, x: float, y: float, radius: float = 0.95) -> None:
        """A round point in the present pen's colour."""
        self._painter.save()
        self._painter.setBrush(self._painter.pen().color())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.drawEllipse(QPointF(x, y), radius, radius)
        self._painter.restore()

    def _pen(self, colour: QColor, width: float, dashes: tuple[float, ...]) -> None:
        pen = QPen(colour, width / self._scale if self._scale > 1 else width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashes:
            pen.setDashPattern(list(dashes))
        self._painter.setPen(pen)


def paint(
    painter: QPainter, name: str, box: QRectF, colour: QColor, ground: QColor | None = None, turn: float = 0.0
) -> None:
    """Paint mark `name` into the square `box`; `ground` shows through solid marks, `turn` turns the sending ring."""
    pencil = Pencil(painter, box, colour, ground or QColor("white"))
    pencil.turn = turn
    _DRAWN[name](pencil)
    pencil.done()


def names() -> tuple[str, ...]:
    """All marks."""
    return tuple(_DRAWN)


def _held(pencil: Pencil) -> None:
    pencil.circle()
    pencil.lines((6.4, 6), (6.4, 10))
    pencil.lines((9.6, 6), (9.6, 10))


def _queued(pencil: Pencil) -> None:
    pencil.circle()
    pencil.lines((8, 4.8), (8, 8.2), (10.3, 9.5))


def _working(pencil: Pencil) -> None:
    pencil.arc(_CIRCLE, 90, 285)
    turn, pencil.turn = pencil.turn, 0.0
    pencil.lines((8, 11), (8, 5.4))
    pencil.lines((5.7, 7.7), (8, 5.4), (10.3, 7.7))
    pencil.turn = turn


def _question(pencil: Pencil) -> None:
    path = QPainterPath(QPointF(6.3, 6.6))
    path.cubicTo(6.4, 4.9, 9.7, 4.9, 9.7, 6.7)
    path.cubicTo(9.7, 7.9, 8, 7.9, 8, 9)
    pencil.path(path)
    pencil.dot(8, 10.9, 0.8)


def _exclamation(pencil: Pencil) -> None:
    pencil.lines((8, 4.7), (8, 8.5))
    pencil.dot(8, 11)


def _diamond(pencil: Pencil, reach: float) -> None:
    pencil.polygon((8, 8 - reach), (8 + reach, 8), (8, 8 + reach), (8 - reach, 8))


def _unknown(pencil: Pencil) -> None:
    corners = ((8.0, 1.1), (14.9, 8.0), (8.0, 14.9), (1.1, 8.0))
    pencil.outline(width=1.4)
    for place, (x, y) in enumerate(corners):
        before, after = corners[place - 1], corners[(place + 1) % 4]
        arms = [(x + (to_x - x) * 0.36, y + (to_y - y) * 0.36) for to_x, to_y in (before, after)]
        pencil.lines(arms[0], (x, y), arms[1])
    pencil.outline(width=1.3)
    _question(pencil)


def _ask(pencil: Pencil) -> None:
    pencil.solid()
    _diamond(pencil, 7)
    pencil.cut(1.7)
    _exclamation(pencil)


def _sent(pencil: Pencil) -> None:
    pencil.circle()
    pencil.lines((5.3, 8.2), (7.2, 10.1), (10.8, 6.2))


def _verified(pencil: Pencil) -> None:
    pencil.solid()
    pencil.circle(QRectF(1.25, 1.25, 13.5, 13.5))
    pencil.cut(1.4)
    pencil.lines((3.9, 8.4), (5.7, 10.2), (9.2, 6.4))
    pencil.lines((8.1, 9.9), (8.5, 10.2), (12.1, 6.4))


def _octagon(pencil: Pencil) -> None:
    pencil.polygon(
        (5.3, 1.6), (10.7, 1.6), (14.4, 5.3), (14.4, 10.7), (10.7, 14.4), (5.3, 14.4), (1.6, 10.7), (1.6, 5.3)
    )


def _failed(pencil: Pencil) -> None:
    pencil.solid()
    _octagon(pencil)
    pencil.cut()
    pencil.lines((6, 6), (10, 10))
    pencil.lines((10, 6), (6, 10))


def _expired(pencil: Pencil) -> None:
    pencil.lines((3.6, 2), (12.4, 2))
    pencil.lines((3.6, 14), (12.4, 14))
    for side in (1, -1):
        path = QPainterPath(QPointF(8 - 3.2 * side, 2))
        path.lineTo(8 - 3.2 * side, 4.4)
        path.cubicTo(8 - 3.2 * side, 6, 8 + 3.2 * side, 10, 8 + 3.2 * side, 11.6)
        path.lineTo(8 + 3.2 * side, 14)
        pencil.path(path)


def _cancelled(pencil: Pencil) -> None:
    pencil.circle()
    pencil.lines((3.7, 12.3), (12.3, 3.7))


def _void(pencil: Pencil) -> None:
    pencil.polygon((2.25, 2.25), (13.75, 2.25), (13.75, 13.75), (2.25, 13.75))
    pencil.lines((2.4, 13.6), (6.4, 10.2), (7.2, 8.2), (8.9, 7.6), (9.8, 5.6), (13.6, 2.4))


def _withdrawn(pencil: Pencil) -> None:
    pencil.arc(QRectF(2.6, 2.8, 11, 11), 160, -310)
    pencil.lines((2.5, 2.9), (2.5, 6.2), (5.8, 6.2))


def _must_fix(pencil: Pencil) -> None:
    pencil.solid()
    _octagon(pencil)
    pencil.cut(1.7)
    _exclamation(pencil)


def _advised(pencil: Pencil) -> None:
    pencil.polygon((8, 2), (14.6, 13.4), (1.4, 13.4))
    pencil.lines((8, 6.4), (8, 9))
    pencil.dot(8, 11.3, 0.85)


def _note(pencil: Pencil) -> None:
    pencil.circle()
    pencil.lines((8, 7.6), (8, 11))
    pencil.dot(8, 5.2)


def _done(pencil: Pencil) -> None:
    pencil.lines((3, 8.5), (6.3, 11.6), (13, 4.7))


def _dot(pencil: Pencil) -> None:
    pencil.dot(8, 8, 2.4)


def _plus(pencil: Pencil) -> None:
    pencil.lines((8, 4.5), (8, 11.5))
    pencil.lines((4.5, 8), (11.5, 8))


def _minus(pencil: Pencil) -> None:
    pencil.lines((4.5, 8), (11.5, 8))


def _plus_minus(pencil: Pencil) -> None:
    pencil.lines((8, 3), (8, 9.4))
    pencil.lines((4.8, 6.2), (11.2, 6.2))
    pencil.lines((4.8, 12.2), (11.2, 12.2))


def _open_seal(pencil: Pencil) -> None:
    pencil.outline(dashes=(2.2, 1.6), width=1)
    pencil.polygon((1.5, 1.5), (14.5, 1.5), (14.5, 14.5), (1.5, 14.5))


def _open_circle(pencil: Pencil) -> None:
    pencil.outline(dashes=(2.2, 1.6), width=1)
    pencil.circle(QRectF(1.5, 1.5, 13, 13))


_DRAWN: Final[dict[str, Draw]] = {
    "held": _held,
    "queued": _queued,
    "working": _working,
    "unknown": _unknown,
    "ask": _ask,
    "sent": _sent,
    "verified": _verified,
    "failed": _failed,
    "expired": _expired,
    "cancelled": _cancelled,
    "void": _void,
    "withdrawn": _withdrawn,
    "must_fix": _must_fix,
    "advised": _advised,
    "note": _note,
    "done": _done,
    "dot": _dot,
    "plus": _plus,
    "minus": _minus,
    "plus_minus": _plus_minus,
    "open_seal": _open_seal,
    "open_circle": _open_circle,
}
