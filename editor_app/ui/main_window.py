"""The window around the views: rail, bars, palette, toasts, keys and breakpoints; apart from everything shown in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.matching import Pinyin
from editor_app.ui.overlay import Overlay
from editor_app.ui.palette import COMMANDS, PLACES, Command, CommandPalette, Source
from editor_app.ui.toast import Toast
from editor_app.ui.tokens import Size
from editor_app.ui.view import Action, Place, View, find_places
from editor_app.ui.widgets.bars import StatusBar, TopBar
from editor_app.ui.widgets.rail import Rail
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.services.desk import Seat

_LEAST = (1024, 640)


class MainWindow(QMainWindow):
    """Shows one view at a time; views are made when they are first asked for."""

    freeze_asked = Signal()
    notices_asked = Signal()
    person_asked = Signal()
    shown = Signal(str)  # the key of the place now shown
    closing = Signal()

    def __init__(self, person: str = "", *, seat: Seat | None = None, places: Sequence[Place] | None = None) -> None:
        super().__init__()
        self._person = person
        self._seat = seat
        self._places = {place.key: place for place in (find_places() if places is None else places)}
        self._sources: list[Source] = []
        self._extra: list[Action] = []
        self._pinyin = Pinyin()
        self._here = ""
        self._shortcuts: list[QShortcut] = []
        self.setMinimumSize(*_LEAST)
        self.setWindowTitle(tr("Press Desk"))
        self._build()
        self._bind_keys()

    # What views and the program ask of the window (see view.Shell)

    @property
    def seat(self) -> Seat | None:
        """The member signed in."""
        return self._seat

    def set_seat(self, seat: Seat | None, person: str) -> None:
        """Another person sits down: all views are made anew."""
        self._seat = seat
        self._person = person
        self.rebuild()

    def go(self, place: str, **arguments: str) -> None:
        """Show the view `place` and give it `arguments`."""
        view = self.view(place)
        before = self._views.get(self._here)
        if before is not None and before is not view:
            before.leave()
        self._here = place
        self.rail.show_place(place)
        if not view.is_built:
            view.is_built = True
            view.build()
            view.fit(narrow=self.is_narrow(), low=self.is_low())
        self._stack.setCurrentWidget(view)
        view.activate(arguments)
        self._show_title()
        self.top.set_action(view.top_action())
        self._bind_view_keys(view)
        self.shown.emit(place)

    @property
    def here(self) -> str:
        """The key of the place shown."""
        return self._here

    def view(self, place: str) -> View:
        """The view of `place`, made now if it was not yet."""
        if place not in self._views:
            view = self._places[place].create(self)
            view.counted.connect(lambda count: self.rail.set_count(place, count))
            view.titled.connect(self._show_title)
            self._views[place] = view
            self._stack.addWidget(view)
        return self._views[place]

    def toast(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Say that something is done."""
        self._toast.say(text, action, do)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Tell every view that something changed."""
        for view in self._views.values():
            if view.is_built:
                view.refresh(kinds)

    def set_band(self, band: QWidget | None) -> None:
        """Show something over the whole window, above every view, such as a freeze; None takes it away."""
        emptied(self._bands)
        if band is not None:
            self._bands.addWidget(band)
            band.show()

    def is_narrow(self) -> bool:
        """Whether side panels fold; larger text needs a wider window."""
        return self.width() < fonts.scaled(Size.NARROW_WINDOW)

    def is_low(self) -> bool:
        """Whether rail and lists save height."""
        return self.height() < fonts.scaled(Size.LOW_WINDOW)

    def add_source(self, source: Source) -> None:
        """Let `source` feed the palette, also after the window is built anew."""
        self._sources.append(source)
        self.palette_box.add_source(source)

    def add_action(self, action: Action) -> None:
        """A deed of the whole window, such as signing out: in the palette, its keys in every view."""
        self._extra.append(action)
        self._bind(action)

    def rebuild(self) -> None:
        """Make everything anew, as after a change of language, text size or person."""
        here = self._here
        self.setWindowTitle(tr("Press Desk"))
        for old in (self.palette_box, self._toast):
            old.deleteLater()
        for dialog in self.findChildren(Dialog):  # a question of the person before must not cover the next one's keys
            dialog.hide()
            dialog.deleteLater()
        self._build()
        for source in self._sources:
            self.palette_box.add_source(source)
        if here:
            self.go(here)

    def may_leave(self) -> bool:
        """Whether every view lets the window close or be built anew; a view that doesn't asks the person itself."""
        return all(view.may_leave() for view in self._views.values() if view.is_built)

    def is_covered(self) -> bool:
        """Whether a dialog or the palette is open, so that the window's own keys wait."""
        return any(overlay.isVisible() for overlay in self.findChildren(Overlay))

    def _build(self) -> None:
        self._views: dict[str, View] = {}
        places = [(place.key, tr(place.title), place.icon) for place in self._places.values()]
        foot = tuple(place.key for place in self._places.values() if place.at_foot)
        self.rail = Rail(places, foot)
        self.rail.chosen.connect(self.go)
        self.top = TopBar(self._person)
        self.status = StatusBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self.palette_box = CommandPalette(self, self._pinyin)
        self.palette_box.add_source(self._own_commands)
        self._toast = Toast(self)
        self.top.search_asked.connect(self.open_palette)
        self.top.freeze_asked.connect(self.freeze_asked)
        self.top.notices_asked.connect(self.notices_asked)
        self.top.person_asked.connect(self.person_asked)
        self._fit()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        for part in (self.top, self._stack, self.status):
            right.addWidget(part, 1 if part is self._stack else 0)
        whole = QHBoxLayout()
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        self._bands = QVBoxLayout()
        below = QVBoxLayout()
        below.addLayout(self._bands)
        below.addLayout(whole, 1)
        for layout in (right, whole, self._bands, below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        holder = QWidget()
        holder.setLayout(below)
        self.setCentralWidget(holder)

    def open_palette(self, text: str = "") -> None:
        """Open the palette, loading pinyin beside it the first time."""
        if not self.is_covered():
            self._pinyin.load()
            self.palette_box.summon(text)

    def _own_commands(self, _query: str) -> list[Command]:
        view = self._views.get(self._here)
        offered = [*(view.actions_offered() if view is not None else ()), *self._extra]
        deeds = [
            Command(action.text, action.run, COMMANDS, action.icon, action.keys, action.note)
            for action in offered
            if not action.blocked()
        ]
        ways = [
            Command(tr(place.title), _going(self, place.key), PLACES, place.icon, f"Ctrl+{number}")
            for number, place in enumerate(self._places.values(), start=1)
        ]
        return deeds + ways

    def _bind_keys(self) -> None:
        self._bind(Action(tr("Search or run a command"), self.open_palette, keys="Ctrl+K"))
        for number, key in enumerate(self._places, start=1):
            self._bind(Action(key, _going(self, key), keys=f"Ctrl+{number}"))

    def _bind_view_keys(self, view: View) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [self._bind(action) for action in view.actions_offered() if action.keys]

    def _bind(self, action: Action) -> QShortcut:
        shortcut = QShortcut(QKeySequence(action.keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)

        def act() -> None:
            if not self.is_covered() and not action.blocked():
                action.run()

        shortcut.activated.connect(act)
        return shortcut

    def _show_title(self) -> None:
        view = self._views.get(self._here)
        if view is not None and view.is_built:
            self.top.set_title(view.title(), view.facts(), document=view.has_document_title(), chip=view.chip())

    def _fit(self) -> None:
        narrow, low = self.is_narrow(), self.is_low()
        self.top.set_narrow(narrow=narrow)
        self.rail.set_low(low=low)
        for view in self._views.values():
            if view.is_built:
                view.fit(narrow=narrow, low=low)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()


def _going(window: MainWindow, place: str) -> Callable[[], None]:
    return lambda: window.go(place)
