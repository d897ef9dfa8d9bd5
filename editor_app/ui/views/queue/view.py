"""The queue's view: filters, table and detail, kept true by change notices; apart from how each of them looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import DeliveryId, EditionId
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role, Size
from editor_app.ui.view import Action, View
from editor_app.ui.views.queue import loading, queueing
from editor_app.ui.views.queue.acting import Acting
from editor_app.ui.views.queue.detail import DetailPanel
from editor_app.ui.views.queue.lists import FILTERS, empty_queue, filter_items, ready_card
from editor_app.ui.views.queue.loading import Share
from editor_app.ui.views.queue.model import QueueModel
from editor_app.ui.views.queue.words import OfficeTime
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.strips import FilterBar
from editor_app.ui.widgets.tables import CardTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QModelIndex

    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.loading import Chosen, Overview, Page

_KINDS: Final = frozenset({"delivery", "edition", "account", "document"})
_CALM_MS: Final = 120  # changes within this time are answered by one reading
_RELOAD_AT_MOST: Final = 1000
_TICK_MS: Final = 1000


class QueueView(View):
    """Deliveries grouped by edition, and everything about the chosen one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._share = Share.ALL
        self._wanted: DeliveryId | None = None  # the delivery to choose once it is there
        self._office_now: OfficeTime | None = None
        self._is_reading = False
        self._is_stale = False

    @override
    def title(self) -> str:
        return tr("Publishing")

    @override
    def build(self) -> None:
        seat = self.shell.seat
        tiles = loading.tiles(seat.desk) if seat is not None else {}
        self.model = QueueModel(self.office, tiles)
        self.model.wanted.connect(self._read_page)
        self.table = CardTable(tr("Deliveries"))
        self.table.setModel(self.model)
        self.model.rowsInserted.connect(self.table.fit_rows)
        self.model.rowsRemoved.connect(self.table.fit_rows)
        self.table.toggled.connect(lambda index: self.model.toggle(index.row()))
        self.table.opened.connect(self._open_line)
        self.table.selectionModel().currentChanged.connect(self._choose_line)
        self.filters = FilterBar(tr("Which deliveries"), filter_items({}), Share.ALL)
        self.filters.chosen.connect(self._filter)
        self.detail = DetailPanel()
        self.detail.looked.connect(lambda delivery: self.choose(DeliveryId(delivery)))
        self.acting = Acting(self, self.shell, self.detail)
        self.acting.acted.connect(self._read)
        self.acting.failed.connect(self._fail)
        self._lay_out()
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)

    def _lay_out(self) -> None:
        self._ready = QWidget()
        QVBoxLayout(self._ready).setContentsMargins(0, 0, 0, 0)
        self._problem = Label("", Role.DENSE, "carmine", wrap=True)
        self._problem.hide()
        self._nothing = Label(tr("No delivery of this kind."), Role.DENSE, "ink3")
        self._nothing.hide()
        head = boxed(across(self.filters, None))
        head.setFixedHeight(44)
        margin = Size.VIEW_MARGIN
        column = down(
            head, self._problem, self._ready, self._nothing, self.table, gap=0, margins=(margin, 8, margin, 0)
        )
        column.setStretch(4, 1)
        row = across(boxed(column), self.detail, gap=0)
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
            self.filters.choose(Share.ALL)
        elif state := arguments.get("state"):
            self.filters.choose(loading.share_of(DeliveryState(state)))
        self._tick.start()
        self._read()
        if edition := arguments.get("edition"):
            self.acting.ask_queue(EditionId(edition))

    @override
    def leave(self) -> None:
        self._tick.stop()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if self.is_built and kinds & _KINDS:
            self._calm.start()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self.detail.set_narrow(narrow=narrow)
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
        return [*self.acting.actions(), *made]

    # Reading

    def office(self) -> OfficeTime:
        """The office's clock, read once for each painting of the queue."""
        if self._office_now is None:
            seat = self.shell.seat
            if seat is None:
                raise RuntimeError("the queue is shown to members only")
            self._office_now = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
        return self._office_now

    def _read(self) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        share, wanted = self._share, min(self.model.loaded, _RELOAD_AT_MOST)

        def work() -> Overview:
            from editor_app.services import approvals

            return loading.overview(seat.desk, share, wanted, len(approvals.waiting(seat)))

        background.run(self, work, lambda found: self._show(share, found), self._fail)
        if self.detail.chosen is not None:
            self._read_chosen(self.detail.chosen.timeline.row.id)

    def _read_page(self, before: int) -> None:
        seat = self.shell.seat
        if seat is not None:
            share = self._share
            background.run(self, lambda: loading.page(seat.desk, share, before), self._add, self._fail)

    def _add(self, page: Page) -> None:
        self.model.add(page)

    def _read_chosen(self, delivery: DeliveryId) -> None:
        seat = self.shell.seat
        if seat is not None:
            background.run(self, lambda: loading.chosen(seat.desk, delivery), self._take_chosen, self._fail)

    def _fail(self, error: Exception) -> None:
        self._is_reading = False
        self._problem.setText(saying.sentence(error))
        self._problem.show()

    def _show(self, share: Share, found: Overview) -> None:
        self._is_reading = False
        self._problem.hide()
        self._office_now = None
        if share is not self._share or self._is_stale:
            self._read()
        if share is not self._share:
            return
        kept = self._chosen_line_id()
        at = self.table.verticalScrollBar().value()
        self.model.show(found.page)
        self.filters.set_items(filter_items(found.counts))
        self.counted.emit(found.counts[Share.NEEDS])
        self._show_ready(found)
        is_empty = not found.counts[Share.ALL] and not found.ready
        self._show_empty(found if is_empty else None)
        self._nothing.setVisible(not found.page.groups and not is_empty and bool(found.counts[Share.ALL]))
        is_sought = self._wanted is not None or kept is None
        self._choose_again(self._wanted or kept)
        if is_sought:
            QTimer.singleShot(0, self, self._bring_into_sight)  # once the list above the table has its height
        else:
            self.table.verticalScrollBar().setValue(at)

    def _bring_into_sight(self) -> None:
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _show_ready(self, found: Overview) -> None:
        column = self._ready.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if found.ready and column is not None:
            refusal = queueing.refusal(self.shell.seat)
            column.addWidget(ready_card(found.ready, self.acting.ask_queue, refusal))
        self._ready.setVisible(bool(found.ready))

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
            self._read_chosen(delivery)

    def _chosen_line_id(self) -> DeliveryId | None:
        row = self.model.delivery(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        return row.id if row is not None else None

    def _choose_line(self, index: QModelIndex) -> None:
        row = self.model.delivery(index.row()) if index.isValid() else None
        if row is not None:
            self._read_chosen(row.id)

    def _open_line(self, index: QModelIndex) -> None:
        """Enter or a double click: a head folds, a delivery hands the focus to its deeds."""
        if self.model.delivery(index.row()) is None:
            if not self.table.underMouse():
                self.model.toggle(index.row())
        elif self.detail.buttons:
            next(iter(self.detail.buttons.values())).setFocus()

    def _take_chosen(self, chosen: Chosen) -> None:
        wanted = self._chosen_line_id()
        if wanted in (None, chosen.timeline.row.id) and chosen != self.detail.chosen:
            self._show_chosen(chosen)

    def _show_chosen(self, chosen: Chosen) -> None:
        self.detail.show_chosen(chosen, self.office(), self.shell.seat)

    def _filter(self, key: str) -> None:
        self._share = Share(key)
        self._read()

    def _count_down(self) -> None:
        """Seconds run only where something is looked for."""
        self._office_now = None
        chosen = self.detail.chosen
        if chosen is not None and chosen.timeline.row.state is DeliveryState.UNKNOWN:
            self.table.viewport().update()
