from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import publishing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def test_the_same_text_goes_to_an_account_again_only_with_a_reason(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    stage.queued("政务新媒体都有谁？一图读懂", stage.accounts[0])
    edition = stage.sign(stage.submitted("政务新媒体都有谁？一图读懂", stage.accounts[0]))
    _window, view = shown(stage, edition=edition.id)
    qtbot.waitUntil(lambda: view.acting.putting.dialog is not None)
    dialog = view.acting.putting.dialog
    assert dialog is not None
    dialog.verb.click()
    qtbot.waitUntil(lambda: not dialog.why_again.isHidden())
    assert "100" in dialog.problem.text()
    dialog.verb.click()
    assert dialog.why_again.control.has_error
    dialog.why_again.set_text("上一条会被撤回")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(publishing.status(stage.desk)) == 2)
