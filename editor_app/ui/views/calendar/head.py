"""The line above the board: which page, month or week, what stands in the way, and the office's times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.services.calendars import holidays
from editor_app.ui import moments
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.views.calendar import words
from editor_app.ui.views.calendar.pages import Mode
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.labels import Label, Surface, across
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from editor_app.ui.views.calendar.pages import Page

_HEIGHT = 56


class Head(Surface):
    """Turns pages and says what they hold."""

    stepped = Signal(int)
    today_asked = Signal()
    mode_chosen = Signal(str)
    times_asked = Signal()
    conflict_asked = Signal()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__("panel")
        self._zone = zone
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.back = IconButton("chevron-left", tr("One page back"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on = IconButton("chevron-right", tr("One page on"))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.today = Button(tr("Today"), small=True)
        self.today.clicked.connect(self.today_asked)
        self.title = Label("", Role.HEAD)
        self.facts = Label("", Role.DENSE, "ink2")
        self.conflicts = Button("", Kind.QUIET, icon="circle-alert", small=True)
        self.conflicts.clicked.connect(self.conflict_asked)
        self.conflicts.hide()
        items = [Item(Mode.MONTH.value, tr("Month")), Item(Mode.WEEK.value, tr("Week"))]
        self.modes = Segments(tr("How much is shown"), items, Mode.MONTH.value)
        self.modes.chosen.connect(self.mode_chosen)
        self.times = Button(tr("Times…"), icon="clock", name=tr("Times of the office…"))
        self.times.clicked.connect(self.times_asked)
        self.setLayout(
            across(self.back, self.on, self.today, 8, self.title, 4, self.facts, None, self.conflicts, self.modes,
                   self.times, margins=(24, 0, 24, 0))
        )  # fmt: skip

    def show_page(self, page: Page, count: int, conflicts: int) -> None:
        """Say which page it is, how many deliveries it holds, and how many of them something stands in the way of."""
        self.title.setText(words.page_title(page))
        zone = moments.zone_word(self._zone.key)
        year = page.day.year
        unknown = "" if holidays(year).is_known else tr("holidays of {year} are not known yet", year=year)
        self.facts.setText(joined(tr_n("{count} delivery", "{count} deliveries", count=count), zone, unknown))
        found = tr("{count} with a conflict", count=conflicts)
        self.conflicts.setText(found)
        self.conflicts.setAccessibleName(found)
        self.conflicts.updateGeometry()
        self.conflicts.setVisible(conflicts > 0)
        if self.modes.current() != page.mode.value:
            self.modes.choose(page.mode.value)
