from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from editor_app.services import accounts
from editor_app.services.desk import Seat
from editor_app.ui import background
from editor_app.ui import type as fonts
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.detail import Fact
from editor_app.ui.views.accounts.reconnecting import ReconnectDialog
from editor_app.ui.views.accounts.view import AccountsView
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from tests.services import removed
from tests.services.office import Office
from tests.services.outbox import new_outbox

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot, **arguments: str) -> AccountsView:
    window.go("accounts", **arguments)
    view = window.view("accounts")
    assert isinstance(view, AccountsView)
    qtbot.waitUntil(lambda: bool(view.known) or view._stack.currentIndex() == 1, timeout=10_000)
    return view


def said(view: AccountsView) -> str:
    return "\n".join(fact.accessibleName() for fact in view.detail.findChildren(Fact) if not fact.isHidden())


def test_without_an_account_the_view_says_what_to_do(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(office.admin), qtbot)
    view._first_connect.click()
    assert isinstance(view.dialog, ConnectDialog)


def test_who_is_no_admin_reads_why_nothing_can_be_connected(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.editor), qtbot)
    assert not view._connect.button.isEnabled()
    assert view.actions_offered()[0].blocked()


def test_a_test_post_to_a_private_place_is_told_in_words(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    outbox = new_outbox(office, tmp_path)
    outbox.connect("site")
    view = shown(seat_window(office.admin), qtbot)
    view.test("site")
    qtbot.waitUntil(lambda: "不公开的草稿，已经删除" in said(view), timeout=10_000)
    background.shut_down()
    outbox.close()


def test_a_server_that_is_away_is_told_in_words(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.admin), qtbot)
    before = said(view)
    view.test("site")
    qtbot.waitUntil(lambda: len(said(view)) > len(before) and "正在询问" not in said(view), timeout=20_000)


def test_closing_is_asked_for_and_shown(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.admin), qtbot)
    view._close("site")
    qtbot.waitUntil(lambda: view.known[0].account.state.value == "closed", timeout=10_000)
    assert accounts.by_name(office.desk, "site").state.value == "closed"


def test_a_place_may_ask_for_an_account_or_for_connecting(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    office.connect("app")
    window = seat_window(office.admin)
    view = shown(window, qtbot, account="app")
    assert view.detail.name == "app"
    view.reconnect("app")
    assert isinstance(view.dialog, ReconnectDialog)
    view.dialog.leave()
    window.go("accounts", connect="yes")
    qtbot.waitUntil(lambda: isinstance(view.dialog, ConnectDialog), timeout=10_000)


def test_large_text_leaves_the_list_the_larger_part(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    fonts.set_scale(2.0)
    try:
        window = seat_window(office.admin)
        view = shown(window, qtbot)
        view.fit(narrow=window.is_narrow(), low=window.is_low())
        assert view._side.width() * 5 <= window.width() * 2
    finally:
        fonts.set_scale(1.0)


def test_an_account_without_its_platform_says_so_and_can_only_be_closed(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    office.connect("site")
    office.desk.platforms.all()
    with removed.uninstalled(office):
        view = shown(seat_window(office.admin), qtbot)
        assert "这台电脑没有安装平台“sandbox”。" in said(view)
        assert "这里没有安装其平台" in view.list.rows[0].accessibleName()
        assert [fact for fact in said(view).split("\n") if "回执" in fact] == [], "what it can do nobody knows"
        words = "\n".join(label.text() for label in view.detail.findChildren(Label))
        assert "请安装提供该平台的软件包" in words
        blocked = {button.text(): not button.isEnabled() for button in view.detail.findChildren(Button)}
        assert (blocked["测试"], blocked["重新连接…"], blocked["停用…"]) == (True, True, False)
        view.test("site")
        qtbot.waitUntil(lambda: said(view).count("这台电脑没有安装平台“sandbox”。") == 2, timeout=20_000)
        background.shut_down()
