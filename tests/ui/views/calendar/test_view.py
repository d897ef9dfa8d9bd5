from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.services import planning, publishing
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode
from tests.ui.views.calendar.conftest import DAY, THURSDAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.views.calendar.view import CalendarView
    from tests.ui.views.calendar.conftest import Planned
    from tests.ui.views.staged import Stage


def test_an_office_without_a_plan_reads_what_to_do(stage: Stage, shown: Callable[..., CalendarView]) -> None:
    view = shown(stage)
    assert view._stack.currentIndex() == 1


def test_the_calendar_opens_at_a_delivery_and_says_everything_about_it(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY + 40 * DAY)
    view = shown(planned.stage, delivery=one)
    qtbot.waitUntil(lambda: view.board.current == one, timeout=10_000)
    assert view.page.day == date(2027, 1, 12)
    assert "2027" in view.head.title.text()
    assert "UTC 01:30" in view.strip.times.text()


def test_pages_turn_by_month_and_by_week_and_back_to_today(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    planned.at(THURSDAY)
    view = shown(planned.stage, day="2026-12-03")
    actions = {action.keys: action for action in view.actions_offered()}
    actions["Ctrl+PgDown"].run()
    assert (view.page.day, view.page.mode) == (date(2027, 1, 3), Mode.MONTH)
    actions["Alt+2"].run()
    actions["Ctrl+PgUp"].run()
    assert (view.page.day, view.page.mode) == (date(2026, 12, 27), Mode.WEEK)
    actions["Alt+Home"].run()
    assert view.page.day == date(2026, 11, 28), "the office's day by its own clock"
    qtbot.waitUntil(lambda: view.loaded is not None and view.loaded.page == view.page, timeout=10_000)


def test_what_has_no_room_in_a_month_is_shown_in_its_week(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    planned.at(THURSDAY)
    view = shown(planned.stage, day="2026-12-03")
    view.board.more.emit(Cell(date(2026, 12, 3), WHOLE_DAY))
    assert (view.page.day, view.page.mode) == (date(2026, 12, 3), Mode.WEEK)
    qtbot.waitUntil(lambda: view.board.page == view.page, timeout=10_000)
    view.board.more.emit(Cell(date(2026, 12, 3), 9))
    assert view.board.opened_hours == {9}


def test_conflicts_are_counted_and_visited_in_turn(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    from editor_app.domain.timetable import AccountTimes

    stage = planned.stage
    ids = [planned.at(THURSDAY + n * timedelta(minutes=5), f"第{n}号通告") for n in range(3)]
    account = planning.planned_one(stage.desk, ids[0]).account
    planning.set_account_times(stage.publisher, account, AccountTimes(gap=timedelta(hours=1)))
    view = shown(stage, day="2026-12-03")
    qtbot.waitUntil(lambda: len(view.board.clashes) == 2, timeout=10_000)
    visited = []
    for _ in range(3):
        view.next_conflict()
        visited.append(view.board.current)
    assert visited == [ids[1], ids[2], ids[1]]
    assert "间隔" in view.strip.problem.text()


def test_a_change_by_somebody_else_is_shown_and_the_choice_stays(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY)
    view = shown(planned.stage, delivery=one)
    qtbot.waitUntil(lambda: view.board.current == one, timeout=10_000)
    publishing.cancel(planned.stage.publisher, one, "活动取消")
    view.refresh(frozenset({"delivery"}))
    qtbot.waitUntil(lambda: not view.strip.another.isEnabled(), timeout=10_000)
    assert view.board.current == one


def test_a_delivery_that_is_gone_is_said_in_place(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    from editor_app.domain.identifiers import DeliveryId

    planned.at(THURSDAY)
    view = shown(planned.stage, day="2026-12-03")
    view.seek(DeliveryId("nobody"))
    qtbot.waitUntil(lambda: "nobody" in view.strip.hint.text(), timeout=10_000)


def test_a_drag_with_the_mouse_gives_the_delivery_the_other_day(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY)
    view = shown(planned.stage, delivery=one)
    qtbot.waitUntil(lambda: view.board.current == one, timeout=10_000)
    box = view.board.chosen_box()
    assert box is not None
    start = box.center().toPoint()
    end = view.board.grid.box(Cell(date(2026, 12, 9), WHOLE_DAY)).center().toPoint()
    QTest.mousePress(view.board, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for point in ((start + end) / 2, end):
        QTest.mouseMove(view.board, point)
    assert view.strip.confirm.isVisible(), "what would be done is said while the button is down"
    QTest.mouseRelease(view.board, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    moved = THURSDAY + 6 * DAY
    qtbot.waitUntil(lambda: planning.planned_one(planned.stage.desk, one).planned_at == moved, timeout=10_000)
