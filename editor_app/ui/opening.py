"""A workspace being opened, or the words why it can't be; apart because there is no desk yet and may never be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from editor_app.ui.cover import Cover
from editor_app.ui.i18n import tr
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down
from editor_app.ui.widgets.progress import PATIENCE_MS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Opening(Cover):
    """Says what is being opened once it lasts; a failure stays, with what to do next."""

    again_asked = Signal()
    other_asked = Signal()

    def __init__(self, over: QWidget, place: str) -> None:
        super().__init__(over)
        self._place = place
        self.title = Label("", Role.TITLE, wrap=True)
        self.note = Label("", Role.BODY, "ink2", wrap=True)
        self.again = Button(tr("Try again"), Kind.PRIMARY)
        self.other = Button(tr("Open another workspace…"))
        self.again.clicked.connect(self._retry)
        self.other.clicked.connect(self.other_asked)
        self._where = Label(place, Role.NOTE, "ink3", wrap=True)
        self._card = Card()
        self._card.setLayout(
            down(
                self.title, self.note, self._where, 8, boxed(across(self.again, self.other, None)),
                gap=8, margins=(20, 20, 20, 20),
            )
        )  # fmt: skip
        self._card.hide()
        self._slow = Label(tr("Opening the workspace…"), Role.BODY, "ink2")
        self._slow.hide()
        for part in (self._slow, self._card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._slow.show)
        self.begin()

    def begin(self) -> None:
        """Wait silently for a moment, then say what is done."""
        self._card.hide()
        self._patience.start(PATIENCE_MS)

    def fail(self, error: Exception) -> None:
        """Say why the workspace can't be opened."""
        what, then = explained(error)
        self._patience.stop()
        self._slow.hide()
        self.title.setText(what)
        self.note.setText(then)
        self._card.show()
        self._card.setAccessibleName(f"{what} {then}")
        self.again.setFocus()

    def _retry(self) -> None:
        self.begin()
        self.again_asked.emit()
