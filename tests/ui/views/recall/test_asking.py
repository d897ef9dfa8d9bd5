from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.text import T
from editor_app.services import recalling
from editor_app.ui.views.recall.asking import NoteDialog, ProofDialog
from tests.ui.views.recall.cases import opened, published

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from tests.ui.views.staged import Stage


def test_a_proof_of_a_correction_does_not_say_that_the_post_is_gone(
    qtbot: QtBot, stage: Stage, window: MainWindow
) -> None:
    assert qtbot is not None
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    for kind, outcome in ((EditionKind.CORRECTION, "corrected"), (EditionKind.WITHDRAWAL, "gone")):
        case = recalling.opened(stage.desk, opened(stage, [post], kind, "时间写错了").id)
        dialog = ProofDialog(window, stage.publisher, case.row, case.places[0])
        assert dialog.outcome.chosen() == outcome
        recalling.prove(
            stage.publisher, case.row.id, 1, recalling.Seen("kept", "已说明。", "https://news.example.gov/1")
        )
        recalling.close(stage.publisher, case.row.id, "已办结。")


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
