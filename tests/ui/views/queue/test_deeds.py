from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.ui.views.queue import deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


def test_a_state_offers_only_what_it_allows_to_a_person() -> None:
    def events(state: DeliveryState) -> set[Event]:
        return {deed.event for deed in deeds.offered(state)}

    assert events(DeliveryState.QUEUED) == {Event.HOLD, Event.RESCHEDULE, Event.CANCEL}
    assert events(DeliveryState.HELD) == {Event.RELEASE, Event.RESCHEDULE, Event.CANCEL}
    assert events(DeliveryState.FAILED) == {Event.RETRY, Event.CANCEL}
    assert events(DeliveryState.ASK) == {Event.ANSWER_THERE}
    for state in (DeliveryState.WORKING, DeliveryState.UNKNOWN, DeliveryState.VERIFIED):
        assert events(state) == set()


def test_who_may_not_is_told_whom_to_ask(busy: Busy) -> None:
    assert deeds.refusal(busy.stage.publisher) == ""
    assert "发布" in deeds.refusal(busy.stage.editor)
    assert deeds.refusal(None)


def test_a_deed_without_a_reason_is_not_done(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[object, object]]
) -> None:
    _window, view = shown(busy.stage)
    said: list[str] = []
    hold = next(deed for deed in deeds.DEEDS if deed.event is Event.HOLD)
    question = deeds.ask(view, hold, lambda reason, _slot: said.append(reason))  # type: ignore[arg-type]
    question.verb.click()
    assert question.isVisible()
    assert not said
    question.reason.set_text("核对数字")
    question.verb.click()
    qtbot.waitUntil(lambda: said == ["核对数字"])
    assert not question.isVisible()


def test_each_deed_moves_the_delivery_as_it_says(stage: Stage) -> None:
    row = stage.row(stage.queued("便民事项", stage.accounts[0])[0].id)
    held = deeds.done(stage.publisher, row, Event.HOLD, "先等等", None)
    assert held.state is DeliveryState.HELD
    released = deeds.done(stage.publisher, row, Event.RELEASE, "可以发了", None)
    assert released.state is DeliveryState.QUEUED
    assert deeds.done(stage.publisher, row, Event.CANCEL, "不发了", None).state is DeliveryState.CANCELLED
