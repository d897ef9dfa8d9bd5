"""The dialog says what is meant before anybody comments on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.anchor import Region
from editor_app.ui.subject_dialog import SubjectDialog
from editor_app.ui.threads import Sitting
from tests.services.test_pointing import CHART
from tests.ui.test_subjects import Illustrated, illustrated

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.services.office import Office


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def asking(over: QWidget, made: Illustrated, *, may_comment: bool = True) -> SubjectDialog:
    seat = made.office.reviewer1
    sitting = Sitting(seat.member, seat.desk.clock.now(), ZoneInfo("Asia/Shanghai"))
    return SubjectDialog(over, made.found(), sitting, may_comment=may_comment)


def test_a_part_of_a_picture_and_a_value_of_a_chart_are_said_in_words(office: Office, over: QWidget) -> None:
    dialog, said = asking(over, illustrated(office)), []
    dialog.commented.connect(lambda *what: said.append(what))
    assert dialog._meant.text() == "整张图片"
    region = Region(10, 10, 100, 100)
    dialog.canvas.mark(region)
    assert dialog._meant.text() == "框选的部分"
    assert dialog.anchor().region == region
    dialog.show_subject(CHART.id)
    assert dialog._meant.text() == "整张图表"
    dialog.grid.setCurrentCell(4, 2)
    assert dialog._meant.text() == "2025·风电·11"
    dialog.comment.click()
    assert said == []
    assert dialog.words.control.has_error
    dialog.words.set_text("请核对出处")
    dialog.must.setChecked(True)
    dialog.comment.click()
    ((anchor, words, is_must),) = said
    assert (anchor.field, anchor.quote, words, is_must) == ("chart", "11", "请核对出处", True)


def test_a_thread_leads_to_its_own_place(office: Office, over: QWidget) -> None:
    made = illustrated(office)
    region = Region(10, 10, 100, 100)
    thread = made.say(made.found()[0], region)
    dialog = asking(over, made, may_comment=False)
    dialog.show_subject(CHART.id)
    dialog.show_thread(thread)
    assert dialog.subject().key == made.digest
    assert dialog.canvas.region == region
    assert dialog.comment.isHidden()
    acted: list[tuple[str, str]] = []
    dialog.acted.connect(lambda *what: acted.append(what))
    dialog.threads.acted.emit(thread, "reply")
    assert acted == [(thread, "reply")]
