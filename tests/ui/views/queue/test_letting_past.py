from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import publishing
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, QueueView]]


def _behind_an_unknown_one(stage: Stage) -> tuple[DeliveryId, DeliveryId]:
    """A delivery of unknown outcome and an emergency of the same account behind it."""
    website = stage.accounts[0]
    lost = stage.queued("便民事项一次办好", website)[0].id
    stage.server.faults.put({"drop_after": 1})
    assert stage.serve(lost).state.value == "unknown"
    urgent = stage.urgent("暴雨红色预警", website)[0].id
    assert stage.serve(urgent).state.value == "queued"
    return lost, urgent


def test_an_emergency_behind_an_unknown_outcome_is_let_past_with_a_reason_and_a_warning(
    qtbot: QtBot, stage: Stage, shown: Shown
) -> None:
    lost, urgent = _behind_an_unknown_one(stage)
    _window, view = shown(stage, delivery=urgent)
    qtbot.waitUntil(lambda: "past" in view.detail.buttons)
    view.detail.buttons["past"].click()
    question = view.acting.past.question
    assert question is not None
    assert any("便民事项一次办好" in label.text() for label in question.findChildren(Label))
    question.verb.click()
    assert question.isVisible()
    question.reason.set_text("洪水预警")
    question.verb.click()
    qtbot.waitUntil(lambda: view.detail.chosen is not None and not view.detail.chosen.passable)
    assert "past" not in view.detail.buttons
    assert stage.serve(urgent).state.value == "sent"
    assert stage.row(lost).state.value == "unknown"
    assert any(row.action == "delivery.release_past" for row in publishing.timeline(stage.desk, urgent).rows)


def test_the_palette_offers_it_for_such_an_emergency_only(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    lost, urgent = _behind_an_unknown_one(stage)
    window, view = shown(stage, delivery=lost)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    assert view.acting.past.action().blocked()
    window.go("queue", delivery=urgent)
    qtbot.waitUntil(lambda: "past" in view.detail.buttons)
    assert not view.acting.past.action().blocked()


def test_who_may_not_decide_sees_the_deed_and_reads_why(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    _lost, urgent = _behind_an_unknown_one(stage)
    _window, view = shown(stage, "editor", delivery=urgent)
    qtbot.waitUntil(lambda: "past" in view.detail.buttons)
    assert not view.detail.buttons["past"].isEnabled()
    view.acting.past.ask()
    assert view.acting.past.question is None
