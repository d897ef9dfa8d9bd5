"""Who looks at a delivery is seen at its document, and sees who writes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.presence import Doing, SeatId
from editor_app.services import presence

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.queue.conftest import Busy


def test_who_writes_in_the_document_of_the_delivery_is_named_beside_the_title(
    qtbot: QtBot, busy: Busy, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    _window, view = shown(busy.stage, delivery=busy.ids["ask"])
    qtbot.waitUntil(lambda: view.presence.document is not None)
    document = view.presence.document
    assert document is not None
    presence.sign(busy.stage.editor, SeatId("w"), document, Doing.WRITING)
    qtbot.waitUntil(lambda: not view.presence._is_busy)
    view.presence.look()
    qtbot.waitUntil(lambda: "正在写这篇稿件" in view.facts())
    seat = view.presence.window
    seen = presence.others(busy.stage.desk, document, SeatId("w"))
    assert (seat, Doing.QUEUE) in {(each.seat, each.doing) for each in seen}
    presence.leave(busy.stage.desk, SeatId("w"))
    view.leave()
    qtbot.waitUntil(lambda: seat not in {each.seat for each in presence.others(busy.stage.desk, document)})
