from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.services import accounts
from editor_app.ui import background
from editor_app.ui.views.accounts.connect import ConnectDialog, ReconnectDialog
from editor_app.ui.views.accounts.detail import Fact
from tests.services.office import Office
from tests.services.outbox import new_outbox


def over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


def test_a_folder_is_connected_step_by_step_and_kept_at_the_end(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    assert dialog.next.isHidden()
    dialog.choose_platform(office.desk.platforms.platform("site_folder"))
    assert dialog.form is not None
    dialog.form.url.set_text(str(tmp_path / "site"))
    dialog.answer("next", closes=False)
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=10_000)
    assert accounts.all_accounts(office.desk) == ()
    dialog.name.set_text("区政府网站")
    dialog.filing.set_text("京ICP备1号")
    with qtbot.waitSignal(dialog.connected, timeout=10_000):
        dialog.answer("next", closes=False)
    kept = accounts.by_name(office.desk, "区政府网站")
    assert (kept.platform, kept.filing_number) == ("site_folder", "京ICP备1号")
    background.shut_down()


def test_a_server_that_is_away_is_said_in_words_and_what_was_typed_stays(office: Office, qtbot: QtBot) -> None:
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    dialog.choose_platform(office.desk.platforms.platform("sandbox"))
    assert dialog.form is not None
    assert dialog.form.secret is not None
    dialog.form.url.set_text("http://127.0.0.1:9")
    dialog.form.secret.set_text("token")
    dialog.answer("next", closes=False)
    qtbot.waitUntil(lambda: dialog._errors.count() > 0, timeout=20_000)
    assert dialog.next.isEnabled()
    assert dialog.form.url.text() == "http://127.0.0.1:9"
    assert isinstance(dialog._errors.itemAt(0).widget(), Fact)


def test_back_from_the_name_keeps_the_fields(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    dialog.choose_platform(office.desk.platforms.platform("site_folder"))
    form = dialog.form
    assert form is not None
    form.url.set_text(str(tmp_path / "site"))
    dialog.answer("next", closes=False)
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=10_000)
    dialog.answer("back", closes=False)
    assert dialog.form is form
    assert form.isVisible()
    dialog.answer("back", closes=False)
    assert dialog.form is None


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
