from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.services.alarms import Alarm, AlarmKind
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.notice import alarm_notice, notice_of
from editor_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy


def test_an_alarm_names_each_field_that_differs(qtbot: QtBot, busy: Busy) -> None:
    row = busy.stage.row(busy.ids["different"])
    differences = ("title: “甲” → “乙”", "parts: “<p>12</p>” → “<p>13</p>”")
    alarm = Alarm(row, AlarmKind.DRIFT, datetime(2026, 11, 28, tzinfo=UTC), differences)
    notice = alarm_notice(alarm, Button("看过了"))
    qtbot.addWidget(notice)
    assert "标题：“甲” → “乙”" in notice.accessibleName()
    assert "正文：“12” → “13”" in notice.accessibleName()
    assert "被改动" in notice.accessibleName()


def test_states_that_need_nobody_say_nothing(busy: Busy) -> None:
    assert notice_of(loading.chosen(busy.stage.desk, busy.ids["verified"])) is None
    assert notice_of(loading.chosen(busy.stage.desk, busy.ids["failed"])) is not None
