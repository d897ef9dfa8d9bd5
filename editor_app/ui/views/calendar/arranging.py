"""The deliveries of a page in their fields and in their order; apart because painting and keys both walk through it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from zoneinfo import ZoneInfo

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.pages import Cell, Page


class Arranged:
    """Rows by field, and by the order of their times."""

    def __init__(self, page: Page, rows: Sequence[PlannedRow], zone: ZoneInfo) -> None:
        self.rows = rows
        cells: defaultdict[Cell, list[PlannedRow]] = defaultdict(list)
        self._place: dict[DeliveryId, int] = {}
        self._cell: dict[DeliveryId, Cell] = {}
        for place, row in enumerate(rows):
            cell = page.cell_of(row.planned_at, zone)
            cells[cell].append(row)
            self._place[row.id] = place
            self._cell[row.id] = cell
        self._cells = dict(cells)

    def cells(self) -> Collection[Cell]:
        """The fields in which anything lies."""
        return self._cells

    def of(self, cell: Cell) -> Sequence[PlannedRow]:
        """What lies in a field, the earliest first."""
        return self._cells.get(cell, ())

    def row(self, delivery: DeliveryId | None) -> PlannedRow | None:
        """The delivery's row, if it is on this page."""
        return self.rows[self._place[delivery]] if delivery in self._place else None

    def cell(self, delivery: DeliveryId) -> Cell | None:
        """In which field a delivery lies."""
        return self._cell.get(delivery)

    def place_in(self, cell: Cell, delivery: DeliveryId | None) -> int | None:
        """The delivery's place in a field; None = it does not lie there."""
        if delivery is None or self._cell.get(delivery) != cell:
            return None
        return next(place for place, row in enumerate(self._cells[cell]) if row.id == delivery)

    def most_in_hour(self, hour: int) -> int:
        """How many lie in the fullest day of that hour of a week."""
        return max((len(rows) for cell, rows in self._cells.items() if cell.hour == hour), default=0)

    def beside(self, delivery: DeliveryId | None, step: int) -> PlannedRow | None:
        """The row before (-1) or after (1) in time; the first or last one when none is chosen."""
        if not self.rows:
            return None
        if delivery not in self._place:
            return self.rows[0] if step > 0 else self.rows[-1]
        return self.rows[min(len(self.rows) - 1, max(0, self._place[delivery] + step))]

    def on_next_day(self, delivery: DeliveryId | None, step: int) -> PlannedRow | None:
        """The first row of the next (1) or last (-1) day with anything on it."""
        if delivery not in self._place:
            return self.beside(delivery, step)
        here = self._cell[delivery].day
        ahead = self.rows[self._place[delivery] :] if step > 0 else self.rows[self._place[delivery] :: -1]
        other = next((row for row in ahead if self._cell[row.id].day != here), None)
        if other is None:
            return self.row(delivery)
        day = self._cell[other.id].day
        return next(row for row in self.rows if self._cell[row.id].day == day)
