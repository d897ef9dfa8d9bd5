from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.detail import DetailPanel
from editor_app.ui.views.queue.notice import Notice
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy


@pytest.fixture
def panel(qtbot: QtBot) -> DetailPanel:
    made = DetailPanel()
    qtbot.addWidget(made)
    made.resize(440, 800)
    made.show()
    return made


def _show(panel: DetailPanel, busy: Busy, name: str) -> str:
    panel.show_chosen(loading.chosen(busy.stage.desk, busy.ids[name]), busy.office(), busy.stage.publisher)
    QApplication.sendPostedEvents()  # the layouts show what was put into them
    return " ".join(label.text() for label in panel.findChildren(Label) if label.isVisibleTo(panel))


def test_one_that_asks_says_that_a_person_must_look_and_offers_the_question(panel: DetailPanel, busy: Busy) -> None:
    said = _show(panel, busy, "ask")
    assert "请到平台看一眼再判断" in said
    assert set(panel.buttons) == {"answer_there", "open", "proof", "copy"}
    assert panel.buttons["open"].text() == "打开账号主页"
    assert "在等它的" in said


def test_one_that_is_out_links_to_its_receipt_and_shows_each_difference(panel: DetailPanel, busy: Busy) -> None:
    said = _show(panel, busy, "different")
    assert panel.buttons["open"].text() == "打开已发内容"
    assert "12 件事" in said
    assert "13 件事" in said


@pytest.mark.parametrize(("name", "deeds"), [("held", ["release", "cancel"]), ("queued", ["hold", "cancel"])])
def test_the_deeds_that_the_state_allows_ask_for_their_event(
    panel: DetailPanel, busy: Busy, name: str, deeds: list[str]
) -> None:
    _show(panel, busy, name)
    asked: list[str] = []
    panel.asked.connect(asked.append)
    for deed in deeds:
        panel.buttons[deed].click()
    assert asked == deeds


def test_a_failure_says_that_nothing_is_public(panel: DetailPanel, busy: Busy) -> None:
    said = _show(panel, busy, "failed")
    assert "没有留下任何内容" in said
    assert len(panel.findChildren(Notice)) >= 1


def test_a_member_without_the_right_reads_why(panel: DetailPanel, busy: Busy) -> None:
    panel.show_chosen(loading.chosen(busy.stage.desk, busy.ids["held"]), busy.office(), busy.stage.editor)
    QApplication.sendPostedEvents()
    assert not panel.buttons["release"].isEnabled()
    said = [label.text() for label in panel.findChildren(Label) if label.isVisibleTo(panel)]
    assert panel.buttons["release"].toolTip() in said


def test_the_evidence_is_copied_whole(panel: DetailPanel, busy: Busy) -> None:
    _show(panel, busy, "verified")
    panel.buttons["copy"].click()
    assert busy.stage.row(busy.ids["verified"]).digest in QGuiApplication.clipboard().text()


def test_a_narrow_window_does_without_the_evidence(panel: DetailPanel, busy: Busy) -> None:
    assert "凭据" in _show(panel, busy, "verified")
    panel.set_narrow(narrow=True)
    assert "凭据" not in _show(panel, busy, "verified")
    assert panel.width() == 368
