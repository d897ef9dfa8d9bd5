from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor_app.domain.identifiers import DeliveryId
from editor_app.services import publishing
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


def test_the_queue_opens_at_the_delivery_that_was_asked_for(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage, delivery=busy.ids["ask"])
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    assert view.detail.chosen is not None
    assert view.detail.chosen.timeline.row.id == busy.ids["ask"]
    assert view.model.delivery(view.table.currentIndex().row()) is not None


def test_the_rail_counts_what_needs_a_person(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage)
    with qtbot.waitSignal(view.counted) as counted:
        view.refresh(frozenset({"delivery"}))
    assert counted.args == [4], "a question, a failure, a held one, and a post that is not as signed"


def test_a_filter_shows_only_its_deliveries(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage)
    view.filters.choose("needs")
    qtbot.waitUntil(lambda: view.model.loaded == 3)


def test_a_state_of_the_status_bar_opens_its_filter(
    busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage, state="failed")
    assert view.filters.current() == "needs"


def test_a_change_by_somebody_else_is_shown_and_the_choice_stays(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    delivery = stage.queued("便民事项一次办好", stage.accounts[0])[0].id
    window, view = shown(stage, delivery=delivery)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    stage.serve(DeliveryId(delivery), 2)
    window.refresh(frozenset({"delivery"}))

    def state() -> str:
        assert view.detail.chosen is not None
        return view.detail.chosen.timeline.row.state.value

    qtbot.waitUntil(lambda: state() == "verified")
    assert view.model.line_of(delivery) == view.table.currentIndex().row()


def test_what_is_due_and_not_sent_is_said_above_the_queue(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    stage.queued("便民事项一次办好", stage.accounts[0])
    _window, view = shown(stage)
    qtbot.waitUntil(lambda: view.model.loaded == 1)
    assert view.findChildren(Notice) == []
    stage.clock.turn(timedelta(minutes=3))
    view._minute.timeout.emit()
    qtbot.waitUntil(lambda: any("没有发送器" in each.accessibleName() for each in view.findChildren(Notice)))


def test_an_empty_queue_shows_the_legend_of_states(
    stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(stage)
    assert view._stack.currentIndex() == 1


def test_it_fits_a_small_window(busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]) -> None:
    window, view = shown(busy.stage)
    window.resize(1280, 720)
    assert view.detail.width() == 368
    assert view.width() <= 1280


def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage, delivery=busy.ids["held"])
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    nameless = [
        type(widget).__name__
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy().value & 1 and widget.isVisible() and not widget.accessibleName()
    ]
    assert not nameless


def test_the_queue_is_put_together_by_day_and_searched(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage)
    view.head.group_by(Grouping.DAY)
    qtbot.waitUntil(lambda: view.model.rowCount() == 12)
    assert view.model.tall_rows() == [0]
    view.head.seek_button.click()
    view.head.seeking.words.setText("掌上办")
    qtbot.waitUntil(lambda: view.model.loaded == 3)
    view.head.seeking.words.setText("没有这样的题目")
    qtbot.waitUntil(lambda: view.model.loaded == 0)
    assert view._nothing.isVisibleTo(view)
    assert view._stack.currentIndex() == 0, "the queue itself is not empty"
    view.head.show_everything()
    qtbot.waitUntil(lambda: view.model.loaded == 11)


def test_with_thousands_shown_only_those_in_sight_are_read_again_and_nothing_jumps(
    qtbot: QtBot,
    stage: Stage,
    shown: Callable[..., tuple[MainWindow, QueueView]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("editor_app.ui.views.queue.view._RELOAD_AT_MOST", 2)
    first = stage.queued("便民事项一次办好")[0].id
    window, view = shown(stage)
    assert view.model.loaded == 3
    publishing.hold(stage.publisher, first, "等通知")
    stage.queued("另一份定稿", body="全然不同的一段文字，说另外一件事。")
    window.refresh(frozenset({"delivery"}))
    qtbot.waitUntil(lambda: view.model.loaded == 6)
    line = view.model.line_of(first)
    assert line is not None
    held = view.model.delivery(line)
    assert held is not None
    assert held.state.value == "held"
