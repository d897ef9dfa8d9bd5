"""What a freeze has stopped, decided one by one with a reason each; apart because nothing of it goes out by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from editor_app.domain.delivery import DeliveryState
from editor_app.ui import badges
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.reasons import LIMIT
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.queue.timing import TimeChoice, window_words
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, Rule, boxed, down
from editor_app.ui.widgets.scrolling import emptied
from editor_app.ui.widgets.tables import LOOK, CardTable, DeliveryLook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.triage import Stopped
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LINES: Final = 6


class StoppedModel(QAbstractListModel):
    """The deliveries that a freeze stopped, as rows of a table."""

    more_wanted = Signal()  # the end of what was read is in sight

    def __init__(self, tiles: Mapping[str, str], office: OfficeTime) -> None:
        super().__init__()
        self.rows: list[DeliveryRow] = []
        self.number = 0
        self._tiles, self._office = tiles, office
        self._is_asking = False

    def show(self, rows: Sequence[DeliveryRow], number: int | None = None) -> None:
        """Show these; of `number` in all, the others are read as one scrolls."""
        self.beginResetModel()
        self.rows = list(rows)
        self.number = len(self.rows) if number is None else number
        self._is_asking = False
        self.endResetModel()

    def add(self, rows: Sequence[DeliveryRow]) -> None:
        """Put the page that follows below."""
        self._is_asking = False
        known = {row.id for row in self.rows}
        new = [row for row in rows if row.id not in known]
        if not new:
            self.number = len(self.rows)
            return
        self.beginInsertRows(_NOWHERE, len(self.rows), len(self.rows) + len(new) - 1)
        self.rows += new
        self.endInsertRows()

    def drop(self, decided: DeliveryId) -> None:
        """Take away the one that was decided."""
        line = next((place for place, row in enumerate(self.rows) if row.id == decided), None)
        if line is not None:
            self.beginRemoveRows(_NOWHERE, line, line)
            del self.rows[line]
            self.number -= 1
            self.endRemoveRows()

    @override
    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        return not parent.isValid() and len(self.rows) < self.number and not self._is_asking

    @override
    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        self._is_asking = True
        self.more_wanted.emit()

    def tall_rows(self) -> list[int]:
        """No row is a head."""
        return []

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        time = self._office.when(row.planned_at)
        if role == LOOK:
            tile, is_last = self._tiles.get(row.platform, "?"), index.row() == len(self.rows) - 1
            return DeliveryLook(tile, row.title, row.state.value, row.account_name, time, is_last, serif=True)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((row.title, row.account_name, badges.word_of(row.state.value), time))
        return None


class TriageDialog(Dialog):
    """A list and the decision on its chosen line; `decided` tells "release" or "cancel" with the reason."""

    decided = Signal(str, str)
    wanted = Signal(str)  # the delivery whose window is to be read

    def __init__(self, over: QWidget, tiles: Mapping[str, str], office: OfficeTime, blocked: str = "") -> None:
        super().__init__(over, tr("What the freeze stopped"), width=860)
        self._office, self._blocked = office, blocked
        self.chosen: Chosen | None = None
        self.timing: TimeChoice | None = None
        self.model = StoppedModel(tiles, office)
        self.table = CardTable(tr("Stopped deliveries"))
        self.table.setModel(self.model)
        self.table.selectionModel().currentChanged.connect(lambda index, _before: self._choose(index.row()))
        self.count = Label("", Role.DENSE, "ink2", wrap=True)
        self._side = down(gap=10)
        self.reason = Field(tr("Reason"), LineInput(), note=tr("required"))
        self.problem = Label("", Role.DENSE, "carmine", wrap=True)
        self.problem.hide()
        self.add(self.count, self.table, boxed(self._side), self.reason, self.problem)
        self.set_note(tr("Each decision is recorded with your name and the time."), "user")
        self.cancel = self.add_button("cancel", Button(tr("Take it out"), Kind.DANGER), closes=False)
        self.release = self.add_button("release", Button(tr("Release it"), Kind.PRIMARY), closes=False)
        self.answered.connect(self._answer)

    def show_stopped(self, found: Stopped) -> None:
        """Show what is left to decide; the first one that waits is chosen."""
        self.model.show(found.rows, found.held + found.expired)
        self.table.setFixedHeight(max(2, min(_LINES, len(found.rows))) * fonts.scaled(Size.ROW) + 2)
        self._count(found)
        self._choose_from(0)

    def go_on(self, decided: DeliveryId, found: Stopped) -> None:
        """Take away what was decided, and choose the one that follows."""
        line = max(0, self.table.currentIndex().row())
        self.model.drop(decided)
        if not any(row.state is DeliveryState.HELD for row in self.model.rows):
            self.model.show(found.rows, found.held + found.expired)
        self._count(found)
        self._choose_from(line)

    def _count(self, found: Stopped) -> None:
        expired = tr("expired, stays unsent: {count}", count=found.expired) if found.expired else ""
        self.count.setText(joined(tr("Waiting for your decision: {count}", count=found.held), expired))

    def _choose_from(self, line: int) -> None:
        held = [place for place, row in enumerate(self.model.rows) if row.state is DeliveryState.HELD]
        following = next((place for place in held if place >= line), held[0] if held else 0)
        self.reason.set_text("")
        self.chosen = None
        index = self.model.index(following)
        if self.table.currentIndex() == index:
            self._choose(following)
        self.table.setCurrentIndex(index)
        self._show_choice()

    def show_chosen(self, chosen: Chosen) -> None:
        """Offer the times that the approved window of the chosen line allows."""
        row = self._row()
        if row is not None and row.id == chosen.timeline.row.id:
            self.chosen = chosen
            self._show_choice()

    def show_problem(self, sentence: str) -> None:
        """Say in place why a decision was not taken."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self._free()
        self.place_panel()

    def _choose(self, line: int) -> None:
        self.chosen = None
        self.problem.hide()
        self._show_choice()
        if 0 <= line < len(self.model.rows):
            self.wanted.emit(self.model.rows[line].id)

    def _row(self) -> DeliveryRow | None:
        line = self.table.currentIndex().row()
        return self.model.rows[line] if 0 <= line < len(self.model.rows) else None

    def _show_choice(self) -> None:
        emptied(self._side)
        self.timing = None
        row, chosen = self._row(), self.chosen
        is_held = row is not None and row.state is DeliveryState.HELD
        if row is not None and is_held and chosen is not None:
            self._side.addWidget(Rule())
            self._side.addWidget(Label(joined(row.title, row.account_name), Role.BODY_BOLD))
            self.timing = self._times(row, chosen)
        elif row is not None and not is_held:
            self._side.addWidget(
                Label(tr("Its window has passed: it stays unsent, and nothing can send it."), Role.DENSE)
            )
        elif row is None:
            self._side.addWidget(Label(tr("Everything is decided."), Role.DENSE))
        self.reason.setVisible(is_held)
        self._free()
        QTimer.singleShot(0, self, self.place_panel)  # once the new parts have their heights

    def _times(self, row: DeliveryRow, chosen: Chosen) -> TimeChoice:
        record, zone = chosen.record, str(self._office.zone)
        window = (record.manifest.not_before, record.manifest.not_after) if record is not None else (None, None)
        timing = TimeChoice(zone, self._office.now, window)
        if row.planned_at > self._office.now:
            timing.kinds.choose("later")
            timing.field.set_text(f"{row.planned_at.astimezone(self._office.zone):%Y-%m-%d %H:%M}")
        words = window_words(window, self._office.now, ZoneInfo(zone))
        self._side.addWidget(Label(words or tr("Approved for any time"), Role.NOTE, "ink2", wrap=True))
        self._side.addWidget(timing)
        return timing

    def _free(self) -> None:
        is_ready = self.timing is not None
        self.release.block(self._blocked if is_ready else tr("Choose one that is held."))
        self.cancel.block("" if is_ready else tr("Choose one that is held."))
        if self._blocked and is_ready:
            self.set_note(self._blocked, "snowflake")

    def _answer(self, key: str) -> None:
        if key not in ("release", "cancel"):
            return
        reason = self.reason.text().strip()[:LIMIT]
        if not reason:
            self.reason.show_error(tr("Say in a few words why; it stays on the record."))
        elif key == "cancel" or (self.timing is not None and self.timing.is_valid()):
            self.release.setEnabled(False)
            self.cancel.setEnabled(False)
            self.decided.emit(key, reason)
