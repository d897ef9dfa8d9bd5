from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor_app.domain.identifiers import DeliveryId
from editor_app.ui.views.calendar.board import Board, Proposal
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode, Page
from tests.ui.views.calendar.conftest import DAY, THURSDAY, Line

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QRectF
    from pytestqt.qtbot import QtBot

    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.painting import Surroundings

MONTH = Page(Mode.MONTH, date(2026, 12, 3))
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def board(qtbot: QtBot, around: Surroundings, line: Line) -> Board:
    made = Board(MONTH, around)
    qtbot.addWidget(made)
    made.resize(1400, 700)
    rows = [line("a"), line("b", THURSDAY + timedelta(minutes=10)), line("c", THURSDAY + DAY)]
    made.show_page(MONTH, around, rows)
    made.show()
    return made


def middle(box: QRectF | None) -> QPoint:
    assert box is not None
    return box.center().toPoint()


def drag(board: Board, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(board, LEFT, NO_KEY, start)
    QTest.mouseMove(board, (start + end) / 2)
    QTest.mouseMove(board, end)


def test_a_click_chooses_and_a_click_beside_leaves_it(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.chosen) as said:
        QTest.mouseClick(board, LEFT, NO_KEY, middle(board.grid.chip_of(DeliveryId("b"))))
    assert said.args[0].id == "b"
    QTest.mouseClick(board, LEFT, NO_KEY, middle(board.grid.box(Cell(date(2026, 12, 22), WHOLE_DAY))))
    assert board.current is None


def test_a_drag_proposes_the_same_wall_time_on_the_other_day(board: Board) -> None:
    start, end = middle(board.grid.chip_of(DeliveryId("a"))), middle(board.grid.box(Cell(date(2026, 12, 9), WHOLE_DAY)))
    asked: list[tuple[PlannedRow, datetime]] = []
    board.proposed.connect(asked.append)
    drag(board, start, end)
    row, at = asked[-1]
    assert (row.id, at) == ("a", THURSDAY + 6 * DAY)


def test_letting_go_drops_what_is_proposed(board: Board, qtbot: QtBot, line: Line) -> None:
    board.proposed.connect(lambda asked: board.propose(Proposal(*asked)))
    start, end = middle(board.grid.chip_of(DeliveryId("a"))), middle(board.grid.box(Cell(date(2026, 12, 9), WHOLE_DAY)))
    drag(board, start, end)
    with qtbot.waitSignal(board.dropped) as said:
        QTest.mouseRelease(board, LEFT, NO_KEY, end)
    assert said.args[0] == Proposal(line("a"), THURSDAY + 6 * DAY)


def test_letting_go_at_its_own_time_moves_nothing(board: Board, qtbot: QtBot, line: Line) -> None:
    start = middle(board.grid.chip_of(DeliveryId("a")))
    QTest.mousePress(board, LEFT, NO_KEY, start)
    board.propose(Proposal(line("a"), THURSDAY))
    with qtbot.waitSignal(board.given_up), qtbot.assertNotEmitted(board.dropped):
        QTest.mouseRelease(board, LEFT, NO_KEY, start)


def test_a_shaking_hand_drags_nothing(board: Board, qtbot: QtBot) -> None:
    start = middle(board.grid.chip_of(DeliveryId("a")))
    with qtbot.assertNotEmitted(board.proposed):
        QTest.mousePress(board, LEFT, NO_KEY, start)
        QTest.mouseMove(board, start + QPoint(2, 1))
        QTest.mouseRelease(board, LEFT, NO_KEY, start)


def test_arrows_choose_and_enter_opens(board: Board, qtbot: QtBot) -> None:
    chosen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(board, key)
        chosen.append(board.current)
    assert chosen == ["a", "b", "c", "a"]
    with qtbot.waitSignal(board.opened) as said:
        QTest.keyClick(board, Qt.Key.Key_Return)
    assert said.args[0].id == "a"


@pytest.mark.parametrize(
    ("key", "mode", "by"),
    [
        (Qt.Key.Key_Right, Mode.MONTH, [1, 0]),
        (Qt.Key.Key_Down, Mode.MONTH, [7, 0]),
        (Qt.Key.Key_Up, Mode.WEEK, [0, -15]),
        (Qt.Key.Key_Left, Mode.WEEK, [-1, 0]),
    ],
)
def test_alt_with_an_arrow_asks_for_a_time_nearby(
    board: Board, qtbot: QtBot, around: Surroundings, key: Qt.Key, mode: Mode, by: list[int]
) -> None:
    board.show_page(Page(mode, date(2026, 12, 3)), around, board.arranged.rows)
    with qtbot.waitSignal(board.nudge) as said:
        QTest.keyClick(board, key, ALT)
    assert said.args == by


def test_enter_and_escape_answer_a_proposal(board: Board, qtbot: QtBot, line: Line) -> None:
    board.propose(Proposal(line("a"), THURSDAY + DAY))
    with qtbot.waitSignal(board.confirmed), qtbot.assertNotEmitted(board.opened):
        QTest.keyClick(board, Qt.Key.Key_Return)
    with qtbot.waitSignal(board.given_up):
        QTest.keyClick(board, Qt.Key.Key_Escape)


def test_what_has_no_room_is_asked_for_by_its_field(
    board: Board, qtbot: QtBot, around: Surroundings, line: Line
) -> None:
    board.show_page(MONTH, around, [line(str(n)) for n in range(50)])
    cell = Cell(date(2026, 12, 3), WHOLE_DAY)
    with qtbot.waitSignal(board.more) as said:
        QTest.mouseClick(board, LEFT, NO_KEY, middle(board.grid.chip(cell, board.grid.shown(cell).count)))
    assert said.args[0] == cell


def test_a_screen_reader_is_told_the_page_and_the_chosen_delivery(board: Board, line: Line) -> None:
    assert board.accessibleName() == "日历，2026年12月"
    board.clashes = {DeliveryId("a"): ("quiet_day",)}
    board.choose(line("a"))
    assert board.accessibleDescription() == "稿件a, 网站, 排队, 12月3日 周四 09:30 北京时间, 当天是停发日。"


def test_an_hour_is_opened_and_closed_again(board: Board, around: Surroundings, line: Line) -> None:
    board.show_page(Page(Mode.WEEK, date(2026, 12, 3)), around, [line(str(n)) for n in range(60)])
    before = board.minimumHeight()
    board.open_hour(9)
    assert board.minimumHeight() > before
    board.open_hour(9)
    assert board.minimumHeight() == before


@pytest.mark.parametrize("mode", list(Mode))
def test_ten_thousand_deliveries_of_a_month_cost_the_painter_a_screenful(
    board: Board, around: Surroundings, line: Line, mode: Mode
) -> None:
    rows = [line(str(n), THURSDAY + n * timedelta(minutes=4)) for n in range(10_000)]
    page = Page(mode, date(2026, 12, 3))
    board.show_page(page, around, [row for row in rows if row.planned_at < page.span(around.zone)[1]])
    painted = sum(board.grid.shown(cell).count for cell in board.arranged.cells())
    assert 0 < painted < 7 * 24 * 8
    board.grab()
