from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.asking import AskDialog
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def _dialog(qtbot: QtBot, view: QueueView) -> AskDialog:
    qtbot.waitUntil(lambda: view.acting.answering.dialog is not None)
    dialog = view.acting.answering.dialog
    assert dialog is not None
    return dialog


def test_a_wrong_link_is_refused_in_place_and_the_right_one_is_read_back(
    qtbot: QtBot, stage: Stage, asked: DeliveryId, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(stage, delivery=asked, deed="answer_there")
    dialog = _dialog(qtbot, view)
    dialog.link.control.setText("https://somewhere.example/p/1")
    dialog.there.button.click()
    qtbot.waitUntil(lambda: dialog.link.control.has_error)
    assert stage.row(asked).state is DeliveryState.ASK
    newest = max(stage.server.ledger.posts.values(), key=lambda post: post.number)
    dialog.link.control.setText(f"{dialog.case.public_address.rstrip('/')}/p/{newest.id}")
    dialog.number.control.setText(newest.id)
    dialog.there.button.click()
    qtbot.waitUntil(lambda: stage.row(asked).state is DeliveryState.SENT)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_not_there_queues_it_again_and_leaving_it_is_on_record(
    qtbot: QtBot, stage: Stage, asked: DeliveryId, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(stage, delivery=asked, deed="answer_there")
    dialog = _dialog(qtbot, view)
    dialog.note.control.setText("页面打不开")
    dialog.later.button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert stage.row(asked).state is DeliveryState.ASK
    view.acting.answering.ask(view.detail.chosen)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: view.acting.answering.dialog is not dialog)
    again = _dialog(qtbot, view)
    again.not_there.button.click()
    qtbot.waitUntil(lambda: stage.row(asked).state is DeliveryState.QUEUED)


def test_a_withdrawal_is_asked_in_its_own_words_and_called_gone_without_a_link(
    qtbot: QtBot, stage: Stage, asked_gone: DeliveryId, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(stage, delivery=asked_gone, deed="answer_there")
    dialog = _dialog(qtbot, view)
    around = [label.text() for label in view.detail.findChildren(Label)]
    assert "不知道是否已经撤下" in around
    assert "不知道是否已经公开" not in around
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "撤下" in said
    assert "发一次" not in said, "nothing is sent to the public"
    assert not dialog.link.isVisible()
    told: list[str] = []
    view.acting.answering.told.connect(told.append)
    dialog.there.button.click()
    qtbot.waitUntil(lambda: stage.row(asked_gone).state is DeliveryState.SENT)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert "撤下" in told[0]
    assert stage.serve(asked_gone).state is DeliveryState.VERIFIED


def test_a_withdrawal_that_is_still_public_is_queued_again(
    qtbot: QtBot, stage: Stage, asked_gone: DeliveryId, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(stage, delivery=asked_gone, deed="answer_there")
    dialog = _dialog(qtbot, view)
    dialog.not_there.button.click()
    qtbot.waitUntil(lambda: stage.row(asked_gone).state is DeliveryState.QUEUED)
    rows = publishing.timeline(stage.desk, asked_gone).rows
    assert rows[-1].action == "delivery.answer_still_public"
