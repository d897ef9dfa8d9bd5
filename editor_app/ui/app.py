"""The window program, from the command line to somebody seated; apart because it joins what doesn't know each other.

Nothing heavy is imported before the first paint: see tests/house/test_light_start.py and tests/ui/test_app.py.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.ui import background, joining, startup
from editor_app.ui import preferences as kept
from editor_app.ui.endings import EndSignals
from editor_app.ui.joining import Joining
from editor_app.ui.main_window import MainWindow
from editor_app.ui.opening import Opening
from editor_app.ui.start_window import StartWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.secrets import Secret
    from editor_app.services.desk import Desk, Seat
    from editor_app.ui.preferences import Preferences
    from editor_app.ui.session import Session

log = logging.getLogger(__name__)
_SIZE = (1440, 900)
_PAINTED_BY = 250
"""Milliseconds; a timer of 0 comes before the first paint, and the log's modules took an eighth of the start."""


class Wishes(NamedTuple):
    """What the command line says to the window."""

    place: str = ""
    person: str = ""
    language: str = ""


def main(arguments: Sequence[str]) -> int:
    """Run the window until it is closed; the program's exit code."""
    wishes = wishes_of(arguments)
    app = startup.make_application((), kept.Preferences(), wishes.language)
    program = Program(kept.active(), wishes)
    ends = EndSignals()
    ends.asked.connect(program.end)
    program.begin()
    code = app.exec()
    ends.stop()
    return code


def wishes_of(arguments: Sequence[str]) -> Wishes:
    """The global options; `__main__` has seen that there is nothing else."""
    found: dict[str, str] = {}
    rest = list(arguments)
    names = {"-w": "place", "--workspace": "place", "--as": "person", "--lang": "language"}
    while rest:
        option, joined, value = rest.pop(0).partition("=")
        if option in names:
            found[names[option]] = value if joined else rest.pop(0) if rest else ""
    place = found.get("place") or os.environ.get("EDITOR_APP_WORKSPACE", "")
    return Wishes(place, found.get("person", ""), found.get("language", ""))


def open_window(place: Path | str, member: str, passphrase: Secret, size: tuple[int, int] = _SIZE) -> MainWindow:
    """A window on a workspace with `member` seated, without any question; for the demo and for tests.

    The caller has made the QApplication (`startup.make_application`) and shows the window; its `session` is a child.

    Raises:
        DeskError: the workspace does not open, or the passphrase is wrong.
    """
    from editor_app.services import members, workspaces

    desk = workspaces.open_desk(place)
    return window_for(members.sign_in(desk, member, passphrase), size)


def window_for(seat: Seat, size: tuple[int, int] = _SIZE) -> MainWindow:
    """The same for a seat that is there already."""
    from editor_app.ui.session import Session

    window = MainWindow()
    window.resize(*size)
    session = Session(window, seat.desk, kept.active())
    session.begin()
    session.sit_down(seat)
    return window


def session_of(window: MainWindow) -> Session:
    """The session of a window made by `open_window`."""
    from editor_app.ui.session import Session

    found: Session | None = window.findChild(Session)
    if found is None:
        raise LookupError("this window has no session")
    return found


class Program(QObject):
    """Shows one window at a time: the first start, or a workspace."""

    def __init__(self, chosen: Preferences, wishes: Wishes) -> None:
        super().__init__()
        self._chosen = chosen
        self._wishes = wishes
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self.session: Session | None = None
        self._opening: Opening | Joining | None = None
        self._team = ""

    def begin(self) -> None:
        """Show the workspace that was asked for or used last, else the first start."""
        QTimer.singleShot(_PAINTED_BY, self, _begin_log)
        recent = [place for place in self._chosen.recent() if _may_be_there(place)]
        place = self._wishes.place or next(iter(recent), "")
        if place:
            self.open(place)
        else:
            self.show_start()

    def show_start(self) -> None:
        """Show the ways to begin."""
        self._leave_window()
        start = StartWindow(self._chosen)
        self.start = start
        start.open_asked.connect(self.open)
        start.made.connect(self._begin_sample_or_own)
        start.joined.connect(self._begin_team)
        start.closed.connect(self.end)
        self._place(start)
        start.show()

    def open(self, place: str) -> None:
        """Open a workspace in the background, under a cover."""
        window = self._new_window()
        if joining.is_asked_for(place):
            self._join(window, place)
            return
        cover = Opening(window, place)
        self._opening = cover
        cover.again_asked.connect(lambda: self._read(place))
        cover.other_asked.connect(self.show_start)
        window.show()
        cover.open_over()
        self._leave_start()
        QTimer.singleShot(0, self, lambda: self._read(place))  # after the first paint

    def _join(self, window: MainWindow, place: str) -> None:
        """Ask who connects to a team's database."""
        cover = Joining(window, place, self._wishes.person)
        self._opening = cover
        cover.other_asked.connect(self.show_start)
        cover.joined.connect(lambda desk, name: self._joined(place, desk, name))
        window.show()
        cover.open_over()
        self._leave_start()

    def _joined(self, place: str, desk: Desk, name: str) -> None:
        self._wishes = self._wishes._replace(person=name)
        self._team = place
        self._opened(place, desk)

    def _begin_team(self, desk: Desk, place: str, name: str) -> None:
        """A member of a team connected from the first start."""
        self._new_window().show()
        self._joined(place, desk, name)
        self._leave_start()

    def _change_person(self) -> None:
        """Somebody else sits down at the team's database: over a connection of their own."""
        self._wishes = self._wishes._replace(person="")
        self.open(self._team)

    def _read(self, place: str) -> None:
        background.run(self, lambda: _open_desk(place), lambda desk: self._opened(place, desk), self._not_opened)

    def _opened(self, place: str, desk: Desk) -> None:
        if self.window is None:
            desk.close()
            return
        self._remember(place)
        session = self._begin_session(desk, self._wishes.person if joining.is_asked_for(place) else "")
        if self._wishes.person:
            self._chosen.remember_person(desk.workspace.id, self._wishes.person)
        session.ask_person()
        if self._opening is not None:
            self._opening.leave()
            self._opening.deleteLater()
            self._opening = None

    def _not_opened(self, error: Exception) -> None:
        if isinstance(self._opening, Opening):
            self._opening.fail(error)

    def _begin_sample_or_own(self, seat: Seat) -> None:
        """A workspace was made: its maker is seated at once."""
        window = self._new_window()
        window.show()
        self._remember(str(seat.desk.store.folder))
        self._begin_session(seat.desk).sit_down(seat)
        self._leave_start()
        if seat.desk.workspace.sample and not self._chosen.tour_seen:
            QTimer.singleShot(0, self, self._show_tour)

    def _begin_session(self, desk: Desk, connected: str = "") -> Session:
        from editor_app.ui.session import Session

        if self.window is None:
            raise LookupError("no window")
        self.session = Session(self.window, desk, self._chosen, connected)
        self.session.other_asked.connect(self._ask_other)
        self.session.change_asked.connect(self._change_person)
        self.session.begin()
        return self.session

    def _ask_other(self) -> None:
        """Leave this workspace for another, unless a view keeps the window."""
        if self.window is not None and self.window.may_leave():
            self.show_start()

    def _show_tour(self) -> None:
        from editor_app.ui.tour import Tour

        if self.window is not None:
            self._chosen.see_tour()
            Tour(self.window).begin()

    def _new_window(self) -> MainWindow:
        self._leave_window()
        window = MainWindow()
        window.top.freeze.hide()
        window.top.person.hide()
        window.closing.connect(self.end)
        self._place(window)
        self.window = window
        return window

    def _place(self, window: StartWindow | MainWindow) -> None:
        window.resize(*_SIZE)
        if not self._chosen.geometry.isEmpty():
            window.restoreGeometry(self._chosen.geometry)

    def _leave_window(self) -> None:
        window, session = self.window, self.session
        self.window = self.session = self._opening = None
        if window is not None:
            self._chosen.set_geometry(window.saveGeometry())
            window.hide()
            if session is not None:
                session.close()
            window.deleteLater()

    def _leave_start(self) -> None:
        start, self.start = self.start, None
        if start is not None:
            start.hide()
            start.deleteLater()

    def _remember(self, place: str) -> None:
        self._chosen.remember(place if "://" in place else str(Path(place).expanduser().absolute()))

    def end(self) -> None:
        """The last window was closed, or the process was asked to end: what was being typed is in the journal."""
        if self.window is not None:
            self._chosen.set_geometry(self.window.saveGeometry())
        if self.session is not None:
            self.session.close()
        background.shut_down()
        QApplication.quit()


def _open_desk(place: str) -> Desk:
    from editor_app.services import workspaces

    return workspaces.open_desk(workspaces.place_of(place))


def _may_be_there(place: str) -> bool:
    return "://" in place or (Path(place) / "workspace.db").is_file()


def _begin_log() -> None:
    """The log begins after the first paint."""
    from editor_app.services import logs
    from editor_app.storage.places import user_folder

    logs.begin(user_folder() / "logs")
    log.info("the window is open")
