"""Where the fields and chips of a page lie in pixels; apart because painting, mouse and drag all ask it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from editor_app.ui import type as fonts
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QPointF

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.arranging import Arranged
    from editor_app.ui.views.calendar.pages import Page

HEAD: Final = 32
CHIP: Final = 21
DAY_LINE: Final = 24
"""The line of a day's number in a month."""
_STEP: Final = CHIP + 2
_GUTTER: Final = 52
_EDGE: Final = 4
_EMPTY_HOUR: Final = 26
_NIGHT_HOUR: Final = 13
_NIGHT: Final = frozenset({*range(7), 22, 23})
_SHOWN_AN_HOUR: Final = 6
_LEAST_DAYS_CHIPS: Final = 2
_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """The chips of one field that have room."""

    first: int
    count: int
    more: int
    """How many have none."""


class Grid:
    """The geometry of one page at one size."""

    def __init__(self, page: Page, arranged: Arranged, width: float, height: float, opened: Collection[int]) -> None:
        self.page = page
        self._arranged = arranged
        self._opened = opened
        self.days = page.days
        self.head = fonts.scaled(HEAD)
        self.gutter = fonts.scaled(_GUTTER) if page.mode is Mode.WEEK else 0
        self.column = (width - self.gutter) / 7
        self._tops = self._row_tops(height)

    @property
    def height(self) -> int:
        """How high the page is."""
        return self._tops[-1]

    @property
    def rows(self) -> list[tuple[int, int]]:
        """Top and height of each row: weeks of a month, hours of a week."""
        return [(top, below - top) for top, below in zip(self._tops, self._tops[1:], strict=False)]

    def box(self, cell: Cell) -> QRectF:
        """The field of a cell of this page."""
        place = (cell.day - self.days[0]).days
        row = cell.hour if cell.hour != WHOLE_DAY else place // 7
        left = self.gutter + place % 7 * self.column
        return QRectF(left, self._tops[row], self.column, self._tops[row + 1] - self._tops[row])

    def cell_at(self, point: QPointF) -> Cell | None:
        """The field under a point."""
        if point.x() < self.gutter or not self._tops[0] <= point.y() < self._tops[-1]:
            return None
        column = min(6, int((point.x() - self.gutter) / self.column))
        row = next(n for n, below in enumerate(self._tops[1:]) if point.y() < below)
        if self.page.mode is Mode.WEEK:
            return Cell(self.days[column], row)
        return Cell(self.days[row * 7 + column], WHOLE_DAY)

    def shown(self, cell: Cell, chosen: DeliveryId | None = None) -> Shown:
        """Which chips of a field have room; the chosen delivery is among them."""
        count = len(self._arranged.of(cell))
        room = max(1, int((self.box(cell).height() - self._top_of(cell) - 2) // fonts.scaled(_STEP)))
        if count <= room:
            return Shown(0, count, 0)
        visible = room - 1  # the last line says how many more there are
        place = self._arranged.place_in(cell, chosen)
        first = 0 if place is None or place < visible or not visible else place - visible + 1
        return Shown(first, visible, count - visible)

    def row_at(self, point: QPointF, chosen: DeliveryId | None) -> PlannedRow | None:
        """The delivery under a point."""
        cell = self.cell_at(point)
        if cell is None:
            return None
        shown = self.shown(cell, chosen)
        line = next((line for line in range(shown.count) if self.chip(cell, line).contains(point)), None)
        return None if line is None else self._arranged.of(cell)[shown.first + line]

    def more_at(self, point: QPointF, chosen: DeliveryId | None) -> Cell | None:
        """The field whose "more" is under a point."""
        cell = self.cell_at(point)
        if cell is None:
            return None
        shown = self.shown(cell, chosen)
        return cell if shown.more and self.chip(cell, shown.count).contains(point) else None

    def chip_of(self, delivery: DeliveryId) -> QRectF | None:
        """The chip of a delivery when it is the chosen one; None = it is not on this page."""
        cell = self._arranged.cell(delivery)
        place = self._arranged.place_in(cell, delivery) if cell is not None else None
        if cell is None or place is None:
            return None
        return self.chip(cell, max(0, place - self.shown(cell, delivery).first))

    def chip(self, cell: Cell, line: int) -> QRectF:
        """The chip on that line of a field."""
        field = self.box(cell)
        top = field.top() + self._top_of(cell) + line * fonts.scaled(_STEP)
        return QRectF(field.left() + _EDGE, top, field.width() - 2 * _EDGE + 1, fonts.scaled(CHIP))

    def _top_of(self, cell: Cell) -> float:
        return fonts.scaled(DAY_LINE) if cell.hour == WHOLE_DAY else 2

    def _row_tops(self, height: float) -> list[int]:
        heights = self._week_heights() if self.page.mode is Mode.WEEK else self._month_heights()
        spare = max(0.0, height - self.head - sum(heights)) / len(heights)
        bottoms = accumulate((each + spare for each in heights), initial=float(self.head))
        return [round(each) for each in bottoms]

    def _month_heights(self) -> list[float]:
        least = fonts.scaled(DAY_LINE) + _LEAST_DAYS_CHIPS * fonts.scaled(_STEP) + 2
        return [least] * self.page.weeks

    def _week_heights(self) -> list[float]:
        step = fonts.scaled(_STEP)
        heights: list[float] = []
        for hour in range(_HOURS):
            most = self._arranged.most_in_hour(hour)
            lines = most if hour in self._opened else min(most, _SHOWN_AN_HOUR)
            empty = _NIGHT_HOUR if hour in _NIGHT else _EMPTY_HOUR
            heights.append(max(fonts.scaled(empty), lines * step + 4 if lines else 0))
        return heights
