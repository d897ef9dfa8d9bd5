"""The dialog of one deed on a member; apart because invitations, roles and deputies share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.ui.widgets.fields import Field


class MemberDialog(Dialog):
    """A question about a member that ends in one deed on a thread; `done` comes when it succeeded."""

    done = Signal()

    def __init__(self, over: QWidget, title: str, verb: str) -> None:
        super().__init__(over, title, width=520)
        self.error_field: Field | None = None
        self._error = Label("", Role.DENSE, "carmine", wrap=True)
        self._error.hide()
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(verb, Kind.PRIMARY), closes=False)
        self.answered.connect(lambda key: self.act() if key == "keep" else None)

    def fill(self, *widgets: QWidget) -> None:
        """The fields, the error below them."""
        self.add(*widgets, self._error)

    def error_text(self) -> str:
        """What was refused; empty = nothing."""
        return "" if self._error.isHidden() else self._error.text()

    def act(self) -> None:
        """Do it."""

    def run(self, work: Callable[[], object]) -> None:
        """Do `work` on a thread."""
        self._error.hide()
        self.keep.block(tr("Being written…"))
        background.run(self, work, lambda _found: self._end(), self.refuse)

    def _end(self) -> None:
        self.leave()
        self.done.emit()

    def refuse(self, error: Exception) -> None:
        """Say what is wrong and let it be tried again."""
        self.keep.block("")
        self._error.setText(sentence(error))
        self._error.show()
        self.place_panel()
