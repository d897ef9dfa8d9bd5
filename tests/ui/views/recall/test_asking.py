from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused
from editor_app.domain.text import T
from editor_app.ui.views.recall.asking import NoteDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow


def test_a_refusal_stands_in_the_dialog_and_it_can_be_tried_again(qtbot: QtBot, window: MainWindow) -> None:
    said: list[str] = []

    def submit(note: str) -> str:
        if not note:
            raise Refused(T("Every copy of this case is done by hand."), T("Sign each off with a proof."))
        said.append(note)
        return note

    dialog = NoteDialog(window, "提交更正", "请写明。", submit)
    dialog.ask()
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog._error.text()))
    assert dialog.keep.isEnabled()
    dialog.note.set_text("年份有误")
    with qtbot.waitSignal(dialog.done):
        dialog.keep.click()
    assert said == ["年份有误"]
