from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.services import publishing
from tests.services.test_adopting import sent_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.adopting import AdoptDialog
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, QueueView]]


class Copy:
    """The office as a copy of another one, as `sent_elsewhere` wants to see it."""

    def __init__(self, stage: Stage) -> None:
        self.office, self.links, self.clock = self, stage.links, stage.clock
        self.desk = stage.desk


@pytest.fixture
def elsewhere(stage: Stage) -> DeliveryId:
    """Sent by another copy, looked for here, and held."""
    [delivery] = stage.queued("便民事项一次办好", stage.accounts[0])
    sent_elsewhere(Copy(stage), delivery)  # type: ignore[arg-type]
    publishing.hold(stage.publisher, delivery.id, "副本")
    stage.desk.store.begin_lineage()
    publishing.release(stage.publisher, delivery.id, "看看")
    assert stage.serve(delivery.id).state.value == "held"
    return delivery.id


def _dialog(qtbot: QtBot, view: QueueView) -> AdoptDialog:
    qtbot.waitUntil(lambda: "adopt" in view.detail.buttons)
    view.detail.buttons["adopt"].click()
    dialog = view.acting.adopting.dialog
    assert dialog is not None
    return dialog


def test_what_went_out_elsewhere_is_kept_as_sent_in_the_window(
    qtbot: QtBot, stage: Stage, elsewhere: DeliveryId, shown: Shown
) -> None:
    _window, view = shown(stage, delivery=elsewhere)
    posts = len(stage.server.ledger.posts)
    dialog = _dialog(qtbot, view)
    assert dialog.link.text().startswith(stage.server.url)
    told: list[str] = []
    view.acting.adopting.told.connect(told.append)
    dialog.verb.click()
    qtbot.waitUntil(lambda: stage.row(elsewhere).state.value == "sent")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert told
    assert stage.serve(elsewhere).verdict == "identical"
    assert len(stage.server.ledger.posts) == posts


def test_a_wrong_link_is_refused_in_place(qtbot: QtBot, stage: Stage, elsewhere: DeliveryId, shown: Shown) -> None:
    _window, view = shown(stage, delivery=elsewhere)
    dialog = _dialog(qtbot, view)
    dialog.link.control.setText(f"{stage.server.url}/read/77")
    dialog.verb.click()
    qtbot.waitUntil(lambda: dialog.link.control.has_error)
    assert dialog.verb.isEnabled()
    assert stage.row(elsewhere).state.value == "held"
    dialog.leave()


def test_who_may_not_decide_reads_why_and_an_ordinary_hold_offers_nothing(
    qtbot: QtBot, stage: Stage, elsewhere: DeliveryId, shown: Shown
) -> None:
    [own] = stage.queued("政府网站改版说明", stage.accounts[0])
    publishing.hold(stage.publisher, own.id, "等名单")
    window, view = shown(stage, "editor", delivery=elsewhere)
    qtbot.waitUntil(lambda: "adopt" in view.detail.buttons)
    assert not view.detail.buttons["adopt"].isEnabled()
    view.acting.adopting.ask()
    assert view.acting.adopting.dialog is None
    window.go("queue", delivery=own.id)
    qtbot.waitUntil(lambda: view.detail.chosen is not None and view.detail.chosen.timeline.row.id == own.id)
    assert "adopt" not in view.detail.buttons
    assert view.acting.adopting.why_not()
