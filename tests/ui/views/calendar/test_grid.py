from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF

from editor_app.domain.identifiers import DeliveryId
from editor_app.ui.views.calendar.arranging import Arranged
from editor_app.ui.views.calendar.grid import Grid
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode, Page
from tests.ui.views.calendar.conftest import SHANGHAI, THURSDAY, Line

MONTH, WEEK = Page(Mode.MONTH, date(2026, 12, 3)), Page(Mode.WEEK, date(2026, 12, 3))
FIELD = Cell(date(2026, 12, 3), WHOLE_DAY)


def grid_of(page: Page, line: Line, count: int, opened: tuple[int, ...] = ()) -> Grid:
    rows = [line(str(n), THURSDAY + n * timedelta(seconds=1)) for n in range(count)]
    return Grid(page, Arranged(page, rows, SHANGHAI), 1400, 700, opened)


@pytest.mark.parametrize("page", [MONTH, WEEK])
def test_every_field_is_found_again_under_its_middle(line: Line, page: Page) -> None:
    grid = grid_of(page, line, 3)
    hours = range(24) if page.mode is Mode.WEEK else (WHOLE_DAY,)
    cells = [Cell(day, hour) for day in page.days for hour in hours]
    assert [grid.cell_at(grid.box(cell).center()) for cell in cells] == cells


def test_outside_of_the_fields_there_is_none(line: Line) -> None:
    grid = grid_of(WEEK, line, 0)
    for point in (QPointF(2, 100), QPointF(300, 5), QPointF(300, grid.height + 5)):
        assert grid.cell_at(point) is None


def test_a_page_fills_the_height_it_is_given(line: Line) -> None:
    assert grid_of(MONTH, line, 0).height == pytest.approx(700, abs=2)
    assert grid_of(WEEK, line, 0).height == pytest.approx(700, abs=2)


def test_what_has_no_room_is_counted_and_the_chosen_one_has_room(line: Line) -> None:
    grid = grid_of(MONTH, line, 40)
    shown = grid.shown(FIELD)
    assert shown.first == 0
    assert shown.count + shown.more == 40
    with_chosen = grid.shown(FIELD, DeliveryId("30"))
    assert with_chosen.first <= 30 < with_chosen.first + with_chosen.count
    last = grid.chip(FIELD, shown.count)
    assert grid.box(FIELD).contains(last)
    assert grid.more_at(last.center(), None) == FIELD


def test_a_chip_is_found_under_its_middle(line: Line) -> None:
    grid = grid_of(MONTH, line, 40)
    box = grid.chip_of(DeliveryId("17"))
    assert box is not None
    found = grid.row_at(box.center(), DeliveryId("17"))
    assert found is not None
    assert found.id == "17"
    assert grid.row_at(QPointF(700, 3), None) is None
    assert grid.chip_of(DeliveryId("gone")) is None


def test_an_hour_of_a_week_grows_with_what_it_holds_and_opens_whole(line: Line) -> None:
    hour = Cell(date(2026, 12, 3), 9)
    closed, opened = grid_of(WEEK, line, 30), grid_of(WEEK, line, 30, (9,))
    assert closed.shown(hour).more > 0
    assert opened.shown(hour).more == 0
    assert opened.height > closed.height
