"""The board of a page: shows its deliveries, chooses among them, and lets one be given another time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import focus, paint, theme
from editor_app.ui.i18n import tr
from editor_app.ui.outside import tip
from editor_app.ui.views.calendar import painting, words
from editor_app.ui.views.calendar.arranging import Arranged
from editor_app.ui.views.calendar.grid import Grid
from editor_app.ui.views.calendar.pages import Mode, Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QMoveEvent, QPaintEvent, QResizeEvent

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.pages import Cell
    from editor_app.ui.views.calendar.painting import Surroundings

_DRAG_FROM = 6
_LEAST_HEIGHT = 360


@dataclass(frozen=True, slots=True)
class Proposal:
    """A delivery at a time that isn't its own yet."""

    row: PlannedRow
    at: datetime
    refusal: str = ""
    """Why it can't be put there; empty = it can."""
    needs_approval: bool = False
    """Whether another window would help."""


class Board(QWidget):
    """Paints one page. `chosen` tells the delivery, `proposed` a time under way, `dropped` where it was let go."""

    chosen = Signal(object)  # PlannedRow | None
    proposed = Signal(object)  # (PlannedRow, datetime) asked for its refusal
    dropped = Signal(object)  # Proposal
    opened = Signal(object)  # PlannedRow: Enter or a double click
    more = Signal(object)  # Cell whose deliveries have no room
    nudge = Signal(int, int)  # days, minutes by Alt and an arrow
    confirmed = Signal()
    given_up = Signal()

    def __init__(self, page: Page, around: Surroundings) -> None:
        super().__init__()
        self.page = page
        self.around = around
        self.arranged = Arranged(page, (), around.zone)
        self.current: DeliveryId | None = None
        self.proposal: Proposal | None = None
        self.clashes: Mapping[DeliveryId, tuple[str, ...]] = {}
        self.opened_hours: set[int] = set()
        self._pressed: tuple[QPointF, PlannedRow] | None = None
        self._target: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolling moves what is painted already
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.grid = self._made_grid()

    # What the view tells

    def show_page(self, page: Page, around: Surroundings, rows: Sequence[PlannedRow]) -> None:
        """Show a page; the chosen delivery stays chosen where it is still there."""
        if page.first != self.page.first or page.mode is not self.page.mode:
            self.opened_hours.clear()
        self.page, self.around = page, around
        self.arranged = Arranged(page, rows, around.zone)
        self.setAccessibleName(tr("Calendar, {page}", page=words.page_title(page)))
        if self.current is not None and self.arranged.row(self.current) is None:
            self.choose(None)
        self._fit()

    def choose(self, row: PlannedRow | None) -> None:
        """Choose a delivery."""
        before, self.current = self.current, row.id if row is not None else None
        self._speak(row)
        self._repaint(*(self.arranged.cell(each) for each in (before, self.current) if each is not None))
        self.chosen.emit(row)

    def propose(self, proposal: Proposal | None) -> None:
        """Show where a delivery would go; None = nothing is proposed any more."""
        before, self.proposal = (self._target, self.proposal), proposal
        self._target = self.page.cell_of(proposal.at, self.around.zone) if proposal is not None else None
        moving = [each.row.id for each in (before[1], proposal) if each is not None]
        self._repaint(before[0], self._target, *(self.arranged.cell(each) for each in moving))

    def open_hour(self, hour: int) -> None:
        """Give an hour of a week the room that all of its deliveries need, or take it back."""
        self.opened_hours ^= {hour}
        self._fit()

    def chosen_box(self) -> QRectF | None:
        """Where the chosen chip lies."""
        return self.grid.chip_of(self.current) if self.current is not None else None

    @property
    def head_top(self) -> int:
        """Where the names of the days are: they stay in sight while the page scrolls below them."""
        return max(0, -self.y())

    # Painting

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        """Scrolled: only where the names of the days were, and where they are now."""
        for top in (max(0, -event.oldPos().y()), self.head_top):
            self.update(0, top, self.width(), self.grid.head + 1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(900, int(self.grid.height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            seen = event.region()
            painter.fillRect(seen.boundingRect(), theme.colours().panel)
            painting.paint_fields(painter, self.grid, self.around, seen)
            for cell in self.arranged.cells():
                if seen.intersects(self.grid.box(cell).toRect().adjusted(1, 0, -1, -1)):
                    self._paint_cell(painter, cell)
            if self.proposal is not None:
                self._paint_proposal(painter, self.proposal)
            painting.paint_head(painter, self.grid, self.around, self.head_top)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        rows = self.arranged.of(cell)
        shown = self.grid.shown(cell, self.current)
        for line, row in enumerate(rows[shown.first : shown.first + shown.count]):
            painting.paint_chip(painter, self.grid.chip(cell, line), self._look(row), self._tile(row))
        if shown.more:
            hidden = (*rows[: shown.first], *rows[shown.first + shown.count :])
            clashes = bool(self.clashes) and any(row.id in self.clashes for row in hidden)
            painting.paint_more(painter, self.grid.chip(cell, shown.count), shown.more, clashes=clashes)

    def _paint_proposal(self, painter: QPainter, proposal: Proposal) -> None:
        if self._target is None or self._target.day not in self.grid.days:
            return
        painting.paint_target(painter, self.grid.box(self._target), allowed=not proposal.refusal)
        time = f"{proposal.at.astimezone(self.around.zone):%H:%M}"
        look = painting.ChipLook(proposal.row, time, is_chosen=True, has_focus=True, clashes=bool(proposal.refusal))
        field = self.grid.box(self._target)
        chip = self.grid.chip(self._target, 0)
        chip.moveBottom(field.bottom() - 3)
        painting.paint_chip(painter, chip, look, self._tile(proposal.row))

    def _look(self, row: PlannedRow) -> painting.ChipLook:
        return painting.ChipLook(
            row,
            f"{row.planned_at.astimezone(self.around.zone):%H:%M}",
            is_chosen=row.id == self.current,
            has_focus=self.hasFocus(),
            clashes=row.id in self.clashes,
            is_moving=self.proposal is not None and self.proposal.row.id == row.id,
        )

    def _tile(self, row: PlannedRow) -> str:
        return self.around.tiles.get(row.platform, "?")

    # Mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        row = self.grid.row_at(point, self.current)
        if row is not None:
            self.choose(row)
            self._pressed = (point, row)
        elif (cell := self.grid.more_at(point, self.current)) is not None:
            self.more.emit(cell)
        else:
            self.choose(None)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None:
            self._hover(point)
            return
        start, row = self._pressed
        if self.proposal is None and (point - start).manhattanLength() < _DRAG_FROM:
            return
        cell = self.grid.cell_at(point)
        at = self.page.dropped(row.planned_at, cell, self.around.zone) if cell is not None else None
        if at is not None:
            self.proposed.emit((row, at))

    def _hover(self, point: QPointF) -> None:
        row = self.grid.row_at(point, self.current)
        hand = row is not None or self.grid.more_at(point, self.current) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tip(self._spoken(row) if row is not None else ""))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        proposal = self.proposal
        if pressed is None or proposal is None:
            return
        if self.grid.cell_at(event.position()) is None or proposal.at == proposal.row.planned_at:
            self.given_up.emit()
        else:
            self.dropped.emit(proposal)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (row := self.grid.row_at(event.position(), self.current)) is not None:
            self.opened.emit(row)

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in self._nudges():
            self.nudge.emit(*self._nudges()[key])
        elif self.proposal is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif self.proposal is not None and key == Qt.Key.Key_Escape:
            self._pressed = None
            self.given_up.emit()
        elif not event.modifiers() & Qt.KeyboardModifier.AltModifier and self._walk(key):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _walk(self, key: Qt.Key) -> bool:
        """Choose another delivery by an arrow, or open the chosen one."""
        row = self.arranged.row(self.current)
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.choose(self.arranged.beside(self.current, 1 if key == Qt.Key.Key_Down else -1))
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.choose(self.arranged.on_next_day(self.current, 1 if key == Qt.Key.Key_Right else -1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                self.opened.emit(row)
            case _:
                return False
        return True

    def _nudges(self) -> dict[Qt.Key, tuple[int, int]]:
        upright = (7, 0) if self.page.mode is Mode.MONTH else (0, 15)
        return {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (-upright[0], -upright[1]),
            Qt.Key.Key_Down: upright,
        }

    # Size and focus

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.grid = self._made_grid()

    def _made_grid(self) -> Grid:
        room = self.parentWidget()
        height = float(room.height()) if room is not None else float(_LEAST_HEIGHT)
        return Grid(self.page, self.arranged, max(1, self.width()), height, self.opened_hours)

    def _fit(self) -> None:
        self.grid = self._made_grid()
        self.setMinimumHeight(int(self.grid.height))
        self.update()

    def _repaint(self, *cells: Cell | None) -> None:
        """Paint these fields again: a drag over a full month must not paint all of it at every step."""
        for cell in cells:
            if cell is not None and cell.day in self.grid.days:
                self.update(self.grid.box(cell).toRect().adjusted(1, 0, -1, -1))

    def _speak(self, row: PlannedRow | None) -> None:
        self.setAccessibleDescription(self._spoken(row) if row is not None else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _spoken(self, row: PlannedRow) -> str:
        clashes = tuple(words.clash_words(kind) for kind in self.clashes.get(row.id, ()))
        return words.spoken(row, self.around.zone, clashes)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.arranged.rows:
            focus.entered(self, event)
        elif self.current is None and focus.by_keyboard(event):
            self.choose(self.arranged.rows[0])
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        focus.left(self)
        self.update()
