from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.delivery import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def test_a_delivery_is_moved_inside_of_its_window_and_told_why_not_outside(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    end = stage.clock.now() + timedelta(hours=6)
    delivery = stage.queued("便民事项一次办好", stage.accounts[0], not_after=end)[0].id
    _window, view = shown(stage, delivery=delivery)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    view.acting.ask(Event.RESCHEDULE)
    dialog = view.acting.moving
    assert dialog is not None
    zone = ZoneInfo(stage.desk.workspace.zone)
    dialog.timing.field.set_text(f"{end.astimezone(zone) + timedelta(hours=1):%Y-%m-%d %H:%M}")
    dialog.verb.click()
    assert dialog.timing.field.control.has_error
    wanted = (end - timedelta(hours=2)).replace(second=0, microsecond=0)
    dialog.timing.field.set_text(f"{wanted.astimezone(zone):%Y-%m-%d %H:%M}")
    assert f"{wanted:%H:%M}" in dialog.timing.clocks.utc.text()
    dialog.verb.click()
    qtbot.waitUntil(lambda: stage.row(delivery).planned_at == wanted)
    qtbot.waitUntil(lambda: not dialog.isVisible())
