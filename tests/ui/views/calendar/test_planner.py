from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.timetable import QuietDays
from editor_app.services import planning
from editor_app.ui.views.calendar.moving import MoveDialog
from tests.ui.views.calendar.conftest import DAY, THURSDAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.ui.views.calendar.view import CalendarView
    from tests.ui.views.calendar.conftest import Planned
    from tests.ui.views.staged import Stage


def seen(qtbot: QtBot, view: CalendarView, delivery: DeliveryId) -> None:
    qtbot.waitUntil(lambda: view.board.current == delivery, timeout=10_000)


def planned_at(stage: Stage, delivery: DeliveryId) -> datetime:
    return planning.planned_one(stage.desk, delivery).planned_at


def test_alt_and_enter_move_a_delivery_and_the_calendar_follows(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY)
    view = shown(planned.stage, delivery=one)
    seen(qtbot, view, one)
    view.planner.nudge(1, 0)
    view.planner.nudge(1, 0)
    assert view.board.proposal is not None
    assert planned_at(planned.stage, one) == THURSDAY, "a proposal moves nothing"
    view.planner.confirm()
    qtbot.waitUntil(lambda: planned_at(planned.stage, one) == THURSDAY + 2 * DAY, timeout=10_000)
    qtbot.waitUntil(lambda: view.board.proposal is None)
    seen(qtbot, view, one)


def test_outside_of_the_window_a_question_offers_another_approval(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY, not_after=THURSDAY + DAY)
    view = shown(planned.stage, delivery=one)
    seen(qtbot, view, one)
    view.planner.nudge(7, 0)
    assert view.board.proposal is not None
    assert view.board.proposal.needs_approval
    assert view.strip.confirm.isEnabled()
    view.planner.confirm()
    qtbot.waitUntil(lambda: view.planner.question is not None, timeout=10_000)
    assert planned_at(planned.stage, one) == THURSDAY
    assert view.board.proposal is None


def test_a_typed_time_moves_and_a_refused_one_is_said_at_the_field(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY)
    view = shown(planned.stage, delivery=one)
    seen(qtbot, view, one)
    view.planner.ask_time()
    dialog = view.planner.dialog
    assert isinstance(dialog, MoveDialog)
    dialog.field.set_text("2020-01-01 09:00")
    dialog.verb.click()
    qtbot.waitUntil(lambda: dialog.field.control.has_error, timeout=10_000)
    dialog.field.set_text("2026-12-03 14:05")
    dialog.verb.click()
    later = THURSDAY + timedelta(hours=4, minutes=35)
    qtbot.waitUntil(lambda: planned_at(planned.stage, one) == later, timeout=10_000)


def test_an_editor_looks_and_moves_nothing(qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]) -> None:
    one = planned.at(THURSDAY)
    view = shown(planned.stage, "editor", delivery=one)
    seen(qtbot, view, one)
    view.planner.nudge(1, 0)
    assert view.board.proposal is None
    assert not view.strip.another.isEnabled()


def test_the_times_of_the_office_are_kept_from_the_dialog(
    qtbot: QtBot, stage: Stage, shown: Callable[..., CalendarView]
) -> None:
    view = shown(stage)
    view.planner.ask_times()
    qtbot.waitUntil(lambda: view.planner.times is not None, timeout=10_000)
    dialog = view.planner.times
    assert dialog is not None
    dialog.days[0].setText("09:00")
    dialog.quiet_days[6].setChecked(True)
    dialog.keep.click()
    qtbot.waitUntil(lambda: 6 in planning.timetable(stage.desk).quiet.weekdays, timeout=10_000)
    assert len(planning.timetable(stage.desk).accounts) == 1


def test_a_quiet_day_is_refused_in_place_and_offers_no_approval(
    qtbot: QtBot, planned: Planned, shown: Callable[..., CalendarView]
) -> None:
    one = planned.at(THURSDAY)
    planning.set_quiet(planned.stage.publisher, QuietDays(weekdays=frozenset({4})))
    view = shown(planned.stage, delivery=one)
    seen(qtbot, view, one)
    view.planner.nudge(1, 0)
    assert view.board.proposal is not None
    assert "停发日" in view.strip.problem.text()
    assert not view.strip.confirm.isEnabled()
    view.planner.confirm()
    qtbot.waitUntil(lambda: view.board.proposal is None, timeout=10_000)
    assert "停发日" in view.strip.problem.text()
    assert planned_at(planned.stage, one) == THURSDAY
