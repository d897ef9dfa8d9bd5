"""What is signed besides the text."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T
from editor_app.services import approvals
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.submit_dialog import SubmitDialog
from tests.services.office import Office

ZONE = ZoneInfo("Asia/Shanghai")


def found(severity: Severity) -> Finding:
    return Finding("rule", severity, Place("body", 1, 1, 1, severity.value), T("Write “{better}”.", better="x"))


@pytest.fixture
def dialog(window: MainWindow, office: Office) -> SubmitDialog:
    account = office.connect("甲", channel="a")
    made = SubmitDialog(window, [(account, "练")], approvals.all_routes(office.desk), ZONE)
    made.ask()
    made.show_findings((), {})
    return made


def test_it_carries_accounts_route_and_times_of_the_office(dialog: SubmitDialog, qtbot: QtBot) -> None:
    dialog.begins.set_text("2026-12-01 09：00")
    dialog.ends.set_text("2026-12-02 18:00")
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.submit.click()
    submission = confirmed.args[0]
    assert submission.accounts == dialog.chosen()
    assert submission.route == "Three reviews"
    assert submission.not_before == datetime(2026, 12, 1, 9, tzinfo=ZONE)
    assert submission.not_after == datetime(2026, 12, 2, 18, tzinfo=ZONE)


def test_a_time_that_cannot_be_read_says_how_to_write_it(dialog: SubmitDialog) -> None:
    dialog.begins.set_text("明天")
    assert dialog.submission() is None
    assert dialog.begins.control.has_error


def test_what_blocks_keeps_the_button_closed_with_its_reason(dialog: SubmitDialog) -> None:
    dialog.show_findings((found(Severity.BLOCK),), {})
    assert not dialog.submit.isEnabled()
    assert dialog.submit.toolTip() == "有 1 项必须先改正。"


def test_a_warning_opens_the_button_once_it_has_a_reason(dialog: SubmitDialog) -> None:
    warning = found(Severity.WARN)
    dialog.show_findings((warning,), {})
    assert not dialog.submit.isEnabled()
    dialog._reasons[warning.digest].setText("已核实")
    assert dialog.submit.isEnabled()
    submission = dialog.submission()
    assert submission is not None
    assert submission.accepted == {warning.digest: "已核实"}
    dialog.show_findings((warning, found(Severity.NOTE)), {})
    assert dialog._reasons[warning.digest].text() == "已核实"


def test_no_account_is_no_submission(dialog: SubmitDialog) -> None:
    for box in dialog.boxes.values():
        box.setChecked(False)
    dialog.show_findings((), {})
    assert dialog.submit.toolTip() == "请至少选一个账号。"
    dialog.refuse("为什么不行")
    assert dialog._summary.text() == "为什么不行"
