from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import DeliveryId
from editor_app.services.triage import Stopped
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.triage import StoppedModel, TriageDialog
from editor_app.ui.widgets.tables import LOOK

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy


def test_the_list_keeps_qt_s_rules_for_models(busy: Busy, qtmodeltester: ModelTester) -> None:
    model = StoppedModel({}, busy.office())
    model.show([busy.stage.row(busy.ids["held"])])
    qtmodeltester.check(model)
    assert model.data(model.index(0), LOOK) is not None
    assert "暂缓" in str(model.data(model.index(0)))


def test_an_expired_one_is_marked_and_can_not_be_sent(qtbot: QtBot, busy: Busy) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    dialog = TriageDialog(over, {}, busy.office())
    dialog.ask()
    held = busy.stage.row(busy.ids["held"])
    expired = replace(held, state=DeliveryState.EXPIRED)
    dialog.show_stopped(Stopped((expired, held), 1, 1))
    assert dialog.table.currentIndex().row() == 1, "what waits for a person is chosen"
    assert dialog.count.text() == "等你决定：1·已过期，不再发出：1"
    assert not dialog.release.isEnabled()
    dialog.show_chosen(loading.chosen(busy.stage.desk, held.id))
    assert dialog.release.isEnabled()
    said: list[tuple[str, str]] = []
    dialog.decided.connect(lambda *answer: said.append(answer))
    dialog.release.click()
    assert dialog.reason.control.has_error
    dialog.reason.set_text("数字已核对")
    dialog.release.click()
    assert said == [("release", "数字已核对")]
    dialog.table.setCurrentIndex(dialog.model.index(0))
    assert not dialog.release.isEnabled()
    assert dialog.reason.isHidden()
    assert dialog.panel.geometry().bottom() <= 720


def test_the_page_that_follows_is_asked_for_once_and_put_below(busy: Busy) -> None:
    model = StoppedModel({}, busy.office())
    held = busy.stage.row(busy.ids["held"])
    others = [replace(held, id=DeliveryId(f"other-{number}")) for number in range(2)]
    asked: list[int] = []
    model.more_wanted.connect(lambda: asked.append(model.rowCount()))
    model.show([held], 3)
    model.fetchMore()
    assert not model.canFetchMore()
    model.add([held, *others])
    assert ([row.id for row in model.rows], asked) == ([held.id, "other-0", "other-1"], [1])
    assert not model.canFetchMore()
    model.drop(held.id)
    assert (model.rowCount(), model.number) == (2, 2)
