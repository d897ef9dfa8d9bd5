"""The questions about text that a crash or undoing could have lost; both texts always stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write import sheet
from editor_app.ui.views.write.differences import Differences
from editor_app.ui.views.write.layouts import emptied
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, Field
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.document import Content, Revision
    from editor_app.storage.journal import Typed

_WIDTH: Final = 760
_HEIGHT: Final = 320


class RecoveryDialog(Dialog):
    """What was typed before the program ended, against the last revision; answers "keep", "discard" or ""."""

    def __init__(self, over: QWidget, typed: Typed, newest: Revision, zone: tzinfo) -> None:
        super().__init__(over, tr("Typed, but not saved"), width=_WIDTH)
        when = typed.typed_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        title = typed.content.title or newest.content.title or tr("Untitled")
        self.add(
            Label(title, Role.ROW_TITLE, wrap=True),
            Label(
                tr("Press Desk ended at {time} before this was saved. Nothing is lost.", time=when),
                Role.BODY,
                "ink2",
                wrap=True,
            ),
        )
        self.text = _between(newest.content, typed.content)
        self.add(self.text)
        self.set_note(tr("Keeping it opens the document with these changes; you save them yourself."))
        self.add_button("discard", Button(tr("Discard"), Kind.DANGER))
        self.add_button("keep", Button(tr("Keep the changes"), Kind.PRIMARY))
        self.begin_at(self.text)
        self.answered.connect(self.deleteLater)


def _between(before: Content, after: Content) -> Differences:
    made = Differences(
        tr("Differences"), sheet.composed(before.title, before.body), sheet.composed(after.title, after.body)
    )
    made.setMinimumHeight(fonts.scaled(_HEIGHT))
    return made


def saved_when(moment: datetime, zone: tzinfo) -> str:
    """A time of today as hours and minutes."""
    return moment.astimezone(zone).strftime("%H:%M")


class UndoneDialog(Dialog):
    """What was undone and never saved, against what stands on the sheet; `brought` carries what shall come back."""

    brought = Signal(object)  # a Typed

    def __init__(self, over: QWidget, found: Sequence[Typed], now: Content, zone: tzinfo) -> None:
        super().__init__(over, tr("Undone, and not saved"), width=_WIDTH)
        self._found, self._now = tuple(found), now
        options = [
            (str(at), joined(each.typed_at.astimezone(zone).strftime("%m-%d %H:%M"), _length(each)))
            for at, each in enumerate(found)
        ]
        self.which = Field(tr("Undone at"), Choice(tr("Undone at"), options))
        self.which.changed.connect(lambda _key: self._compare())
        self._place = QVBoxLayout()
        self.add(self.which)
        self.body.addLayout(self._place, 1)
        self.set_note(tr("It comes onto the sheet and can be undone again; nothing is saved by it."))
        self.add_button("", Button(tr("Cancel")))
        self.add_button("bring", Button(tr("Bring it back"), Kind.PRIMARY))
        self.begin_at(self.which.control)
        self.answered.connect(self._answered)
        self._compare()

    def chosen(self) -> Typed:
        """Which of them is looked at."""
        return self._found[int(self.which.text())]

    def _compare(self) -> None:
        emptied(self._place)
        self.text = _between(self._now, self.chosen().content)
        self._place.addWidget(self.text)

    def _answered(self, key: str) -> None:
        if key == "bring":
            self.brought.emit(self.chosen())
        self.deleteLater()


def _length(typed: Typed) -> str:
    length = f"{len(typed.content.body):,}"
    return tr("{count} characters", count=length)
