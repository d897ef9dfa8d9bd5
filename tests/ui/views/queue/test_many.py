from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.errors import Refused
from editor_app.domain.text import T
from editor_app.services.bulk import Bulk
from editor_app.ui.views.queue import many
from editor_app.ui.views.queue.many import ManyPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


def _choose_all(view: QueueView) -> None:
    view.table.selectionModel().clear()
    for line in range(view.model.rowCount()):
        flag = QItemSelectionModel.SelectionFlag.Select
        view.table.selectionModel().select(view.model.index(line), flag)


def test_several_chosen_deliveries_offer_only_what_their_states_allow(qtbot: QtBot, busy: Busy) -> None:
    panel = ManyPanel()
    qtbot.addWidget(panel)
    rows = [busy.stage.row(busy.ids[name]) for name in ("held", "queued", "failed", "verified")]
    panel.show_rows(rows, busy.stage.publisher)
    assert {event: button.text() for event, button in panel.buttons.items()} == {
        Event.HOLD: "暂缓 1 条…",
        Event.RELEASE: "放行 1 条…",
        Event.RETRY: "重试 1 条",
        Event.CANCEL: "移出 3 条…",
    }
    panel.show_rows(rows, busy.stage.editor)
    assert not any(button.isEnabled() for button in panel.buttons.values())


def test_one_reason_holds_all_chosen_deliveries_and_releases_them_again(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    ids = [one.id for one in stage.queued("便民事项一次办好")]
    _window, view = shown(stage)
    _choose_all(view)
    assert view.many.isVisible()
    assert not view.detail.isVisible()
    for event, reason, state in (
        (Event.HOLD, "等宣传部核对数字", DeliveryState.HELD),
        (Event.RELEASE, "数字已核对", DeliveryState.QUEUED),
    ):
        view.acting.ask(event)
        assert view.acting.bulk is not None
        view.acting.bulk.verb.click()
        assert view.acting.bulk.isVisible(), "without a reason nothing is done"
        view.acting.bulk.reason.set_text(reason)
        view.acting.bulk.verb.click()
        qtbot.waitUntil(lambda state=state: all(stage.row(one).state is state for one in ids))
        qtbot.waitUntil(lambda state=state: {row.state for row in view.many.rows} == {state})


def test_those_refused_are_named_with_the_reason(busy: Busy) -> None:
    row = busy.stage.row(busy.ids["queued"])
    bulk = Bulk((), ((row.id, Refused(T("Wait."), T("Look."))),))
    sentence, refused = many.outcome(Event.HOLD, bulk, [row])
    assert sentence == "已暂缓 0 条"
    assert refused == (f"{row.account_name}·{row.title}：Wait.",)
