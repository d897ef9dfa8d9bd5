"""The calendar's view: pages of months and weeks, kept true by change notices; apart from how a page looks."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.timetable import QuietDays
from editor_app.services.calendars import day_off
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.view import Action, View
from editor_app.ui.views.calendar import loading, words
from editor_app.ui.views.calendar.board import Board
from editor_app.ui.views.calendar.head import Head
from editor_app.ui.views.calendar.pages import Mode, Page
from editor_app.ui.views.calendar.painting import Surroundings
from editor_app.ui.views.calendar.planner import Planner
from editor_app.ui.views.calendar.strip import Strip
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.view import Shell
    from editor_app.ui.views.calendar.loading import Loaded
    from editor_app.ui.views.calendar.pages import Cell

_KINDS: Final = frozenset({"delivery", "edition", "account", "timetable"})
_CALM_MS: Final = 120  # changes within this time are answered by one reading
_MORNING_HOUR: Final = 7


class CalendarView(View):
    """A page of deliveries, the chosen one below it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted: DeliveryId | None = None  # the delivery to choose once it is there
        self._is_reading = False
        self._is_stale = False
        self.loaded: Loaded | None = None

    @override
    def title(self) -> str:
        return tr("Calendar")

    @override
    def build(self) -> None:
        seat = self.shell.seat
        self.zone = ZoneInfo(seat.desk.workspace.zone if seat is not None else "UTC")
        self.page = Page(Mode.MONTH, self._today())
        self.board = Board(self.page, self._around(QuietDays()))
        self.strip = Strip()
        self.head = Head(self.zone)
        self.planner = Planner(self, self.shell, self.board, self.strip)
        self._connect()
        self._lay_out()
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read)

    def _connect(self) -> None:
        self.head.stepped.connect(self.step)
        self.head.today_asked.connect(self.go_today)
        self.head.mode_chosen.connect(lambda mode: self.turn_to(self.page.day, Mode(mode)))
        self.head.times_asked.connect(self.planner.ask_times)
        self.head.conflict_asked.connect(self.next_conflict)
        self.board.chosen.connect(self._show_chosen)
        self.board.proposed.connect(lambda asked: self.planner.propose(*asked))
        self.board.dropped.connect(lambda _proposal: self.planner.confirm())
        self.board.confirmed.connect(self.planner.confirm)
        self.board.given_up.connect(self.planner.give_up)
        self.board.nudge.connect(self.planner.nudge)
        self.board.opened.connect(lambda _row: self.planner.ask_time())
        self.board.more.connect(self._open_more)
        self.strip.move_asked.connect(self.planner.ask_time)
        self.strip.queue_asked.connect(self._go_queue)
        self.strip.confirmed.connect(self.planner.confirm)
        self.strip.given_up.connect(self.planner.give_up)
        self.planner.moved.connect(self._follow)
        self.planner.failed.connect(self._fail)

    def _lay_out(self) -> None:
        self.area = scrolled(self.board)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.area, 1)
        lines.addWidget(self.strip)
        self._stack = QStackedWidget()
        self._stack.addWidget(column)
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _empty(self) -> QWidget:
        queue = Button(tr("Go to the queue"), Kind.PRIMARY)
        queue.clicked.connect(lambda: self.shell.go("queue"))
        times = Button(tr("Times of the office…"))
        times.clicked.connect(self.planner.ask_times)
        return EmptyState(
            tr("Nothing is planned yet"),
            tr(
                "Queue an approved edition for a time, and each of its deliveries stands here on its day.\n"
                "Set the regular times of your accounts first, and the next free one is found for you."
            ),
            queue,
            times,
        )

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        mode = Mode(arguments.get("mode", self.page.mode.value))
        day = arguments.get("day")
        if wanted := arguments.get("delivery"):
            self.page = Page(mode, self.page.day)
            self.seek(DeliveryId(wanted))
        else:
            self.turn_to(date.fromisoformat(day) if day else self.page.day, mode)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if self.is_built and kinds & _KINDS:
            self._calm.start()

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (
            Action(tr("Show the month"), lambda: self.turn_to(self.page.day, Mode.MONTH), "calendar-days", "Alt+1"),
            Action(tr("Show the week"), lambda: self.turn_to(self.page.day, Mode.WEEK), "calendar-days", "Alt+2"),
            Action(tr("Today"), self.go_today, "calendar-clock", "Alt+Home"),
            Action(tr("One page back"), partial(self.step, -1), "chevron-left", "Ctrl+PgUp"),
            Action(tr("One page on"), partial(self.step, 1), "chevron-right", "Ctrl+PgDown"),
            Action(tr("Next conflict"), self.next_conflict, "circle-alert", "F8"),
            Action(tr("Give it another time"), self.planner.ask_time, "clock", "Ctrl+M", "", self.planner.why_not),
            Action(tr("Times of the office…"), self.planner.ask_times, "settings", "Ctrl+Shift+T"),
        )

    # Turning pages

    def turn_to(self, day: date, mode: Mode) -> None:
        """Show the page of that day."""
        self.page = Page(mode, day)
        self.planner.give_up()
        self._read()

    def step(self, step: int) -> None:
        """Turn one page."""
        self.turn_to(self.page.stepped(step).day, self.page.mode)

    def go_today(self) -> None:
        """Show the page of today."""
        self.turn_to(self._today(), self.page.mode)

    def seek(self, delivery: DeliveryId) -> None:
        """Turn to the page of a delivery, and choose it."""
        seat = self.shell.seat
        if seat is None:
            return
        self._wanted = delivery
        background.run(self, lambda: loading.planned_at(seat.desk, delivery), self._turn_to_wanted, self._fail)

    def next_conflict(self) -> None:
        """Choose the next delivery of this page that something stands in the way of."""
        ids = [row.id for row in self.board.arranged.rows if row.id in self.board.clashes]
        if ids:
            place = ids.index(self.board.current) + 1 if self.board.current in ids else 0
            self.board.choose(self.board.arranged.row(ids[place % len(ids)]))
            self._bring_into_sight()

    def _turn_to_wanted(self, at: datetime) -> None:
        self.turn_to(at.astimezone(self.zone).date(), self.page.mode)

    # Reading

    def _read(self) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        page = self.page
        background.run(self, lambda: loading.loaded(seat.desk, page, self.zone.key), self._show, self._fail)

    def _show(self, found: Loaded) -> None:
        self._is_reading = False
        if self._is_stale or found.page != self.page:
            self._read()
            return
        turned = self.loaded is None or self.loaded.page != found.page
        self.loaded = found
        self.planner.timetable = found.span.timetable
        self._stack.setCurrentIndex(1 if found.is_empty else 0)
        self.board.clashes = found.clashes
        self.board.show_page(found.page, self._around(found.span.timetable.quiet), found.span.rows)
        self.head.show_page(found.page, len(found.span.rows), len(found.clashes))
        if self._wanted is not None:
            self.board.choose(self.board.arranged.row(self._wanted))
            self._wanted = None
        else:
            self._show_chosen(self.board.arranged.row(self.board.current))
        if turned:
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _around(self, quiet: QuietDays) -> Surroundings:
        seat = self.shell.seat
        tiles: dict[str, str] = {}
        if seat is not None:
            names = seat.desk.platforms.names()
            tiles = {name: seat.desk.platforms.of(name).tile for name in names}
        return Surroundings(self.zone, self._today(), quiet, day_off, tiles)

    def _today(self) -> date:
        seat = self.shell.seat
        return seat.desk.clock.now().astimezone(self.zone).date() if seat is not None else date(2026, 1, 1)

    # The chosen delivery

    def _show_chosen(self, row: PlannedRow | None) -> None:
        if self.board.proposal is not None and (row is None or row.id != self.board.proposal.row.id):
            self.planner.give_up()
        if row is None:
            empty = self.loaded is not None and not self.loaded.span.rows
            self.strip.show_nothing(
                tr("Nothing is planned on this page.")
                if empty
                else tr("Drag a delivery to another time, or choose it and press Alt with an arrow.")
            )
            return
        if self.board.proposal is not None:
            return
        clashes = tuple(words.clash_words(kind) for kind in self.board.clashes.get(row.id, ()))
        tile = self.board.around.tiles.get(row.platform, "?")
        self.strip.show_row(row, tile, self.zone, clashes, self.planner.why_not())
        self._bring_into_sight()

    def _follow(self, at: datetime) -> None:
        """A delivery was moved: stay with it."""
        day = at.astimezone(self.zone).date()
        if self.page.is_within(day) and day in self.page.days:
            self._read()
        else:
            self._wanted = self.board.current
            self.turn_to(day, self.page.mode)

    def _open_more(self, cell: Cell) -> None:
        if self.page.mode is Mode.MONTH:
            self.turn_to(cell.day, Mode.WEEK)
        else:
            self.board.open_hour(cell.hour)

    def _go_queue(self) -> None:
        if self.board.current is not None:
            self.shell.go("queue", delivery=self.board.current)

    def _bring_into_sight(self) -> None:
        box = self.board.chosen_box()
        if box is not None:
            self.area.ensureVisible(0, int(box.center().y()), 0, int(box.height()) + self.board.grid.head)
        elif self.board.page.mode is Mode.WEEK:
            self.area.verticalScrollBar().setValue(int(self.board.grid.rows[_MORNING_HOUR][0] - self.board.grid.head))

    def _fail(self, error: Exception) -> None:
        self._is_reading = False
        self.strip.show_nothing(saying.sentence(error))
