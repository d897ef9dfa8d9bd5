"""Painting a page: days, hours, chips and the preview of a move; apart because the board only says what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPen

from editor_app.ui import badges, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.calendar import words
from editor_app.ui.views.calendar.pages import Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from PySide6.QtGui import QPainter, QRegion

    from editor_app.domain.timetable import QuietDays
    from editor_app.services.calendars import DayOff
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.grid import Grid

_WEEKEND: Final = 5
_MARK: Final = 14
_HATCH: Final = 9
_FADED: Final = 0.4
_LABEL: Final = 20
"""A lower hour is named only every third time."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page shows besides its deliveries."""

    zone: ZoneInfo
    today: date
    quiet: QuietDays
    special: Callable[[date], DayOff | None]
    """Holidays and make-up days."""
    tiles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChipLook:
    """How one delivery is drawn."""

    row: PlannedRow
    time: str
    is_chosen: bool = False
    has_focus: bool = False
    clashes: bool = False
    is_moving: bool = False
    """Its new place is shown elsewhere."""


def paint_head(painter: QPainter, grid: Grid, around: Surroundings, top: int) -> None:
    """The names of the days, with their dates in a week; at `top`, so that they stay while the page scrolls."""
    colours = theme.colours()
    painter.translate(0, top)
    painter.fillRect(QRectF(0, 0, grid.gutter + 7 * grid.column, grid.head), colours.panel)
    for place, day in enumerate(grid.days[:7]):
        box = QRectF(grid.gutter + place * grid.column, 0, grid.column, grid.head)
        name = tr(words.SHORT_DAYS[place])
        if grid.page.mode is Mode.MONTH:
            paint.text(painter, box.adjusted(8, 0, -4, 0), name, Role.NOTE, colours.ink3)
            continue
        left = box.left() + 8 + paint.text(painter, box.adjusted(8, 0, -4, 0), name, Role.DENSE, colours.ink2)
        left += 12 if day == around.today else 8
        _paint_number(painter, QRectF(left, box.top(), 60, box.height()), day, is_today=day == around.today)
        _paint_special(painter, box, day, around)
    paint.horizontal(painter, 0, grid.gutter + 7 * grid.column, grid.head - 1, colours.line)
    painter.translate(0, -top)


def paint_fields(painter: QPainter, grid: Grid, around: Surroundings, seen: QRegion) -> None:
    """The grounds of the fields in `seen`, their lines, and the numbers of the days or hours."""
    colours = theme.colours()
    for number, (top, height) in enumerate(grid.rows):
        if not seen.intersects(QRect(0, top, int(grid.gutter + 7 * grid.column), height)):
            continue
        for place in range(7):
            day = grid.days[place if grid.page.mode is Mode.WEEK else number * 7 + place]
            field = QRectF(grid.gutter + place * grid.column, top, grid.column, height)
            if not seen.intersects(field.toRect()):
                continue
            _paint_ground(painter, field, day, grid, around)
            if grid.page.mode is Mode.MONTH:
                _paint_day(painter, field, day, grid, around)
        paint.horizontal(painter, grid.gutter, grid.gutter + 7 * grid.column, top + height - 1, colours.line)
        if grid.page.mode is Mode.WEEK and (height >= fonts.scaled(_LABEL) or number % 3 == 0):
            hour = QRectF(0, top, grid.gutter - 10, min(height, fonts.scaled(24)))
            paint.text(painter, hour, f"{number:02}:00", Role.NOTE, colours.ink3, paint.RIGHT)
    for place in range(7):
        paint.vertical(painter, grid.gutter + place * grid.column, grid.head, grid.height, colours.line)


def paint_chip(painter: QPainter, box: QRectF, look: ChipLook, tile: str) -> None:
    """A delivery: the mark of its state, wall time, the account's tile and the title."""
    colours = theme.colours()
    state = badges.STATES[look.row.state.value]
    painter.setOpacity(_FADED if look.is_moving else 1.0)
    ground = colours.indigo_wash if look.is_chosen else colours[state.ground] if state.ground else colours.paper
    border = colours[state.colour] if state.ground and colours.is_high_contrast else colours.line
    paint.box(painter, box, Radius.CHIP, ground, border)
    if look.is_chosen and look.has_focus:
        paint.frame(painter, box, Radius.CHIP, colours.indigo)
    middle = box.center().y()
    x = box.left() + 5
    badges.paint_state_glyph(painter, QRectF(x, middle - _MARK / 2, _MARK, _MARK), look.row.state.value)
    x += _MARK + 4
    time = QRectF(x, box.top(), box.right() - x, box.height())
    x += paint.text(painter, time, look.time, Role.NOTE, colours.ink2) + 5
    if box.right() - x > 64:
        _paint_small_tile(painter, QRectF(x, middle - 8, 16, 16), tile)
        x += 20
    right = box.right() - 4
    if look.clashes:
        badges.paint_finding_glyph(painter, QRectF(right - _MARK, middle - _MARK / 2, _MARK, _MARK), "warn")
        right -= _MARK + 2
    title = QRectF(x, box.top(), right - x, box.height())
    if title.width() > 12:
        paint.text_in(painter, title, look.row.title, fonts.sized("serif", fonts.scaled(13), bold=False), colours.ink)
    painter.setOpacity(1.0)


def paint_more(painter: QPainter, box: QRectF, count: int, *, clashes: bool) -> None:
    """How many deliveries of a field have no room; marked when something stands in the way of one of them."""
    colours = theme.colours()
    words_box = box.adjusted(6, 0, 0, 0)
    x = box.left() + 12 + paint.text(painter, words_box, tr("{count} more", count=count), Role.NOTE, colours.indigo)
    if clashes:
        badges.paint_finding_glyph(painter, QRectF(x, box.center().y() - _MARK / 2, _MARK, _MARK), "warn")


def paint_target(painter: QPainter, field: QRectF, *, allowed: bool) -> None:
    """The field into which a delivery would be put; ochre and dashed where it may not go."""
    colours = theme.colours()
    pen = QPen(colours.indigo if allowed else colours.ochre, 2)
    if not allowed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(field.adjusted(1, 1, -1, -2), Radius.CHIP, Radius.CHIP)


def _paint_ground(painter: QPainter, field: QRectF, day: date, grid: Grid, around: Surroundings) -> None:
    colours = theme.colours()
    special = around.special(day)
    is_free = day.weekday() >= _WEEKEND if special is None else not special.is_work
    inside = grid.page.is_within(day)
    painter.fillRect(field, colours.desk if not inside else colours.panel if is_free else colours.paper)
    if around.quiet.covers(day):
        _paint_hatch(painter, field)


def _paint_hatch(painter: QPainter, field: QRectF) -> None:
    """Slanting hairlines: a quiet day, told by a shape and not by a colour."""
    painter.save()
    painter.setClipRect(field)
    painter.setPen(QPen(theme.colours().line, 1))
    across = int(field.width() + field.height())
    for step in range(0, across, _HATCH):
        x = field.left() + step
        painter.drawLine(int(x), int(field.top()), int(x - field.height()), int(field.bottom()))
    painter.restore()


def _paint_day(painter: QPainter, field: QRectF, day: date, grid: Grid, around: Surroundings) -> None:
    line = QRectF(field.left() + 8, field.top() + 2, field.width() - 12, fonts.scaled(20))
    _paint_number(painter, line, day, is_today=day == around.today, faint=not grid.page.is_within(day))
    _paint_special(painter, QRectF(field.left(), line.top(), field.width(), line.height()), day, around)


def _paint_number(painter: QPainter, box: QRectF, day: date, *, is_today: bool, faint: bool = False) -> None:
    colours = theme.colours()
    number = str(day.day)
    if not is_today:
        paint.text(painter, box, number, Role.DENSE, colours.ink3 if faint else colours.ink)
        return
    width = fonts.width(number, Role.DENSE_BOLD) + 12
    pill = QRectF(box.left() - 5, box.center().y() - fonts.scaled(10), width, fonts.scaled(20))
    paint.box(painter, pill, Radius.BUTTON, colours.ink)
    paint.text(painter, pill, number, Role.DENSE_BOLD, colours.on_ink, paint.CENTRE)


def _paint_special(painter: QPainter, box: QRectF, day: date, around: Surroundings) -> None:
    """At the right of a day's line: holiday, make-up day, quiet day."""
    special = around.special(day)
    facts = [words.day_off(special)] if special is not None else []
    if around.quiet.covers(day):
        facts.append(tr("quiet"))
    room = box.adjusted(40, 0, -8, 0)
    paint.text(painter, room, "  ".join(facts), Role.NOTE, theme.colours().ink2, paint.RIGHT)


def _paint_small_tile(painter: QPainter, square: QRectF, character: str) -> None:
    colours = theme.colours()
    paint.box(painter, square, Radius.CHIP, None, colours.edge)
    paint.text_in(painter, square, character, fonts.sized("sans", 10, bold=False), colours.ink2, paint.CENTRE)
