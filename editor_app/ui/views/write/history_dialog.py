"""A document's history: what was saved, what changed, and the way back; apart as it only asks and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.field_words import FIELD_WORDS
from editor_app.domain.history import stretches
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.differences import Differences, pieces_of
from editor_app.ui.views.write.history_lines import HistoryLines, what_it_is
from editor_app.ui.views.write.layouts import emptied, scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, LineInput
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from editor_app.domain.history import Moment
    from editor_app.services.comparing import Difference, FieldChange

_WIDTH: Final = 1040
_HEIGHT: Final = 500
_LIST: Final = 300
_MOST: Final = 220
_CHARACTERS: Final = 34


class HistoryDialog(Dialog):
    """Asks for differences, a name, or a way back, by signals; the answers come by `show_difference`."""

    compare_asked = Signal(str, str)  # before, after
    restore_asked = Signal(str)
    named = Signal(str, str)

    def __init__(self, over: QWidget, zone: tzinfo, now: datetime) -> None:
        super().__init__(over, tr("History"), width=_WIDTH)
        self.moment: Moment | None = None
        self._moments: tuple[Moment, ...] = ()
        self.lines = HistoryLines(zone, now)
        self.lines.chosen.connect(self.choose)
        self.fold = Segments(tr("Revisions"), [Item("milestones", tr("Milestones")), Item("every", tr("Every save"))])
        self.fold.chosen.connect(lambda key: self.lines.unfold_all(every=key == "every"))
        self.head = Label("", Role.HEAD)
        self.beside = Choice(tr("Compare with"))
        self.beside.currentIndexChanged.connect(lambda _index: self._ask_difference())
        self.changes = QVBoxLayout()
        self.changes.setContentsMargins(0, 0, 8, 0)
        self.changes.setSpacing(8)
        self._lay_out()
        self.name = LineInput(name=tr("Name"), hint=tr("Give it a name…"))
        self.name.setFixedWidth(fonts.scaled(220))
        self.foot.row.addWidget(self.name)
        self.keep_name = self.add_button("name", Button(tr("Save the name")), closes=False)
        self.restore = self.add_button("restore", Button(tr("Restore this one"), Kind.PRIMARY), closes=False)
        self.set_note(tr("Nothing is lost by restoring: it becomes the newest revision."), "history")
        self.answered.connect(self._answered)
        self.begin_at(self.fold)

    def _lay_out(self) -> None:
        height = self.roomy(_HEIGHT)
        side = boxed(down(self.fold, scrolled(self.lines), gap=8))
        side.setFixedWidth(fonts.scaled(_LIST))
        label = Label(tr("Compare with"), Role.NOTE, "ink2")
        page = boxed(
            down(boxed(across(self.head, None, label, self.beside, gap=8)), scrolled(boxed(self.changes)), gap=8)
        )
        row = across(side, Rule(upright=True), page, gap=16)
        row.setStretch(2, 1)
        whole = boxed(row)
        whole.setFixedHeight(height)
        self.add(whole)

    def show_history(self, moments: Sequence[Moment]) -> None:
        """List what was saved, the newest first, and look at what was looked at before."""
        self._moments = tuple(moments)
        self.lines.show_history(stretches(self._moments))
        here = self.moment.id if self.moment is not None else None
        found = next((each for each in self._moments if each.id == here), None)
        if found is None and self._moments:
            found = self._moments[0]
        if found is not None:
            self.choose(found)

    def choose(self, moment: Moment) -> None:
        """Look at a revision, against the one before it at first."""
        self.moment = moment
        self.lines.mark(moment)
        self.head.setText(tr("Revision {number}", number=moment.number))
        self.name.setText(moment.name)
        self.restore.setEnabled(moment.id != self._moments[0].id)
        quiet = QSignalBlocker(self.beside)  # filled, not chosen
        self.beside.clear()
        for each in self._moments:
            if each.id != moment.id:
                self.beside.addItem(self._words(each, moment), each.id)
        self.beside.choose(next((each.id for each in self._moments if each.number == moment.number - 1), ""))
        quiet.unblock()
        self._ask_difference()

    def _words(self, each: Moment, moment: Moment) -> str:
        number = tr("Revision {number}", number=each.number)
        if each.number == moment.number - 1:
            return joined(number, tr("the revision before"))
        if each.id == self._moments[0].id:
            return joined(number, tr("the newest revision"))
        words = what_it_is(each)
        return number if words == number else joined(number, words)

    def _ask_difference(self) -> None:
        emptied(self.changes)
        other = next((each for each in self._moments if each.id == self.beside.key()), None)
        if self.moment is None or other is None:
            return
        old, new = sorted((self.moment, other), key=lambda each: each.number)
        self.compare_asked.emit(old.id, new.id)

    def show_difference(self, found: Difference) -> None:
        """Show what changed, numbers first."""
        emptied(self.changes)
        if not found.fields:
            self.changes.addWidget(Label(tr("Nothing differs."), Role.BODY, "ink2"))
        if found.numbers:
            self.changes.addWidget(Label(tr("Numbers first"), Role.DENSE_BOLD))
        for number in found.numbers:
            words = f"{number.before or '—'} → {number.after or '—'}"
            around = Label(number.around, Role.NOTE, "ink2")
            self.changes.addWidget(boxed(across(Label(words, Role.BODY_BOLD), around, None, gap=12)))
        for each in found.fields:
            name = _field_words(each)
            self.changes.addWidget(Label(name, Role.DENSE_BOLD))
            self.changes.addWidget(_view(name, each))
        self.changes.addStretch(1)

    def _answered(self, key: str) -> None:
        if key == "name" and self.moment is not None:
            self.named.emit(self.moment.id, self.name.text())
        elif key == "restore" and self.moment is not None:
            self.restore_asked.emit(self.moment.id)
        elif not key:
            self.deleteLater()


def _field_words(change: FieldChange) -> str:
    target, _, name = change.field.rpartition(":")
    words = said(FIELD_WORDS[name]) if name in FIELD_WORDS else name
    return f"{target} · {words}" if target else words


def _view(name: str, change: FieldChange) -> Differences:
    made = Differences(name)
    made.show_pieces(pieces_of(change.changes))
    lines = sum(1 + len(line) // _CHARACTERS for line in made.toPlainText().split("\n"))
    made.setFixedHeight(min(fonts.scaled(_MOST), lines * fonts.line(Role.QUOTE) + fonts.scaled(28)))
    return made
