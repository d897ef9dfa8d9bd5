from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.services import accounts
from editor_app.ui import background
from editor_app.ui.views.accounts.choosing import PlatformRow
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.detail import Fact
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from tests.platforms.site_sftp import sshd
from tests.services.office import Office


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
    dialog.answer("next", closes=False)
    qtbot.waitUntil(dialog.next.isHidden, timeout=10_000)
    assert any("不公开的草稿" in fact.accessibleName() for fact in dialog.findChildren(Fact) if fact.isVisible())
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


def test_a_host_key_is_shown_compared_and_taken_over_by_a_click(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    window = over(qtbot)
    with sshd.serving(tmp_path / "site") as server:
        dialog = ConnectDialog(window, office.admin)
        dialog.ask()
        dialog.choose_platform(office.desk.platforms.platform("site_sftp"))
        form = dialog.form
        assert form is not None
        assert form.user is not None
        assert form.secret is not None
        form.url.set_text(server.connection().url)
        form.user.set_text(sshd.USER)
        form.secret.set_text(sshd.PASSWORD)
        form.options["base_url"].set_text("https://news.example.gov.cn")
        dialog.answer("next", closes=False)
        qtbot.waitUntil(lambda: dialog._errors.count() == 3, timeout=20_000)
        assert (form.options["host_key"].text(), server.sign_ins) == ("", 0)
        take = dialog._errors.itemAt(2).widget().findChild(Button)
        assert take is not None
        take.click()
        assert form.options["host_key"].text() == server.connection().options["host_key"]
        dialog.answer("next", closes=False)
        qtbot.waitUntil(lambda: dialog._proven is not None, timeout=20_000)
    background.shut_down()


def test_a_long_list_scrolls_where_the_window_is_low_and_does_not_press_its_rows(office: Office, qtbot: QtBot) -> None:
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    rows = dialog._scroll.findChildren(PlatformRow)
    assert len(rows) >= 20
    qtbot.waitUntil(lambda: all(row.height() >= row.sizeHint().height() for row in rows), timeout=10_000)
    assert dialog.panel.height() <= window.height() - 32
    assert dialog._scroll.verticalScrollBar().maximum() > 0
    tall = dialog.panel.height()
    dialog.choose_platform(office.desk.platforms.platform("webhook"))
    assert dialog.panel.height() < tall, "a short page is a low dialog"


def test_a_row_by_hand_gives_its_service_and_its_name_to_the_form(office: Office, qtbot: QtBot) -> None:
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    dialog.choice.search.setText("知乎")
    qtbot.keyClick(dialog.choice.search, Qt.Key.Key_Return)
    assert dialog.form is not None
    assert dialog.form.platform.name == "hand_off"
    assert dialog.form.options["service"].text() == "zhihu"
    assert "知乎" in [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_the_search_is_there_while_the_platform_is_chosen_and_gone_after(office: Office, qtbot: QtBot) -> None:
    window = over(qtbot)
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    high = dialog.panel.height()
    qtbot.keyClicks(dialog.choice.search, "wechat")
    assert dialog.panel.height() == high, "the panel doesn't jump while somebody types"
    qtbot.keyClick(dialog.choice.search, Qt.Key.Key_Return)
    assert not dialog.choice.search.isVisible()
    dialog.answer("back", closes=False)
    assert dialog.choice.search.isVisible()
    assert dialog.form is None
