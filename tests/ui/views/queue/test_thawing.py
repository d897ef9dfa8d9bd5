from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.services import silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.triage import TriageDialog
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def _dialog(qtbot: QtBot, view: QueueView) -> TriageDialog:
    qtbot.waitUntil(lambda: view.acting.thawing.dialog is not None)
    dialog = view.acting.thawing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    return dialog


def test_after_a_freeze_each_one_is_decided_on_its_own_and_nothing_goes_out_by_itself(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    first, second, third = (one.id for one in stage.queued("便民事项一次办好"))
    silence.freeze(stage.publisher, "数字有误")
    silence.lift(stage.publisher, "已核对")
    assert {stage.row(one).state for one in (first, second, third)} == {DeliveryState.HELD}
    _window, view = shown(stage, triage="yes")
    dialog = _dialog(qtbot, view)
    decided = []
    for deed in (dialog.release, dialog.cancel, dialog.release):
        qtbot.waitUntil(lambda: dialog.chosen is not None)
        assert dialog.chosen is not None
        decided.append(dialog.chosen.timeline.row.id)
        dialog.reason.set_text("已核对")
        deed.click()
        qtbot.waitUntil(lambda done=decided[-1]: stage.row(done).state is not DeliveryState.HELD)
        left = 3 - len(decided)
        qtbot.waitUntil(lambda left=left: dialog.model.rowCount() == left or not dialog.isVisible())
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert sorted(decided) == sorted((first, second, third))
    assert [stage.row(one).state.value for one in decided] == ["queued", "cancelled", "queued"]


def test_while_the_freeze_stands_nothing_can_be_released(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    stage.queued("便民事项一次办好", stage.accounts[0])
    silence.freeze(stage.publisher, "数字有误")
    _window, view = shown(stage, triage="yes")
    dialog = _dialog(qtbot, view)
    assert not dialog.release.isEnabled()
    assert "静默" in dialog.release.toolTip()
    assert dialog.cancel.isEnabled()
