"""The dialog of an embargo tells stricter from looser before anybody presses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.services import documents, embargoes
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.ui.embargo_dialog import EVERYBODY, LISTED, EmbargoDialog, Held
from editor_app.ui.embargoing import held

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.services.office import Office


@pytest.fixture
def found(office: Office) -> Held:
    """A document that reviewer1, the editor and nobody else may see for two hours."""
    made = documents.create(office.editor, "", draft=Draft(Content(title="未公布数字", body="正文。")))
    listed = embargoes.listed(office.desk, ["reviewer1"])
    embargoes.tighten(office.editor, made.document.id, Terms(office.clock.now() + timedelta(hours=2), listed), "等")
    return held(office.editor, made.document.id)


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def test_it_shows_what_holds_and_says_whether_a_change_takes_a_second_person(over: QWidget, found: Held) -> None:
    dialog = EmbargoDialog(over, found)
    assert dialog.who.current() == LISTED
    assert [str(i) for i, box in dialog.boxes.items() if box.isChecked()] == [
        str(each.id) for each in found.members if each.name in {"editor", "reviewer1"}
    ]
    assert not dialog.boxes[found.me].isEnabled()
    assert not dialog.is_looser()
    dialog.who.choose(EVERYBODY)
    assert dialog.is_looser()
    assert dialog.keep.text() == "申请放宽"
    dialog.who.choose(LISTED)
    dialog.until.set_text("")
    assert dialog.is_looser()
    dialog.until.set_text("2026-12-24 09:00")
    assert not dialog.is_looser()
    assert dialog.keep.text() == "设定"


def test_nothing_is_asked_without_a_reason_or_with_a_time_that_is_none(over: QWidget, found: Held) -> None:
    dialog, asked = EmbargoDialog(over, found), []
    dialog.asked.connect(lambda *said: asked.append(said))
    dialog.until.set_text("明天")
    dialog.answer("keep", closes=False)
    assert dialog.until.control.has_error
    dialog.until.set_text("2026-12-24 09:00")
    dialog.answer("keep", closes=False)
    assert dialog.reason.control.has_error
    assert asked == []
    dialog.reason.set_text("发布会改期")
    dialog.answer("keep", closes=False)
    ((terms, reason, looser),) = asked
    assert (terms.until.isoformat(), reason, looser) == ("2026-12-24T09:00:00+08:00", "发布会改期", False)


def test_who_may_only_look_sees_no_fields(over: QWidget, found: Held) -> None:
    dialog = EmbargoDialog(over, replace(found, why_not="只有编辑能改。"))
    assert dialog.keep.isHidden()
    assert dialog.foot.note.text() == "只有编辑能改。"
