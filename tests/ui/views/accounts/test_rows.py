from dataclasses import replace

from pytestqt.qtbot import QtBot

from editor_app.domain.account import AccountState, HealthVerdict
from editor_app.domain.text import T
from editor_app.platforms.offering import row_of
from editor_app.services import accounts
from editor_app.storage.queries.ahead import HealthRow
from editor_app.ui.views.accounts.rows import AccountList, health_look
from tests.services.office import Office
from tests.ui.conftest import painted


def test_how_an_account_stands_has_a_mark_of_its_own(office: Office) -> None:
    office.connect("site")
    ready = accounts.health(office.admin)[0]
    account = ready.account
    failing = HealthRow(account.id, account.added_at, HealthVerdict.UNREACHABLE, T("Soon."), account.added_at)
    looks = [
        health_look(replace(ready, account=replace(account, filing_number="京备 1"))),
        health_look(replace(ready, is_exempt=False)),
        health_look(replace(ready, has_secret=False)),
        health_look(replace(ready, paused_until=account.added_at)),
        health_look(replace(ready, last_look=failing)),
        health_look(replace(ready, account=replace(account, state=AccountState.CLOSED))),
    ]
    assert [mark for mark, _tone in looks] == ["verified", "note", "ask", "held", "advised", "cancelled"]


def test_a_row_is_chosen_by_a_press_and_named_whole(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    office.connect("app", profile="keyed")
    shown = AccountList()
    qtbot.addWidget(shown)
    sandbox = row_of(office.desk.platforms.platform("sandbox"), {})
    shown.show_all([(health, sandbox) for health in accounts.health(office.admin)], "site")
    assert [row.isChecked() for row in shown.rows] == [True, False]
    with qtbot.waitSignal(shown.chosen) as told:
        shown.rows[1].click()
    assert told.args is not None
    assert told.args[0].account.name == "app"
    assert "http://127.0.0.1:9" in shown.rows[0].accessibleName()
    painted(shown, 600, 130)
