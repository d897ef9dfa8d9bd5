"""Update clock and deadline strip: time that runs out, as cells; apart because both count days, not minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr_n
from editor_app.ui.tokens import Radius, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS: Final = 14
_CELL: Final = 8


class UpdateClock(QWidget):
    """14 cells filled to the days since the last update; ochre from 7, carmine from 13."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self._days = min(_CELLS, max(0, days))
        self.setFixedSize(_CELLS * _CELL, _CELL)
        self.setAccessibleName(
            tr_n("{count} day since the last update", "{count} days since the last update", count=days)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        tone = colours.carmine if self._days >= 13 else colours.ochre if self._days >= 7 else colours.ink2
        with QPainter(self) as painter:
            for cell in range(_CELLS):
                painter.fillRect(QRectF(cell * _CELL, 0, _CELL - 1, _CELL), tone if cell < self._days else colours.sunk)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a deadline: `kind` is "plain", "counted", "due" or "holiday"."""

    weekday: str
    number: str
    kind: str = "plain"
    note: str = ""


class DeadlineStrip(QWidget):
    """One cell per day: counted days sunk, the due day in ochre, holidays struck through."""

    def __init__(self, days: Sequence[Day]) -> None:
        super().__init__()
        self._days = tuple(days)
        spoken = [" ".join(part for part in (day.weekday, day.number, day.note) if part) for day in days]
        self.setAccessibleName(", ".join(spoken))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(36 * len(self._days), fonts.scaled(16) * 2 + 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            step = self.width() / max(1, len(self._days))
            for place, day in enumerate(self._days):
                self._paint_day(painter, QRectF(place * step, 0, step - 1, self.height()), day)

    def _paint_day(self, painter: QPainter, column: QRectF, day: Day) -> None:
        colours = theme.colours()
        line = fonts.scaled(16)
        head = QRectF(column.left(), 0, column.width(), line)
        cell = QRectF(column.left(), line + 2, column.width(), 28)
        due = day.kind == "due"
        if day.kind in ("counted", "due"):
            paint.box(painter, cell, Radius.CHIP, colours.ochre if due else colours.sunk)
        paint.text(painter, head, day.weekday, Role.NOTE, colours.ink2, paint.CENTRE)
        ink = colours.on_state if due else colours.ink3 if day.kind == "holiday" else colours.ink
        paint.text(painter, cell, day.number, Role.DENSE_BOLD if due else Role.DENSE, ink, paint.CENTRE)
        if day.kind == "holiday":
            half = fonts.width(day.number, Role.DENSE) / 2 + 1
            paint.horizontal(
                painter, cell.center().x() - half, cell.center().x() + half, cell.center().y(), colours.ink3
            )
        note = QRectF(column.left() - 4, cell.bottom() + 1, column.width() + 8, line)
        paint.text(painter, note, day.note, Role.NOTE, colours.ochre if due else colours.ink3, paint.CENTRE)
