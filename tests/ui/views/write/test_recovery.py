"""Questions about text that could be lost."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from editor_app.services.documents import Opened
from editor_app.storage.journal import Typed
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.recovery import ConflictDialog, RecoveryDialog, saved_when

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


def test_a_conflict_names_who_saved_and_offers_both(window: MainWindow, opened: Opened) -> None:
    mine = replace(opened.revision.content, body="我的正文")
    dialog = ConflictDialog(window, mine, opened.revision, "李四")
    dialog.ask()
    assert "我的正文" in dialog.text.toPlainText()
    assert saved_when(opened.revision.saved_at, ZONE) == "09:00"
