"""A workspace open in a window: who sits there, who sends, what changes; apart because it begins and ends with both."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from editor_app.ui import background, journals, startup, waiting
from editor_app.ui.alerts import Alerts, Tray
from editor_app.ui.bell import Bell, BellCount
from editor_app.ui.daily_backup import DailyWatch
from editor_app.ui.freezing import FreezeWatch
from editor_app.ui.house_status import HouseStatus
from editor_app.ui.i18n import tr
from editor_app.ui.idle import IdleWatch
from editor_app.ui.notices import ChangeNotices
from editor_app.ui.playing import Playing
from editor_app.ui.practice_server import PracticeServer
from editor_app.ui.publisher import Publisher
from editor_app.ui.saying import sentence
from editor_app.ui.server_watch import ServerWatch
from editor_app.ui.sign_in import SignIn
from editor_app.ui.view import Action

if TYPE_CHECKING:
    from editor_app.services.desk import Desk, Seat
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.preferences import Preferences
    from editor_app.ui.waiting import Task, Waiting

log = logging.getLogger(__name__)
_EVERYTHING: Final = frozenset(
    {"account", "comment", "delivery", "document", "edition", "embargo", "freeze", "media", "member", "recall", "route"}
)


class Session(QObject):
    """Holds desk, seat, sender and notices of one window, and ends them with it."""

    seated = Signal(object)  # Seat
    other_asked = Signal()  # the person wants another workspace
    change_asked = Signal()  # somebody else sits down at a team's database: over a connection of their own
    looked = Signal(object)  # Waiting: what waits was read anew

    def __init__(self, window: MainWindow, desk: Desk, chosen: Preferences, connected: str = "") -> None:
        """Nobody is seated yet.

        Args:
            window: shows the workspace.
            desk: of the workspace; the session closes it.
            chosen: the person's preferences.
            connected: at a team's database, the member whose connection it is.
        """
        super().__init__(window)
        self.window, self.desk, self.connected = window, desk.for_reader(""), connected
        self._chosen = chosen
        self.seat: Seat | None = None
        self.cover: SignIn | None = None
        self.waiting: Waiting | None = None
        self.is_closed = False
        self.publisher = Publisher(self)
        self.house = HouseStatus(window, desk, self.publisher)
        self.idle = IdleWatch(chosen.idle_minutes, self)
        self._practice = PracticeServer(desk.store)
        self.playing = Playing(window, self._practice.start)
        self._daily = DailyWatch(desk, self)
        self._notices = ChangeNotices(desk, self)
        self.server = ServerWatch(window, desk)
        self._is_looking = self._look_again = False
        self._bell_count: BellCount | None = None
        self.freeze = FreezeWatch(window, desk, lambda: self.seat)
        self.alerts, self.tray = Alerts(chosen, self), Tray(window, window.windowIcon())
        self._connect()

    def _connect(self) -> None:
        self._notices.changed.connect(self._refresh)
        self.house.minute.connect(self.look)  # what is overdue changes nothing that could be noticed
        self.server.back.connect(self._come_back)
        self.idle.idle.connect(self.lock)
        self._chosen.changed.connect(self._apply)
        self.playing.played.connect(self.window.toast)
        self.alerts.toasted.connect(self._toast_task)
        self.alerts.shown.connect(self.tray.show_notice)
        self.alerts.rung.connect(self.tray.ring)
        self.tray.opened.connect(self._come_forward)
        window = self.window
        window.person_asked.connect(self.change_person)
        window.notices_asked.connect(self.show_bell)
        window.closing.connect(self.close)
        window.add_action(Action(tr("Change of person"), self.change_person, "users", "Ctrl+Alt+P"))
        window.add_action(Action(tr("Lock the window"), self.lock, "lock", "Ctrl+Alt+L"))
        window.add_action(Action(tr("What waits for me"), self.show_bell, "bell", "Ctrl+Shift+N"))
        if self.desk.workspace.sample:
            window.add_action(Action(tr("Play another platform…"), self._play_another, "layers", "Ctrl+Alt+J"))
        window.add_action(Action(tr("Open another workspace…"), self.other_asked.emit, "folder-open", "Ctrl+Alt+O"))

    def begin(self) -> None:
        """Start what every person here needs: journal, practice server, status bar."""
        self.house.is_second_window = journals.is_second_window(self.desk)
        self._dress()
        self.house.check_chain()
        self.freeze.look()
        self.server.begin()
        background.run(self, self._practice.start, lambda _has_one: self._serve(), self._practice_failed)

    def ask_person(self, *, locked: bool = False) -> None:
        """Cover the window until somebody sits down."""
        if self.cover is not None:
            return
        info = self.desk.workspace
        last = self.seat.member.name if self.seat else self._chosen.last_person(info.id)
        self.cover = SignIn(self.window, self.desk, last=last, locked=locked, only=self.connected)
        self.cover.seated.connect(self.sit_down)
        self.cover.other_asked.connect(self.other_asked)
        self.cover.change_asked.connect(self.change_asked)
        self.cover.open_over()

    def sit_down(self, seat: Seat) -> None:
        """Let `seat` work here; the same person goes on where the window was locked."""
        before, self.seat = self.seat, seat
        if before is None or before.keys.id != seat.keys.id:
            if before is not None:
                journals.close(self.desk)  # what the last person typed is offered anew, as after a crash
            self._begin_for(seat)
        self._chosen.remember_person(self.desk.workspace.id, seat.member.name)
        cover, self.cover = self.cover, None
        if cover is not None:
            cover.leave()
            cover.deleteLater()
        self.idle.begin()
        self.seated.emit(seat)

    def change_person(self) -> None:
        """Ask who sits down next, once nothing is left unsaved."""
        if self.seat is None or not self.window.may_leave():
            return
        if self.connected:
            self.change_asked.emit()
            return
        self.idle.end()
        self.ask_person()

    def lock(self) -> None:
        """Cover the window; typing is in the journal, the sender goes on."""
        if self.seat is not None and self.cover is None:
            log.info("the window is locked")
            self.idle.end()
            self.ask_person(locked=True)

    def show_bell(self) -> None:
        """Show what waits for the person here."""
        if self.seat is None or self.window.is_covered():
            return
        bell = Bell(self.window, self.waiting.tasks if self.waiting else ())
        bell.chosen.connect(self._go_to)
        bell.open_over(bell.rows[0].button if bell.rows else None)

    def look(self) -> None:
        """Read anew what waits, on a thread; asked again while it reads, it reads once more."""
        seat = self.seat
        if seat is None or self.is_closed:
            return
        if self._is_looking:
            self._look_again = True
            return
        self._is_looking = True
        background.run(self, lambda: waiting.look(seat), lambda found: self._looked(seat, found), self._not_looked)

    def close(self) -> None:
        """End threads, server and workspace; waits for calls to platforms that are under way."""
        if self.is_closed:
            return
        self.is_closed = True
        self.window.hide()
        self.idle.end()
        self.house.stop()
        self.server.stop()
        self._notices.stop()
        self.publisher.stop()
        self._daily.close()
        background.shut_down()
        self._practice.end()
        journals.close(self.desk)
        self.desk.close()

    def _begin_for(self, seat: Seat) -> None:
        self.waiting = None
        self.alerts.forget()
        self.window.set_seat(seat, seat.member.name)
        self._dress()
        if not self.window.here:
            self.window.go("today")
        if self.house.is_second_window:
            self.window.toast(tr("Another window works here too. Both see each other's changes at once."))
        self._serve()
        self.look()

    def _dress(self) -> None:
        """Fill the bars that the window made anew."""
        top = self.window.top
        self.freeze.dress()
        self.server.dress()
        top.person.setVisible(self.seat is not None)
        self._bell_count = BellCount(top.notices)
        self.house.show_all()
        self._show_counts()

    def _serve(self) -> None:
        if self.seat is not None and not self.is_closed:
            self.publisher.serve(self.seat)

    def _play_another(self) -> None:
        if self.seat is not None:
            self.playing.ask(self.seat)

    def _practice_failed(self, error: Exception) -> None:
        self.publisher.fault = error
        self.house.show_all()

    def _refresh(self, kinds: frozenset[str]) -> None:
        self.window.refresh(kinds)
        self.house.check_chain()
        self.freeze.look()
        self.look()

    def _come_back(self) -> None:
        """The team's server was away: everything is read anew, and the sender begins again."""
        self.freeze.look()
        self.window.refresh(_EVERYTHING)
        self.house.check_chain()
        self._serve()
        self.look()

    def _looked(self, seat: Seat, found: Waiting) -> None:
        self._is_looking = False
        if seat is self.seat:
            self.waiting = found
            self.house.set_waiting(found)
            self._show_counts()
            self._announce(found)
            self.looked.emit(found)
        if self._look_again:
            self._look_again = False
            self.look()

    def _not_looked(self, error: Exception) -> None:
        self._is_looking = False
        log.warning("what waits could not be read: %s", type(error).__name__)

    def _show_counts(self) -> None:
        found = self.waiting
        tasks = found.tasks if found else ()
        for place in ("review", "accounts"):
            self.window.rail.set_count(place, sum(task.place == place for task in tasks))
        self.window.rail.set_count("queue", found.undecided if found else 0)
        self.window.rail.set_count("today", len(tasks))
        if self._bell_count is not None:
            self._bell_count.set_count(len(tasks))

    def _announce(self, found: Waiting) -> None:
        """Say that something new waits, unless it is seen on Today; elsewhere the desktop is told."""
        is_in_front = self.window.isActiveWindow() and self.cover is None
        is_seen = is_in_front and self.window.here == "today"
        self.alerts.hear(found.tasks, is_in_front=is_in_front, is_seen=is_seen)

    def _toast_task(self, task: Task) -> None:
        if self.cover is None and self.window.here != "today":
            words = tr("Waits for you: {title}", title=task.title)
            self.window.toast(words, task.verb, lambda: self._go_to(task))

    def _come_forward(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self.cover is None:
            self.window.go("today")

    def _go_to(self, task: Task) -> None:
        self.window.go(task.place, **dict(task.arguments))

    def _apply(self, name: str) -> None:
        """A preference was changed."""
        if name == "idle":
            self.idle.set_minutes(self._chosen.idle_minutes)
        elif startup.apply(name):
            self.rebuild()

    def rebuild(self) -> None:
        """Make the window anew, as after a change of language; asks first when text is unsaved."""
        if self.window.may_leave():
            self.window.rebuild()
            self._dress()
            self.look()

    def report(self, error: Exception) -> None:
        """Say a failure of the house in the window."""
        self.window.toast(sentence(error))
