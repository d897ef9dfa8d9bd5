"""A team with two admins and an editor, for the sections that only a team has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.member import Role
from editor_app.ui import background
from editor_app.ui.app import session_of, window_for
from editor_app.ui.views.settings.view import SettingsView
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.views.settings.team_pictures import TeamPictures

    Section = Callable[[Seat], TeamPictures]


@pytest.fixture
def alone() -> Iterator[Team]:
    """A team whose only member is its admin."""
    with running_postgresql() as server:
        made = new_team(new_database(server))
        yield made
        background.shut_down()
        made.close()


@pytest.fixture
def team(alone: Team) -> Team:
    """A team with another admin and an editor."""
    alone.hire("陈默", Role.ADMIN)
    alone.hire("沈知言", Role.EDITOR)
    return alone


@pytest.fixture
def pictures_of(qtbot: QtBot) -> Iterator[Section]:
    """The section as somebody sees it once it is read."""
    windows = []

    def show(seat: Seat) -> TeamPictures:
        window = window_for(seat)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        window.go("settings", section="pictures")
        view = window.view("settings")
        assert isinstance(view, SettingsView)
        qtbot.waitUntil(lambda: bool(view.pictures.section.rows), timeout=15_000)
        return view.pictures

    yield show
    for window in windows:
        session_of(window).close()
