from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from editor_app.domain.errors import SignInFailed
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import members, teams
from editor_app.ui import background
from editor_app.ui.app import session_of, window_for
from editor_app.ui.views.settings.logins import HandOverDialog, PasswordDialog
from editor_app.ui.views.settings.view import SettingsView
from tests.services.team import MEANS, Team, new_team
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from editor_app.ui.views.settings.members import Members


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


@pytest.fixture
def team(server: str) -> Iterator[Team]:
    made = new_team(new_database(server))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def section(team: Team, qtbot: QtBot) -> Iterator[Members]:
    """The members as the team's admin sees them."""
    members.add(team.admin, "陈默", [Role.EDITOR])
    window = window_for(team.admin)
    qtbot.addWidget(window)
    window.show()
    window.go("settings", section="members")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: view.members.is_team, timeout=15_000)
    yield view.members
    session_of(window).close()


def test_an_admin_gives_a_login_and_hands_it_over_once(section: Members, team: Team, qtbot: QtBot) -> None:
    names = [button.accessibleName() for member in section.people for button in section._deeds(member)]
    assert any("陈默" in name and "登录" in name for name in names)
    section.give_login("陈默")
    qtbot.waitUntil(lambda: isinstance(section.dialog, HandOverDialog), timeout=15_000)
    dialog = section.dialog
    assert isinstance(dialog, HandOverDialog)
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert dialog.login.password in copied
    assert team.address in copied
    teams.open_desk(dialog.login.address, "陈默", Secret(dialog.login.password), MEANS).close()
    dialog.answer("")
    QGuiApplication.clipboard().clear()


def test_a_login_that_is_refused_is_said_in_words(section: Members, qtbot: QtBot) -> None:
    said: list[Exception] = []
    section._say = said.append  # type: ignore[method-assign]
    section.give_login("admin")
    qtbot.waitUntil(lambda: bool(said), timeout=15_000)
    assert "login already" in str(said[0])


def test_a_member_changes_the_password_of_the_database(section: Members, team: Team, qtbot: QtBot) -> None:
    assert [action.text for action in section.actions_offered()]
    section.change_password()
    dialog = section.dialog
    assert isinstance(dialog, PasswordDialog)
    dialog.first.set_text("short")
    dialog.second.set_text("another")
    dialog.answer("keep", closes=False)
    assert dialog.second.control.has_error
    dialog.second.set_text("short")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog.error_text()), timeout=15_000)
    for field in (dialog.first, dialog.second):
        field.set_text("a longer password")
    with qtbot.waitSignal(dialog.done, timeout=15_000):
        dialog.answer("keep", closes=False)
    teams.open_desk(team.address, "admin", Secret("a longer password"), MEANS).close()
    with pytest.raises(SignInFailed):
        teams.open_desk(team.address, "admin", team.passwords["admin"], MEANS)
