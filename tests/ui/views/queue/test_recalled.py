"""What is out leads to a case, and a delivery under recall says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from tests.ui.views.recall.cases import opened, published

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, QueueView]]


def test_only_what_is_out_can_be_recalled(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    (waiting,) = stage.queued("便民事项一次办好", stage.accounts[0])
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[1])
    window, view = shown(stage, delivery=waiting.id)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    assert view.acting.recalling.why_not()
    window.go("queue", delivery=post.id)
    qtbot.waitUntil(lambda: view.detail.chosen is not None and view.detail.chosen.timeline.row.id == post.id)
    assert view.acting.recalling.why_not() == ""
    assert "recall" not in view.detail.buttons


def test_a_delivery_under_recall_says_so_and_leads_to_its_case(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    opened(stage, [post], EditionKind.WITHDRAWAL, "时间写错了")
    _window, view = shown(stage, delivery=post.id)
    qtbot.waitUntil(lambda: "recall" in view.detail.buttons)
    assert view.detail.chosen is not None
    assert view.detail.chosen.recall is not None
