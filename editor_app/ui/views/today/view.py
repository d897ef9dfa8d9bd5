"""The Today view: the date, what waits for me with the deed beside it, and today's programme."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from editor_app.ui import background, waiting
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.moments import clock_text, date_text, zone_word
from editor_app.ui.saying import sentence
from editor_app.ui.tasks import COMMENTS
from editor_app.ui.tokens import Role, Size
from editor_app.ui.view import Action, View
from editor_app.ui.views.today.programme import Programme
from editor_app.ui.waiting import FIRST, MINE, OFFICE, REVIEWS, SECTIONS
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState, StateLegend
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead
from editor_app.ui.widgets.scrolling import emptied, scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.ui.waiting import Task, Waiting

_PANEL = 368
_PANEL_NARROW = 320
_MINUTE_MS = 60_000


class TodayView(View):
    """What a day begins with."""

    @override
    def title(self) -> str:
        return tr("Today")

    @override
    def build(self) -> None:
        self.found: waiting.Waiting | None = None
        self._is_looking = self._look_again = False
        self._date = Label("", Role.DISPLAY)
        self._facts = Label("", Role.DENSE, "ink2")
        self._new = Button(tr("New document"), icon="file-plus")
        self._new.clicked.connect(self._begin_document)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._programme = Programme()
        self._programme.delivery_chosen.connect(lambda key: self.shell.go("queue", delivery=key))
        self._programme.document_chosen.connect(lambda key: self.shell.go("write", document=key))
        self._lay_out()
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._show_date)
        self._minute.start(_MINUTE_MS)
        self._show_date()

    def _lay_out(self) -> None:
        head = across(boxed(down(self._date, self._facts, gap=2)), None, self._new)
        head.setAlignment(self._new, Qt.AlignmentFlag.AlignBottom)
        column = down(boxed(head), 12, gap=8, margins=(Size.TODAY_MARGIN, 20, Size.TODAY_MARGIN, 24))
        column.addLayout(self._list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolled(boxed(column)), 1)
        self._side = scrolled(self._programme)
        self._side.setFixedWidth(fonts.scaled(_PANEL))
        row.addWidget(self._side)

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        self._look()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        self._look()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self._side.setFixedWidth(min(fonts.scaled(_PANEL_NARROW if narrow else _PANEL), self.window().width() * 2 // 5))

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (Action(tr("New document"), self._begin_document, "file-plus", "Ctrl+N", blocked=self._why_no_new),)

    def _look(self) -> None:
        """Read anew on a thread; asked again while it reads, it reads once more."""
        seat = self.shell.seat
        if seat is None:
            return
        if self._is_looking:
            self._look_again = True
            return
        self._is_looking = True
        background.run(self, lambda: waiting.look(seat), self._show, self._fail)

    def _show(self, found: Waiting) -> None:
        self._is_looking = False
        if self._look_again:
            self._look_again = False
            self._look()
        if found.tasks != (self.found.tasks if self.found else None) or not self._list.count():
            self._show_tasks(found)
        self.found = found
        self._programme.show_waiting(found, self._clock())
        self._show_date()
        self.counted.emit(len(found.tasks))

    def _show_tasks(self, found: Waiting) -> None:
        self._clear()
        heads = {
            FIRST: tr("First"), REVIEWS: tr("Waits for your seal"),
            MINE: tr("Came back to you"), COMMENTS: tr("Comments for you"), OFFICE: tr("The office"),
        }  # fmt: skip
        is_first = True
        for section in SECTIONS:
            tasks = found.of(section)
            if not tasks:
                continue
            rows = [self._row(task, primary=is_first and place == 0) for place, task in enumerate(tasks)]
            is_first = False
            self._list.addWidget(SectionHead(heads[section], str(len(tasks))))
            self._list.addWidget(ListCard(rows))
            self._list.addSpacing(8)
        if found.tasks:
            self._list.addStretch(1)
        else:
            self._list.addWidget(self._empty(found), 1)

    def _row(self, task: Task, *, primary: bool) -> ListRow:
        row = ListRow(
            RowLook(
                task.mark, task.title, task.reason, task.deadline, task.verb, task.tone,
                primary=primary and task.section == FIRST, spoken=task.spoken,
            )
        )  # fmt: skip
        row.activated.connect(lambda: self.shell.go(task.place, **dict(task.arguments)))
        return row

    def _empty(self, found: Waiting) -> EmptyState:
        buttons = []
        if not self._why_no_new():
            write = Button(tr("New document"), Kind.PRIMARY, icon="file-plus")
            write.clicked.connect(self._begin_document)
            buttons.append(write)
        if not found.accounts and not self._why_no_accounts():
            connect = Button(tr("Connect an account"), Kind.SECONDARY if buttons else Kind.PRIMARY)
            connect.clicked.connect(lambda: self.shell.go("accounts", connect="yes"))
            buttons.append(connect)
        queue = Button(tr("Look at the queue"))
        queue.clicked.connect(lambda: self.shell.go("queue"))
        return EmptyState(
            tr("Nothing waits for you"),
            tr("What you have to review, decide or revise appears here, with the deed beside it."),
            *buttons,
            queue,
            legend=tr("A delivery may stand in these states"),
            legend_widget=StateLegend(),
        )

    def _begin_document(self) -> None:
        self.shell.go("write", new="yes")

    def _why_no_new(self) -> str:
        from editor_app.domain.member import Deed

        seat = self.shell.seat
        return "" if seat is not None and seat.member.may(Deed.WRITE) else tr("Only editors write documents.")

    def _why_no_accounts(self) -> str:
        from editor_app.domain.member import Deed

        seat = self.shell.seat
        return "" if seat is not None and seat.member.may(Deed.MANAGE_ACCOUNTS) else tr("Only admins connect accounts.")

    def _clock(self) -> str:
        seat = self.shell.seat
        return clock_text(seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone)) if seat else ""

    def _show_date(self) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        self._new.setVisible(not self._why_no_new())
        zone = seat.desk.workspace.zone
        self._date.setText(date_text(seat.desk.clock.now().astimezone(ZoneInfo(zone)).date()))
        count = len(self.found.tasks) if self.found else 0
        waits = (
            tr_n("{count} thing waits for you", "{count} things wait for you", count=count)
            if count
            else tr("Nothing waits for you")
        )
        self._facts.setText(joined(tr("Good day, {name}", name=seat.member.name), waits, zone_word(zone)))

    def _fail(self, error: Exception) -> None:
        self._is_looking = False
        self._facts.setText(sentence(error))

    def _clear(self) -> None:
        emptied(self._list)
