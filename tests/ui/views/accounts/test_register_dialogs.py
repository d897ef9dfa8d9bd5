from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Refused
from editor_app.domain.register import Particulars
from editor_app.domain.text import T
from editor_app.services import registering
from editor_app.services.registering import Filing
from editor_app.ui.views.accounts.register_dialogs import EnterDialog, FileDialog
from editor_app.ui.widgets.labels import Surface
from tests.services.office import Office
from tests.services.registers import UNIT, for_real, page, portal

TODAY = date(2026, 11, 28)


@pytest.fixture
def over(qtbot: QtBot) -> Surface:
    made = Surface("panel")
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_owner_and_person_are_asked_for_and_what_was_typed_is_handed_on(
    office: Office, over: Surface, qtbot: QtBot, tmp_path: Path
) -> None:
    portal(for_real(office), tmp_path)
    dialog = EnterDialog(over, page(office))
    dialog.ask()
    dialog.answer("keep", closes=False)
    assert dialog.owner.control.has_error
    dialog.owner.set_text("区政务公开办")
    dialog.responsible.set_text("李明")
    with qtbot.waitSignal(dialog.entered) as told:
        dialog.answer("keep", closes=False)
    assert told.args == [Particulars("区政务公开办", "", "李明"), ""]
    assert not dialog.keep.isEnabled()
    dialog.show_error(Refused(T("Only admins connect accounts.")))
    assert dialog.keep.isEnabled()
    assert dialog._problem.text()


def test_what_is_known_stands_there_already(office: Office, over: Surface, tmp_path: Path) -> None:
    portal(for_real(office), tmp_path)
    registering.enter(office.admin, "门户", UNIT)
    dialog = EnterDialog(over, page(office))
    assert (dialog.owner.text(), dialog.operator.text(), dialog.responsible.text()) == (
        "区政务公开办", "区融媒体中心", "李明",
    )  # fmt: skip


def test_a_filing_needs_a_number_and_a_day(office: Office, over: Surface, qtbot: QtBot, tmp_path: Path) -> None:
    portal(for_real(office), tmp_path)
    dialog = FileDialog(over, page(office), TODAY)
    dialog.ask()
    dialog.answer("keep", closes=False)
    assert dialog.number.control.has_error
    dialog.number.set_text("京-2026-11")
    dialog.day.set_text("11 月 28 日")
    assert dialog.filing() is None
    assert dialog.day.control.has_error
    dialog.day.set_text("2026-11-27")
    with qtbot.waitSignal(dialog.filed) as told:
        dialog.answer("keep", closes=False)
    assert told.args == [Filing("京-2026-11", date(2026, 11, 27), "")]
    dialog.show_error(Refused(T("Only admins connect accounts.")))
    assert dialog.keep.isEnabled()


def test_a_closing_is_filed_without_a_number(office: Office, over: Surface, tmp_path: Path) -> None:
    portal(for_real(office), tmp_path)
    registering.begin_closing(office.admin, "门户", "职能合并")
    dialog = FileDialog(over, page(office), TODAY)
    assert dialog.filing() == Filing("", TODAY, "")
