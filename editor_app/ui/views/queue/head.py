"""The head of the queue: filters, search and grouping; apart because it alone says what part of the queue is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.view import Action
from editor_app.ui.views.queue.lists import filter_items
from editor_app.ui.views.queue.loading import Share, Sought
from editor_app.ui.views.queue.seeking import GROUPINGS, SeekRow
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.labels import across, boxed, down
from editor_app.ui.widgets.strips import FilterBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from editor_app.domain.account import Account
    from editor_app.ui.views.queue.grouping import Grouping

_HEIGHT = 44


class QueueHead(QWidget):
    """Which deliveries, and how they are put together; `sought` tells each change, without the row of search."""

    sought = Signal(object)  # Sought

    def __init__(self) -> None:
        super().__init__()
        self._now = Sought()
        self.filters = FilterBar(tr("Which deliveries"), filter_items({}), Share.ALL)
        self.filters.chosen.connect(lambda key: self._change(share=Share(key)))
        self.seeking = SeekRow()
        self.seeking.hide()
        self.seeking.changed.connect(self._change)
        self.seek_button = IconButton("search", tr("Search the queue"), keys="Ctrl+F", checkable=True)
        self.seek_button.clicked.connect(self._turn_seeking)
        self.grouping = Button("", Kind.QUIET, icon="arrow-up-down", small=True)
        self.grouping.clicked.connect(self._offer_groupings)
        self._name_grouping()
        line = boxed(across(self.filters, None, self.grouping, self.seek_button, gap=4))
        line.setFixedHeight(fonts.scaled(_HEIGHT))
        self.setLayout(down(line, self.seeking, gap=0))

    def narrowed(self, sought: Sought, today: date) -> Sought:
        """`sought` with what the row of search says."""
        return self.seeking.narrowed(sought, today)

    def set_accounts(self, known: Sequence[Account]) -> None:
        """Offer these accounts."""
        self.seeking.set_accounts(known)

    def show_everything(self) -> None:
        """Take every filter away, as for a delivery that may be anywhere."""
        self.filters.choose(Share.ALL)
        if self.seeking.isVisible():
            self._turn_seeking(on=False)

    def group_by(self, kind: Grouping) -> None:
        """Put the deliveries together in another way."""
        self._now = replace(self._now, grouping=kind)
        self._name_grouping()
        self._change()

    def deeds(self) -> list[Action]:
        """The deeds for the palette; the button carries the key of the search."""
        made = [
            Action(
                tr("Put the queue together: {how}", how=tr(word)), partial(self.group_by, kind), "arrow-up-down", keys
            )
            for (kind, word), keys in zip(GROUPINGS, ("Alt+Shift+1", "Alt+Shift+2", "Alt+Shift+3"), strict=True)
        ]
        return [*made, Action(tr("Search the queue"), self.seek_button.click, "search", note="Ctrl+F")]

    def _change(self, *, share: Share | None = None) -> None:
        if share is not None:
            self._now = replace(self._now, share=share)
        self.sought.emit(self._now)

    def _turn_seeking(self, *, on: bool | None = None) -> None:
        wanted = self.seek_button.isChecked() if on is None else on
        self.seek_button.setChecked(wanted)
        self.seeking.setVisible(wanted)
        if wanted:
            self.seeking.words.setFocus()
        else:
            self.seeking.clear()

    def _name_grouping(self) -> None:
        word = tr(dict(GROUPINGS)[self._now.grouping])
        self.grouping.setText(word)
        self.grouping.setAccessibleName(tr("Put the queue together: {how}", how=word))
        self.grouping.updateGeometry()

    def _offer_groupings(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Put the queue together"))
        for kind, word in GROUPINGS:
            deed = menu.addAction(tr(word))
            deed.setCheckable(True)
            deed.setChecked(kind is self._now.grouping)
            deed.triggered.connect(partial(self.group_by, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.grouping.mapToGlobal(QPoint(0, self.grouping.height())))
