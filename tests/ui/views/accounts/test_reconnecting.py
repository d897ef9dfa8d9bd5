from pathlib import Path

from pytestqt.qtbot import QtBot

from editor_app.services import accounts
from editor_app.ui import background
from editor_app.ui.views.accounts.reconnecting import ReconnectDialog
from tests.services.office import Office
from tests.services.outbox import new_outbox
from tests.ui.views.accounts.test_connect import over


def test_an_account_gets_new_settings_but_stays_itself(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    outbox = new_outbox(office, tmp_path)
    outbox.connect("site")
    window = over(qtbot)
    dialog = ReconnectDialog(window, office.admin, accounts.by_name(office.desk, "site"))
    dialog.ask()
    with qtbot.waitSignal(dialog.reconnected, timeout=10_000):
        dialog.answer("keep", closes=False)
    other = ReconnectDialog(window, office.admin, accounts.by_name(office.desk, "site"))
    other.ask()
    other.form.options["channel"].set_text("somebody-else")
    other.answer("keep", closes=False)
    qtbot.waitUntil(lambda: other._errors.count() > 0, timeout=10_000)
    assert other.isVisible()
    background.shut_down()
    outbox.close()
