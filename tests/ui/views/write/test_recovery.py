"""Questions about text that could be lost."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from editor_app.services.documents import Opened
from editor_app.storage.journal import Typed
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.recovery import RecoveryDialog, saved_when

ZONE = ZoneInfo("Asia/Shanghai")


def test_the_difference_and_the_time_are_shown(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    revision = opened.revision
    content = replace(revision.content, title="新的标题")
    typed = Typed(opened.document.id, revision.id, content, (), (), revision.saved_at)
    dialog = RecoveryDialog(window, typed, revision, ZONE)
    dialog.ask()
    assert "新的标题" in dialog.text.toPlainText()
    assert dialog.text.hasFocus()
    with qtbot.waitSignal(dialog.answered) as answered:
        dialog.dismiss()
    assert answered.args == [""]


def test_a_time_of_today_is_hours_and_minutes(opened: Opened) -> None:
    assert saved_when(opened.revision.saved_at, ZONE) == "09:00"
