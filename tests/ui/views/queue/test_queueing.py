from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.views.queue import queueing
from editor_app.ui.views.queue.queueing import QueueDialog
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from tests.ui.views.staged import Stage


def test_the_dialog_names_the_edition_its_accounts_and_its_digest(
    qtbot: QtBot, stage: Stage, window: MainWindow
) -> None:
    edition = stage.sign(stage.submitted("政务新媒体都有谁？一图读懂"))
    ready = queueing.ready_edition(stage.desk, edition.id)
    dialog = QueueDialog(window, ready, stage.desk.workspace.zone, stage.clock.now())
    dialog.ask()
    qtbot.waitUntil(dialog.isVisible)
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    for words in ("政务新媒体都有谁", *stage.accounts, edition.digest[:4].upper()):
        assert words in said
    assert dialog.verb.text() == "排入 3 条投递"
    dialog.show_problem("已经在队列里了。")
    assert dialog.problem.isVisible()
