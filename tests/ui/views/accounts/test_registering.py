"""The register through the window: entered, filed, closed, kept and written as a table."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.register import RegisterState
from editor_app.services import registering
from editor_app.services.desk import Seat
from editor_app.services.registering import Filing
from editor_app.ui.main_window import MainWindow
from editor_app.ui.reasons import ReasonQuestion
from editor_app.ui.views.accounts.register_dialogs import EnterDialog, FileDialog
from editor_app.ui.views.accounts.view import AccountsView
from tests.services.office import Office
from tests.services.registers import UNIT, for_real, page, portal
from tests.ui.views.accounts.test_view import shown

Sit = Callable[[Seat], MainWindow]
S = RegisterState


@pytest.fixture
def real(office: Office, tmp_path: Path) -> Office:
    portal(for_real(office), tmp_path)
    return office


def until(office: Office, state: RegisterState, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page(office).standing.state is state, timeout=10_000)


def opened(office: Office) -> None:
    registering.enter(office.admin, "门户", UNIT)
    registering.file(office.admin, "门户", Filing("京-2026-11", date(2026, 11, 28)))


def test_an_account_is_entered_and_filed(real: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(real.admin), qtbot)
    view.registering.ask("enter", "门户")
    dialog = view.registering.dialog
    assert isinstance(dialog, EnterDialog)
    dialog.owner.set_text("区政务公开办")
    dialog.responsible.set_text("李明")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: page(real).standing.entry is not None and _owner(real) == "区政务公开办", timeout=10_000)
    qtbot.waitUntil(lambda: _seen(view) == "区政务公开办", timeout=10_000)
    view.registering.ask("file", "门户")
    dialog = view.registering.dialog
    assert isinstance(dialog, FileDialog)
    dialog.number.set_text("京-2026-11")
    dialog.answer("keep", closes=False)
    until(real, S.OPEN, qtbot)


def test_a_closing_is_begun_and_taken_back_with_a_reason(real: Office, seat_window: Sit, qtbot: QtBot) -> None:
    opened(real)
    view = shown(seat_window(real.admin), qtbot)
    for deed, state in (("close", S.CLOSING), ("keep", S.OPEN)):
        view.registering.ask(deed, "门户")
        question = view.registering.dialog
        assert isinstance(question, ReasonQuestion)
        question.reason.set_text("职能调整")
        question.answer("try", closes=False)
        until(real, state, qtbot)
        qtbot.waitUntil(lambda now=state: view.cares["门户"].registered.standing.state is now, timeout=10_000)


def test_what_is_refused_is_said_in_the_dialog(real: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(real.admin), qtbot)
    view.registering.ask("file", "门户")
    dialog = view.registering.dialog
    assert isinstance(dialog, FileDialog)
    dialog.number.set_text("京-2026-11")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog._problem.text()), timeout=10_000)
    assert "主办单位" in dialog._problem.text()
    assert page(real).standing.state is S.OPENING


def test_all_accounts_at_a_glance_lead_to_one(real: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(real.admin), qtbot)
    offered = {action.text: action for action in view.actions_offered()}
    offered["账号总览"].run()
    assert view._stack.currentIndex() == 2
    view.matrix.rows[0].click()
    assert view._stack.currentIndex() == 0
    assert view.detail.name == "门户"
    assert offered["登记主办单位和责任人"].blocked() == ""
    assert offered["填写报备结果"].blocked() == ""


def test_the_register_is_written_as_a_table(real: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(seat_window(real.admin), qtbot)
    file = tmp_path / "登记表.html"
    view.registering.save(real.admin, file)
    qtbot.waitUntil(file.exists, timeout=10_000)
    assert "门户" in file.read_text("utf-8")


def _owner(office: Office) -> str:
    entry = page(office).standing.entry
    return entry.particulars.owner_unit if entry else ""


def _seen(view: AccountsView) -> str:
    entry = view.cares["门户"].registered.standing.entry
    return entry.particulars.owner_unit if entry else ""
