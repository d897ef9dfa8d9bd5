from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import Event
from editor_app.services import alarms, publishing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def test_a_delivery_is_held_with_its_reason_and_released_again(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    delivery = stage.queued("便民事项一次办好", stage.accounts[0])[0].id
    _window, view = shown(stage, delivery=delivery)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    view.acting.ask(Event.HOLD)
    question = view.acting.question
    assert question is not None
    question.reason.set_text("等通知")
    question.verb.click()
    qtbot.waitUntil(lambda: "release" in view.detail.buttons)
    assert str(stage.row(delivery).reason) == "等通知"
    view.acting.ask(Event.RELEASE)
    release = view.acting.question
    assert release is not None
    assert release.timing is not None
    release.reason.set_text("可以发了")
    release.verb.click()
    qtbot.waitUntil(lambda: stage.row(delivery).state.value == "queued")


def test_an_approved_edition_is_queued_from_its_dialog(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    edition = stage.sign(stage.submitted("政务新媒体都有谁？一图读懂"))
    _window, view = shown(stage)
    view.acting.ask_queue(edition.id)
    qtbot.waitUntil(lambda: view.acting.putting.dialog is not None)
    dialog = view.acting.putting.dialog
    assert dialog is not None
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(publishing.status(stage.desk)) == 3)
    qtbot.waitUntil(lambda: view.model.rowCount() == 4)


def test_what_the_state_forbids_is_neither_asked_nor_offered(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    delivery = stage.queued("便民事项一次办好", stage.accounts[0])[0].id
    _window, view = shown(stage, delivery=delivery)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    view.acting.ask(Event.RELEASE)
    assert view.acting.question is None
    offered = {action.text for action in view.actions_offered() if not action.blocked()}
    assert "暂缓…" in offered
    assert "放行…" not in offered


def test_an_alarm_is_acknowledged_with_a_note_and_rings_no_more(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    delivery = stage.queued("便民事项一次办好", stage.accounts[1])[0].id
    stage.server.faults.put({"rewrite": 1})
    stage.serve(delivery, 2)
    _window, view = shown(stage, delivery=delivery)
    qtbot.waitUntil(lambda: "acknowledge" in view.detail.buttons)
    view.detail.buttons["acknowledge"].click()
    assert view.acting.note is not None
    view.acting.note.reason.set_text("已联系平台改正")
    view.acting.note.verb.click()
    qtbot.waitUntil(lambda: view.detail.chosen is not None and view.detail.chosen.alarm is None)
    assert "acknowledge" not in view.detail.buttons
    assert alarms.count(stage.desk) == 0
