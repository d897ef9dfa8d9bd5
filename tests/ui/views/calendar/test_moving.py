from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.timetable import QuietDays, Timetable
from editor_app.services.publishing import NeedsApproval
from editor_app.ui.views.calendar import moving
from editor_app.ui.views.calendar.moving import MoveDialog
from tests.ui.views.calendar.conftest import DAY, SHANGHAI, THURSDAY, Line

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_begins_at_the_present_time_and_says_it_in_utc(over: QWidget, line: Line) -> None:
    dialog = MoveDialog(over, line("一"), SHANGHAI)
    assert dialog.field.text() == "2026-12-03 09:30"
    assert "UTC 01:30" in dialog._utc.text()
    dialog.field.set_text("2026-12-04 10:00")
    assert dialog.read()
    assert dialog.at == THURSDAY + DAY + timedelta(minutes=30)


def test_what_is_no_time_is_said_below_the_field(over: QWidget, line: Line) -> None:
    dialog = MoveDialog(over, line("一"), SHANGHAI)
    dialog.field.set_text("morgen")
    assert not dialog.read()
    assert dialog.field.control.has_error
    assert dialog._utc.text() == ""


def test_each_obstacle_has_its_own_refusal(line: Line) -> None:
    timetable = Timetable(SHANGHAI, quiet=QuietDays(frozenset({(THURSDAY + DAY).date()})))
    before = THURSDAY - DAY
    windowed = line("一", not_after=THURSDAY)
    assert moving.problem(timetable, line("一"), THURSDAY + 2 * DAY, before) is None
    assert isinstance(moving.problem(timetable, windowed, THURSDAY + 2 * DAY, before), NeedsApproval)
    for row, at, words in (
        (line("一"), before - DAY, "has passed"),
        (line("一"), THURSDAY + DAY, "quiet day"),
        (line("一", state=DeliveryState.SENT), THURSDAY, "Only what waits"),
    ):
        assert words in str(moving.problem(timetable, row, at, before))


def test_another_window_leads_to_the_document_only_when_asked(over: QWidget, line: Line) -> None:
    went: list[str] = []
    moving.ask_for_approval(over, line("一"), SHANGHAI, lambda: went.append("a")).answer("")
    assert went == []
    moving.ask_for_approval(over, line("一"), SHANGHAI, lambda: went.append("b")).answer("submit")
    assert went == ["b"]
