"""Connecting an account by signing in at its own page, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.services import accounts
from editor_app.ui import background
from editor_app.ui.views.accounts import signing_in
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.reconnecting import ReconnectDialog
from tests.platforms.mastodon.desk import Clock, allowed, opened, server_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from editor_app.platforms.mastodon.simulator.server import MastodonServer
    from tests.services.office import Office

_LONG = 20_000


@pytest.fixture
def server() -> Iterator[MastodonServer]:
    with server_at(Clock()) as made:
        yield made


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened."""
    seen: list[str] = []
    monkeypatch.setattr(signing_in, "open_in_browser", seen.append)
    return seen


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    background.shut_down()


def begun(qtbot: QtBot, window: QWidget, office: Office, server: MastodonServer, browser: list[str]) -> ConnectDialog:
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    dialog.choose_platform(office.desk.platforms.platform("mastodon"))
    assert dialog.form is not None
    dialog.form.url.set_text(server.url)
    dialog.answer("next", closes=False)
    qtbot.waitUntil(lambda: bool(browser), timeout=_LONG)
    return dialog


def test_an_account_is_signed_in_named_kept_and_tested_by_a_post_that_nobody_sees(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    assert dialog._signing is not None
    assert dialog._signing.address.text() == browser[0]
    assert not dialog.next.isEnabled()
    assert opened(allowed(browser[0])) == 200
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=_LONG)
    assert dialog.name.text().startswith("@office@")
    dialog.name.set_text("区政府")
    with qtbot.waitSignal(dialog.connected, timeout=_LONG):
        dialog.answer("next", closes=False)
    assert dialog.isVisible()
    dialog.answer("next", closes=False)
    qtbot.waitUntil(dialog.next.isHidden, timeout=_LONG)
    assert [(one.visibility, one.deleted) for one in server.books.statuses.values()] == [("direct", True)]
    assert accounts.by_name(office.desk, "区政府").platform == "mastodon"
    dialog.dismiss()
    assert not dialog.isVisible()


def test_a_refusal_at_the_page_is_said_and_the_form_is_there_again(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    opened(allowed(browser[0], yes=False))
    qtbot.waitUntil(lambda: dialog._errors.count() > 0, timeout=_LONG)
    assert dialog.form is not None
    assert dialog.form.isVisible()
    assert dialog.next.isEnabled()


def test_a_page_at_which_nobody_signs_in_is_given_up_in_words(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    assert dialog._signing is not None
    under_way = dialog._signing._made[0]
    under_way._until = 0.0
    qtbot.waitUntil(lambda: dialog._errors.count() > 0, timeout=_LONG)
    assert not under_way.listens


@pytest.mark.parametrize("way", ["cancel", "back"])
def test_giving_it_up_lets_go_of_the_port_at_once(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str], way: str
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    page = dialog._signing
    assert page is not None
    if way == "cancel":
        dialog.dismiss()
    else:
        dialog.answer("back", closes=False)
    assert dialog._signing is None
    assert not page._made[0].listens
    assert server.books.tokens.keys() == {server.token}


def test_an_address_of_another_sign_in_is_refused_at_its_field_and_the_right_one_taken(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    page = dialog._signing
    assert page is not None
    page.pasted.set_text("http://127.0.0.1:1/signed-in?code=c&state=s")
    page.take.click()
    assert page.pasted.control.has_error
    page.pasted.set_text(allowed(browser[0]))
    page.take.click()
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=_LONG)


def test_a_token_that_is_there_already_needs_no_page(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = ConnectDialog(window, office.admin)
    dialog.ask()
    dialog.choose_platform(office.desk.platforms.platform("mastodon"))
    form = dialog.form
    assert form is not None
    assert form.secret is not None
    before = dialog.next.text()
    form.url.set_text(server.url)
    form.secret.set_text(server.token)
    assert dialog.next.text() != before
    dialog.answer("next", closes=False)
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=_LONG)
    assert browser == []


def test_an_account_whose_token_is_over_is_signed_in_again(
    office: Office, qtbot: QtBot, window: QWidget, server: MastodonServer, browser: list[str]
) -> None:
    dialog = begun(qtbot, window, office, server, browser)
    opened(allowed(browser[0]))
    qtbot.waitUntil(lambda: dialog._proven is not None, timeout=_LONG)
    dialog.name.set_text("区政府")
    with qtbot.waitSignal(dialog.connected, timeout=_LONG) as told:
        dialog.answer("next", closes=False)
    dialog.dismiss()
    server.books.tokens.clear()
    again = ReconnectDialog(window, office.admin, told.args[0])
    again.ask()
    again.answer("keep", closes=False)
    qtbot.waitUntil(lambda: len(browser) == 2, timeout=_LONG)
    with qtbot.waitSignal(again.reconnected, timeout=_LONG):
        opened(allowed(browser[1]))
    assert accounts.test(office.admin, "区政府").identity.may_publish
