from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QRegion

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.timetable import QuietDays
from editor_app.ui import theme
from editor_app.ui.views.calendar import painting
from editor_app.ui.views.calendar.arranging import Arranged
from editor_app.ui.views.calendar.grid import Grid
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode, Page
from editor_app.ui.views.calendar.painting import ChipLook, Surroundings
from tests.ui.conftest import colours_in
from tests.ui.views.calendar.conftest import SHANGHAI, Line


def field_of(day: date, around: Surroundings) -> QImage:
    """The field of one day of a month, painted."""
    page = Page(Mode.MONTH, day)
    grid = Grid(page, Arranged(page, (), SHANGHAI), 1400, 700, ())
    image = QImage(1400, 700, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painting.paint_fields(painter, grid, around, QRegion(image.rect()))
    return image.copy(grid.box(Cell(day, WHOLE_DAY)).toRect().adjusted(2, 2, -2, -2))


def chip_of(look: ChipLook) -> QImage:
    image = QImage(180, 22, QImage.Format.Format_RGB32)
    image.fill(theme.colours().paper)
    with QPainter(image) as painter:
        painting.paint_chip(painter, QRectF(0, 0, 180, 22), look, "练")
    return image


def test_a_quiet_day_is_told_by_lines_and_a_word(around: Surroundings) -> None:
    quiet = field_of(date(2026, 12, 13), around)
    plain = field_of(date(2026, 12, 13), replace(around, quiet=QuietDays()))
    ground = theme.colours().panel.name()
    kept = [sum(image.pixelColor(x, 100).name() == ground for x in range(150)) for image in (quiet, plain)]
    assert kept[1] == 150
    assert 0 < kept[0] < 150, "lines cross the ground of the quiet day"


def test_a_holiday_looks_like_a_weekend_and_a_make_up_day_like_a_weekday(around: Surroundings) -> None:
    ground = {
        day: field_of(day, around).pixelColor(80, 40).name() for day in (date(2026, 2, n) for n in (14, 17, 18, 25))
    }
    panel, paper = theme.colours().panel.name(), theme.colours().paper.name()
    assert [ground[date(2026, 2, n)] for n in (14, 17, 18, 25)] == [paper, panel, panel, paper]


def test_today_is_marked_in_ink(around: Surroundings) -> None:
    ink = theme.colours().ink.name()
    corner = field_of(date(2026, 12, 2), around).copy(0, 0, 30, 24)
    assert sum(corner.pixelColor(x, 10).name() == ink for x in range(30)) > 5


@pytest.mark.parametrize(
    ("state", "colour"),
    [(DeliveryState.VERIFIED, "green"), (DeliveryState.FAILED, "carmine"), (DeliveryState.ASK, "ochre")],
)
def test_a_chip_shows_its_state_by_mark_and_colour(line: Line, state: DeliveryState, colour: str) -> None:
    chip = chip_of(ChipLook(line("a", state=state), "09:30"))
    assert theme.colours()[colour].name() in colours_in(chip)


def test_only_what_needs_a_person_has_a_ground(line: Line) -> None:
    ground = {
        state: chip_of(ChipLook(line("a", state=state), "09:30")).pixelColor(3, 4).name()
        for state in (DeliveryState.QUEUED, DeliveryState.VERIFIED, DeliveryState.FAILED)
    }
    paper, wash = theme.colours().paper.name(), theme.colours().carmine_wash.name()
    assert list(ground.values()) == [paper, paper, wash]


def test_a_conflict_is_marked_by_a_shape(line: Line) -> None:
    row = line("a")
    assert chip_of(ChipLook(row, "09:30", clashes=True)) != chip_of(ChipLook(row, "09:30"))
    assert theme.colours().ochre.name() in colours_in(chip_of(ChipLook(row, "09:30", clashes=True)))


def test_where_a_delivery_may_not_go_is_told_by_shape_and_colour() -> None:
    images = []
    for allowed in (True, False):
        image = QImage(180, 90, QImage.Format.Format_RGB32)
        image.fill(theme.colours().paper)
        with QPainter(image) as painter:
            painting.paint_target(painter, QRectF(0, 0, 180, 90), allowed=allowed)
        images.append(image)
    assert theme.colours().indigo.name() in colours_in(images[0])
    assert theme.colours().ochre.name() in colours_in(images[1])
