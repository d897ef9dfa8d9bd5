from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from editor_app.domain.document import Content
from editor_app.domain.errors import Unavailable
from editor_app.domain.member import Role
from editor_app.domain.text import T
from editor_app.services import documents
from editor_app.services.documents import Draft
from editor_app.ui import background
from editor_app.ui.app import session_of, window_for
from editor_app.ui.server_watch import AwayBand, ServerWatch
from editor_app.ui.views.write.view import WriteView
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql
from tests.ui.views.write.conftest import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office


@pytest.fixture
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


# In each test the window comes last, so that it goes first: one that outlives its database would connect again.


@pytest.fixture
def team(server: str) -> Iterator[Team]:
    made = new_team(new_database(server))
    made.hire("editor", Role.EDITOR)
    yield made
    background.shut_down()
    made.close()


def take_away(server: str, team: Team, *, away: bool) -> None:
    """As when the server is shut down: sessions end, new ones are refused."""
    name = urlsplit(team.administrator).path.strip("/")
    with psycopg.connect(server, autocommit=True) as raw:
        allowed = sql.SQL("false" if away else "true")
        raw.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), allowed))
        if away:
            raw.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


def test_a_window_says_that_the_server_is_away_keeps_what_is_typed_and_goes_on_when_it_is_back(
    server: str, team: Team, qtbot: QtBot
) -> None:
    draft = Draft(Content(title="便民服务开通", body="第一段。", source="区政府办"))
    made = documents.create(team.editor, "", draft=draft)
    window = window_for(team.editor)
    qtbot.addWidget(window)
    window.show()
    window.go("write", document=made.document.id)
    view = window.view("write")
    assert isinstance(view, WriteView)
    qtbot.waitUntil(lambda: view.working is not None, timeout=15_000)
    session = session_of(window)
    watch = session.server
    watch._timer.setInterval(50)
    watch.begin()
    take_away(server, team, away=True)
    qtbot.waitUntil(lambda: watch.is_away, timeout=15_000)
    view.editor.go_to(2)
    typed(view.editor, "新")
    qtbot.waitUntil(lambda: view.saving.kept_at is not None, timeout=15_000)
    view.save()
    qtbot.waitUntil(lambda: bool(view.saving.trouble), timeout=15_000)
    band = window.findChild(AwayBand)
    assert band is not None
    assert "服务器" in band.accessibleName()
    take_away(server, team, away=False)
    qtbot.waitUntil(lambda: not watch.is_away, timeout=15_000)
    assert (window.view("write"), view.title()) == (view, "新便民服务开通")
    with qtbot.waitSignal(view.saving.saved, timeout=15_000):
        view.save()
    assert documents.history(team.admin.desk, made.document.id)[0].content.title == view.title()
    session.close()


def test_a_window_that_is_made_anew_still_says_that_the_server_is_away(
    office: Office, seat_window: Callable[[Seat], MainWindow]
) -> None:
    window = seat_window(office.editor)
    session = session_of(window)
    session.server._away(Unavailable(T("gone")))
    session.rebuild()
    band = session.server.band
    assert band is not None
    assert band.window() is window
    session.server._there()
    assert "又" in window._toast.text


def test_a_workspace_in_a_folder_has_no_server_to_ask(
    office: Office, seat_window: Callable[[Seat], MainWindow]
) -> None:
    watch = session_of(seat_window(office.editor)).server
    assert isinstance(watch, ServerWatch)
    assert not watch._timer.isActive()
