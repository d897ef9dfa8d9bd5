"""The queue's view: filters, table and detail, kept true by change notices; apart from how each of them looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import DeliveryId, EditionId
from editor_app.domain.member import Deed
from editor_app.domain.presence import Doing
from editor_app.ui import saying
from editor_app.ui.i18n import tr
from editor_app.ui.presence import Presence
from editor_app.ui.tokens import Role, Size
from editor_app.ui.view import Action, View
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.acting import Acting
from editor_app.ui.views.queue.detail import DetailPanel
from editor_app.ui.views.queue.head import QueueHead
from editor_app.ui.views.queue.lists import FILTERS, empty_queue, filter_items, ready_card, unserved_card
from editor_app.ui.views.queue.loading import Share, Sought
from editor_app.ui.views.queue.many import ManyPanel
from editor_app.ui.views.queue.model import QueueModel
from editor_app.ui.views.queue.reader import QueueReader
from editor_app.ui.views.queue.words import OfficeTime
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import emptied
from editor_app.ui.widgets.tables import CardTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QModelIndex

    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.loading import Chosen, Overview
    from editor_app.ui.views.queue.reader import Reading

_KINDS: Final = frozenset({"delivery", "edition", "account", "document", "freeze"})
_CALM_MS: Final = 120  # changes within this time are answered by one reading
_RELOAD_AT_MOST: Final = 1000
_TICK_MS: Final = 1000
_MINUTE_MS: Final = 60_000  # what nobody sends changes nothing that could be noticed
_AROUND: Final = 40  # lines above and below those in sight that are read again as well


class QueueView(View):
    """Deliveries put together by edition, day or account, and everything about the chosen ones."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.sought = Sought()
        self._wanted: DeliveryId | None = None  # the delivery to choose once it is there
        self._picked: tuple[DeliveryId, ...] = ()  # several chosen together
        self._office_now: OfficeTime | None = None

    @override
    def title(self) -> str:
        return tr("Publishing")

    @override
    def facts(self) -> str:
        return self.presence.words() if self.is_built else ""

    @override
    def build(self) -> None:
        self.presence = Presence(self, lambda: self.shell.seat)
        self.presence.changed.connect(self.titled)
        seat = self.shell.seat
        self.reader = QueueReader(self, lambda: self.shell.seat)
        self.reader.read.connect(self._show)
        self.reader.chosen.connect(self._take_chosen)
        self.reader.failed.connect(self._fail)
        self.model = QueueModel(self.office, loading.tiles(seat.desk) if seat is not None else {})
        self.model.wanted.connect(lambda before: self.reader.ask_page(self.sought, before))
        self.reader.paged.connect(self.model.add)
        self._build_table()
        self.head = QueueHead()
        self.filters = self.head.filters
        self.head.sought.connect(self._seek)
        self.detail = DetailPanel()
        self.detail.looked.connect(lambda delivery: self.choose(DeliveryId(delivery)))
        self.many = ManyPanel()
        self.many.hide()
        self.acting = Acting(self, self.shell, self.detail, self.many)
        self.acting.acted.connect(self._read)
        self.acting.failed.connect(self._fail)
        self._lay_out()
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._read)

    def _build_table(self) -> None:
        self.table = CardTable(tr("Deliveries"))
        self.table.setSelectionMode(CardTable.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self.model.rowsInserted.connect(self.table.fit_rows)
        self.model.rowsRemoved.connect(self.table.fit_rows)
        self.table.toggled.connect(lambda index: self.model.toggle(index.row()))
        self.table.opened.connect(self._open_line)
        self.table.selectionModel().currentChanged.connect(self._choose_line)
        self.table.selectionModel().selectionChanged.connect(self._pick_lines)

    def _lay_out(self) -> None:
        self._ready = QWidget()
        QVBoxLayout(self._ready).setContentsMargins(0, 0, 0, 0)
        self._problem = Label("", Role.DENSE, "carmine", wrap=True)
        self._problem.hide()
        self._nothing = Label(tr("No delivery of this kind."), Role.DENSE, "ink3")
        self._nothing.hide()
        margin = Size.VIEW_MARGIN
        column = down(
            self.head, self._problem, self._ready, self._nothing, self.table, gap=0, margins=(margin, 8, margin, 0)
        )
        column.setStretch(4, 1)
        row = across(boxed(column), self.detail, self.many, gap=0)
        row.setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(row))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        if wanted := arguments.get("delivery"):
            self._wanted = DeliveryId(wanted)
            self.head.show_everything()
            self.acting.wanted = (DeliveryId(wanted), arguments.get("deed", ""))
        elif state := arguments.get("state"):
            self.filters.choose(loading.share_of(DeliveryState(state)))
        self._tick.start()
        self._minute.start()
        self._read()
        self._attend()
        if edition := arguments.get("edition"):
            self.acting.ask_queue(EditionId(edition))
        if arguments.get("triage"):
            self.acting.thawing.ask()

    @override
    def leave(self) -> None:
        self._tick.stop()
        self._minute.stop()
        self.presence.attend(None)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if self.is_built and kinds & _KINDS:
            self._calm.start()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self.detail.set_narrow(narrow=narrow)
        self.many.set_narrow(narrow=narrow)
        if self.detail.chosen is not None:
            self._show_chosen(self.detail.chosen)

    @override
    def actions_offered(self) -> Sequence[Action]:
        made = [
            Action(
                tr("Show: {filter}", filter=tr(word)), partial(self.filters.choose, share), "filter", f"Alt+{number}"
            )
            for number, (share, word) in enumerate(FILTERS, 1)
        ]
        return [*self.acting.actions(), *self.head.deeds(), *made]

    # Reading

    def office(self) -> OfficeTime:
        """The office's clock, read once for each painting of the queue."""
        if self._office_now is None:
            seat = self.shell.seat
            if seat is None:
                raise RuntimeError("the queue is shown to members only")
            self._office_now = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
        return self._office_now

    def _seek(self, sought: Sought) -> None:
        """Show another part of the queue, or the same put together in another way."""
        if self.shell.seat is None:
            return
        today = self.office().now.astimezone(self.office().zone).date()
        wanted = self.head.narrowed(sought, today)
        if wanted != self.sought:
            self.sought = wanted
            self.table.clearSelection()
            self.reader.ask(wanted, 0)

    def _read(self) -> None:
        if self.model.loaded > _RELOAD_AT_MOST:
            self.reader.ask(self.sought, 0, self._in_sight())
        else:
            self.reader.ask(self.sought, self.model.loaded)
        if self.detail.chosen is not None:
            self.reader.ask_chosen(self.detail.chosen.timeline.row.id)

    def _in_sight(self) -> list[DeliveryId]:
        first = max(0, self.table.rowAt(0) - _AROUND)
        last = self.table.rowAt(self.table.viewport().height() - 1)
        lines = range(first, min(self.model.rowCount(), (last if last >= 0 else first) + _AROUND))
        rows = [row for line in lines if (row := self.model.delivery(line)) is not None]
        return [*(row.id for row in rows), *self._picked]

    def _fail(self, error: Exception) -> None:
        self._problem.setText(saying.sentence(error))
        self._problem.show()

    def _show(self, reading: Reading) -> None:
        self._problem.hide()
        self._office_now = None
        found = reading.found
        self.head.set_accounts(reading.accounts)
        self.filters.set_items(filter_items(found.counts))
        self.counted.emit(found.for_me)
        self._show_ready(found)
        if reading.is_whole:
            self._show_rows(found)
        else:
            self._renew_rows(reading)

    def _show_rows(self, found: Overview) -> None:
        kept, picked = self._chosen_line_id(), self._picked
        at = self.table.verticalScrollBar().value()
        self.model.show(found.page)
        is_empty = not found.counts[Share.ALL] and not found.ready and not self.sought.is_narrowed
        self._show_empty(found if is_empty else None)
        self._nothing.setVisible(not found.page.groups and not is_empty)
        is_sought = self._wanted is not None or kept is None
        self._choose_again(self._wanted or kept)
        self._pick_again(picked)
        if is_sought:
            QTimer.singleShot(0, self, self._bring_into_sight)  # once the list above the table has its height
        else:
            self.table.verticalScrollBar().setValue(at)

    def _renew_rows(self, reading: Reading) -> None:
        """Thousands are shown: those in sight are renewed, new editions come above them, and nothing jumps."""
        bar, head = self.table.verticalScrollBar(), self.table.verticalHeader()
        at, length = bar.value(), head.length()
        self.model.renew(reading.renewed)
        self.model.put_first(reading.found.page.groups)
        if at:
            bar.setValue(at + head.length() - length)
        if self._picked:
            self.many.show_rows(self._picked_rows(), self.shell.seat)

    def _bring_into_sight(self) -> None:
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _show_ready(self, found: Overview) -> None:
        column = self._ready.layout()
        if isinstance(column, QVBoxLayout):
            emptied(column)
            if found.unserved is not None:
                column.addWidget(unserved_card(found.unserved, self.office()))
            if found.ready:
                refusal = saying.refusal(self.shell.seat, Deed.QUEUE)
                column.addWidget(ready_card(found.ready, self.acting.ask_queue, refusal))
        self._ready.setVisible(bool(found.ready) or found.unserved is not None)

    def _show_empty(self, found: Overview | None) -> None:
        while self._stack.count() > 1:
            if (page := self._stack.widget(1)) is not None:
                self._stack.removeWidget(page)
                page.deleteLater()
        if found is not None:
            self._stack.addWidget(empty_queue(self.shell.go, found.waiting_for_me))
            self._stack.setCurrentIndex(1)

    # Choosing

    def choose(self, delivery: DeliveryId) -> None:
        """Look at a delivery, wherever it is."""
        self._wanted = delivery
        self._choose_again(delivery)

    def _choose_again(self, delivery: DeliveryId | None) -> None:
        line = self.model.line_of(delivery) if delivery is not None else None
        if line is None and delivery is None:
            line = next((n for n in range(min(self.model.rowCount(), 60)) if self.model.delivery(n)), None)
        if line is not None:
            self._wanted = None
            index = self.model.index(line)
            if self.table.currentIndex() != index:
                self.table.setCurrentIndex(index)
            else:
                self._choose_line(index)
        elif delivery is not None and self._wanted is not None:
            self._wanted = None
            self.reader.ask_chosen(delivery)

    def _chosen_line_id(self) -> DeliveryId | None:
        row = self.model.delivery(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        return row.id if row is not None else None

    def _choose_line(self, index: QModelIndex) -> None:
        row = self.model.delivery(index.row()) if index.isValid() else None
        if row is not None:
            self.reader.ask_chosen(row.id)

    def _picked_rows(self) -> list[DeliveryRow]:
        lines = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [row for line in lines if (row := self.model.delivery(line)) is not None]

    def _pick_lines(self) -> None:
        """Several lines were chosen: their deeds are shown instead of one delivery's story."""
        rows = self._picked_rows()
        self._picked = tuple(row.id for row in rows) if len(rows) > 1 else ()
        self.many.show_rows(rows, self.shell.seat)
        self.many.setVisible(bool(self._picked))
        self.detail.setVisible(not self._picked)

    def _pick_again(self, picked: Sequence[DeliveryId]) -> None:
        lines = [line for each in picked if (line := self.model.line_of(each)) is not None]
        if len(lines) > 1:
            chosen = QItemSelection()
            for line in lines:
                chosen.select(self.model.index(line), self.model.index(line))
            self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._pick_lines()

    def _open_line(self, index: QModelIndex) -> None:
        """Enter or a double click: a head folds, a delivery hands the focus to its deeds."""
        if self.model.delivery(index.row()) is None:
            if not self.table.underMouse():
                self.model.toggle(index.row())
        elif self.detail.buttons:
            next(iter(self.detail.buttons.values())).setFocus()

    def _take_chosen(self, chosen: Chosen) -> None:
        wanted = self._chosen_line_id()
        if wanted in (None, chosen.timeline.row.id):
            if chosen != self.detail.chosen:
                self._show_chosen(chosen)
            self.acting.go_on(chosen)

    def _show_chosen(self, chosen: Chosen) -> None:
        self.detail.show_chosen(chosen, self.office(), self.shell.seat)
        self._attend()

    def _attend(self) -> None:
        """Be seen at the document of the delivery that is looked at."""
        chosen = self.detail.chosen
        self.presence.attend(chosen.timeline.row.document if chosen is not None else None, Doing.QUEUE)

    def _count_down(self) -> None:
        """Seconds run only where something is looked for."""
        self._office_now = None
        chosen = self.detail.chosen
        if chosen is not None and chosen.timeline.row.state is DeliveryState.UNKNOWN:
            self.table.viewport().update()
