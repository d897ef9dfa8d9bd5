"""Pictures of a team's window on a real PostgreSQL, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.team_poses FOLDER [SCENE...]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from editor_app.domain.errors import SignInFailed
from editor_app.domain.media_place import media_place
from editor_app.domain.member import Named, Role
from editor_app.domain.text import T
from editor_app.services import members
from editor_app.storage.queries.media_changes import MediaChange
from editor_app.ui import preferences, startup, theme
from editor_app.ui.app import session_of, window_for
from editor_app.ui.joining import JoinDialog, Joining
from editor_app.ui.overlay import Overlay
from editor_app.ui.sign_in import SignIn
from editor_app.ui.start_window import StartWindow
from editor_app.ui.views.settings.logins import HandOver, HandOverDialog
from editor_app.ui.views.settings.pictures_place import Places
from editor_app.ui.views.settings.place_dialogs import PlaceDialog
from editor_app.ui.views.settings.view import SettingsView
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.preferences import Preferences
    from editor_app.ui.views.settings.team_pictures import TeamPictures

REFUSED = SignInFailed(
    T("The team's database does not know this name with this password."),
    T("Check both; an admin can invite you again and give you a new password."),
)
LOOKS = [
    (language, look, size)
    for language in ("zh_CN", "en")
    for look in ("light", "dark")
    for size in ((1440, 900), (1280, 720))
]
PLACE = "postgresql://db.binjiang.gov.example/press"


def main() -> None:
    """Every scene in both languages, light and dark, large and small."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    with running_postgresql() as server:
        team = new_team(new_database(server))
        for name, role in (("沈知言", Role.EDITOR), ("林知夏", Role.PUBLISHER)):
            team.hire(name, role)
        members.add(team.admin, "陈默", [Role.REVIEWER])
        window = window_for(team.admin)
        window.show()
        for scene in sys.argv[2:] or list(SCENES):
            for language, look, (width, height) in LOOKS:
                startup.speak(language)
                theme.active().choose(look)
                shown = SCENES[scene](window, team, kept, (width, height))
                _wait(900)
                shown.grab().save(str(folder / f"{scene}-{language}-{look}-{width}x{height}.png"))
                for overlay in window.findChildren(Overlay):
                    overlay.leave()
                if shown is not window:
                    shown.hide()
                    shown.deleteLater()
        sys.stdout.flush()
        os._exit(0)


def _start(_window: MainWindow, _team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    start = StartWindow(kept)
    start.resize(*size)
    start.show()
    return start


def _join(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    start = _start(window, team, kept, size)
    assert isinstance(start, StartWindow)
    start.ask_team()
    asked = start.dialog
    assert isinstance(asked, JoinDialog)
    asked.address.set_text("db.binjiang.gov.example/press")
    asked.certificate.set_text("/etc/ssl/binjiang-ca.pem")
    asked.name.set_text("沈知言")
    asked.password.set_text("not the right one")
    asked._refuse(REFUSED)
    return start


def _enter(_window: MainWindow, _team: Team, _kept: Preferences, size: tuple[int, int]) -> QWidget:
    ground = QWidget()
    ground.resize(*size)
    ground.show()
    cover = Joining(ground, PLACE, "沈知言")
    cover.open_over()
    return ground


def _sit(_window: MainWindow, team: Team, _kept: Preferences, size: tuple[int, int]) -> QWidget:
    ground = QWidget()
    ground.resize(*size)
    ground.show()
    SignIn(ground, team.seats["沈知言"].desk, only="沈知言").open_over()
    return ground


def _settings(window: MainWindow, _team: Team, _kept: Preferences, size: tuple[int, int]) -> SettingsView:
    session_of(window).rebuild()
    window.resize(*size)
    window.go("settings", section="members")
    _wait(1800)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.show_section("members")
    return view


def _members(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _settings(window, team, kept, size)
    return window


def _login(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    view = _settings(window, team, kept, size)
    HandOverDialog(view, HandOver("陈默", PLACE, "q3nT-8kd0_WmZxY7r2bA")).ask()
    return window


def _password(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _settings(window, team, kept, size).members.change_password()
    return window


def _pictures(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> TeamPictures:
    view = _settings(window, team, kept, size)
    view.show_section("pictures")
    _wait(400)
    return view.pictures


def _place(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    """In a bucket, and another admin proposed a folder."""
    section = _pictures(window, team, kept, size)
    bucket = media_place("s3://press-office/desk", endpoint="https://s3.binjiang.gov.example")
    by = Named(team.seats["林知夏"].member.id, "林知夏")
    change = MediaChange(media_place("/srv/press-desk/media"), bucket, by, team.admin.desk.clock.now())
    section._show(Places(bucket, None, change, is_alone=False))
    return window


def _elsewhere(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    """In a folder that this computer knows under another name; this admin proposed a bucket."""
    section = _pictures(window, team, kept, size)
    folder = media_place("/srv/press-desk/media")
    bucket = media_place("s3://press-office/desk", endpoint="https://s3.binjiang.gov.example")
    by = Named(team.admin.member.id, team.admin.member.name)
    change = MediaChange(bucket, folder, by, team.admin.desk.clock.now())
    section._show(Places(folder, Path("/mnt/press/media"), change, is_alone=False))
    return window


def _propose(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    section = _pictures(window, team, kept, size)
    section._show(Places(media_place("/srv/press-desk/media"), None, None, is_alone=False))
    section.propose()
    return window


def _bucket(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _propose(window, team, kept, size)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    assert isinstance(view.pictures.dialog, PlaceDialog)
    view.pictures.dialog.kind.choose("bucket")
    view.pictures.dialog._tell()
    return window


def _agree(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _place(window, team, kept, size)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.pictures.agree()
    return window


def _here(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _elsewhere(window, team, kept, size)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.pictures.ask_here()
    return window


def _key(window: MainWindow, team: Team, kept: Preferences, size: tuple[int, int]) -> QWidget:
    _place(window, team, kept, size)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.pictures.ask_key()
    return window


def _away(window: MainWindow, _team: Team, _kept: Preferences, size: tuple[int, int]) -> QWidget:
    session_of(window).rebuild()
    window.resize(*size)
    window.go("today")
    server = session_of(window).server
    server.stop()
    server.band = None
    server._show("连不上")
    window._toast.hide()
    return window


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


SCENES: dict[str, Callable[[MainWindow, Team, Preferences, tuple[int, int]], QWidget]] = {
    "start": _start,
    "join": _join,
    "enter": _enter,
    "sit": _sit,
    "members": _members,
    "login": _login,
    "password": _password,
    "place": _place,
    "elsewhere": _elsewhere,
    "propose": _propose,
    "bucket": _bucket,
    "agree": _agree,
    "here": _here,
    "key": _key,
    "away": _away,
}


if __name__ == "__main__":
    main()
