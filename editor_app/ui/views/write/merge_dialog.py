"""What two people wrote at the same places, side by side; apart as each is decided by itself or all at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from editor_app.domain.field_words import place_words
from editor_app.domain.text_merge import Keep
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import said, tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.differences import Differences
from editor_app.ui.views.write.layouts import scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.merging import Conflict
    from editor_app.services.merging import Stale

_WIDTH: Final = 920
_HEIGHT: Final = 460
_MOST: Final = 168
_AROUND: Final = 28
_CHARACTERS: Final = 22


class MergeCard(QWidget):
    """One place: what both wrote against what stood there, and three ways to go on."""

    chosen = Signal()

    def __init__(self, conflict: Conflict, place: str, other: str) -> None:
        super().__init__()
        self.conflict = conflict
        words = {Keep.MINE: tr("Keep mine"), Keep.THEIRS: tr("Keep theirs"), Keep.BOTH: tr("Keep both")}
        self.toggles = {keep: Toggle(text) for keep, text in words.items() if keep is not Keep.BOTH or conflict.joins}
        self._group = QButtonGroup(self)  # nothing is chosen at first, and then one of them
        for toggle in self.toggles.values():
            toggle.setAccessibleDescription(place)
            toggle.clicked.connect(lambda _on: self.chosen.emit())
            self._group.addButton(toggle)
        head = across(Label(place, Role.BODY_BOLD), None, *self.toggles.values(), gap=8)
        self.mine, self.theirs = (Differences(name, conflict.base, text) for name, text in self._sides(other))
        columns = [
            boxed(down(Label(name, Role.NOTE, "ink2"), view, gap=4))
            for (name, _text), view in zip(self._sides(other), (self.mine, self.theirs), strict=True)
        ]
        row = across(*columns, gap=12)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        self.setLayout(down(boxed(head), boxed(row), gap=8))
        self._fit()

    def _sides(self, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
        return (tr("Mine"), self.conflict.mine), (other, self.conflict.theirs)

    def _fit(self) -> None:
        """As high as the longer text needs, within bounds; the rest scrolls."""
        for view in (self.mine, self.theirs):
            text = view.toPlainText()
            lines = sum(1 + len(line) // _CHARACTERS for line in text.split("\n"))
            height = lines * fonts.line(Role.QUOTE) + fonts.scaled(_AROUND)
            view.setFixedHeight(min(fonts.scaled(_MOST), height))

    @property
    def keep(self) -> Keep | None:
        """What was chosen."""
        return next((keep for keep, toggle in self.toggles.items() if toggle.isChecked()), None)

    def choose(self, keep: Keep) -> None:
        """Choose it, where it can be chosen."""
        if keep in self.toggles:
            self.toggles[keep].setChecked(True)
            self.chosen.emit()


class MergeDialog(Dialog):
    """Answers "merge" (with `keeps`), "apart" (mine as a document of its own) or "" (write on)."""

    def __init__(self, over: QWidget, stale: Stale, other: str, accounts: Mapping[str, str]) -> None:
        super().__init__(over, tr("Two people wrote at the same places"), width=_WIDTH)
        count = len(stale.found.conflicts)
        words = tr_n(
            "{name} saved revision {number} while you were writing. Everything else is put together already; "
            "{count} place needs your word. Struck out: gone. Underlined: new.",
            "{name} saved revision {number} while you were writing. Everything else is put together already; "
            "{count} places need your word. Struck out: gone. Underlined: new.",
            name=other,
            number=stale.theirs.number,
            count=count,
        )
        self.add(Label(words, Role.BODY, "ink2", wrap=True))
        self.cards = [MergeCard(each, place_of(each, accounts), other) for each in stale.found.conflicts]
        self._add_all()
        self._add_cards()
        self.add_button("", Button(tr("Write on")))
        self.add_button("apart", Button(tr("Mine as a new document")))
        self.save = self.add_button("merge", Button(tr("Save both together"), Kind.PRIMARY))
        for card in self.cards:
            card.chosen.connect(self._tell)
        self._tell()
        self.begin_at(self.cards[0].toggles[Keep.MINE])
        self.answered.connect(self.deleteLater)

    def _add_all(self) -> None:
        """One word for every place at once."""
        words = {Keep.MINE: tr("Mine"), Keep.THEIRS: tr("Theirs"), Keep.BOTH: tr("Both")}
        whole = tr("For all places")
        self.every = {keep: Button(text, small=True, name=f"{whole}: {text}") for keep, text in words.items()}
        for keep, button in self.every.items():
            button.clicked.connect(partial(self._choose_all, keep))
        row = boxed(across(Label(whole, Role.NOTE, "ink2"), *self.every.values(), None, gap=8))
        row.setVisible(len(self.cards) > 1)
        self.add(row)

    def _add_cards(self) -> None:
        parts: list[QWidget] = []
        for card in self.cards:
            parts += [Rule(), card] if parts else [card]
        area = scrolled(boxed(down(*parts, None, gap=14, margins=(0, 0, 8, 0))))
        wanted = sum(card.sizeHint().height() + fonts.scaled(30) for card in self.cards)
        area.setFixedHeight(min(self.roomy(_HEIGHT), wanted))
        self.add(area)

    def _choose_all(self, keep: Keep) -> None:
        for card in self.cards:
            card.choose(keep)

    def _tell(self) -> None:
        left = sum(card.keep is None for card in self.cards)
        self.save.setEnabled(left == 0)
        words = tr_n("{count} place is still open.", "{count} places are still open.", count=left) if left else ""
        note = tr("Both texts stay in the history.")
        self.set_note(f"{words} {note}".lstrip(), "history")

    @property
    def keeps(self) -> tuple[Keep, ...]:
        """One word for each place, once all are chosen."""
        return tuple(card.keep for card in self.cards if card.keep is not None)


def place_of(conflict: Conflict, accounts: Mapping[str, str]) -> str:
    """Where it is, in words."""
    target = conflict.place.target
    account = "" if target is None else accounts.get(target.account or "", target.platform)
    return said(place_words(conflict.place, account))
