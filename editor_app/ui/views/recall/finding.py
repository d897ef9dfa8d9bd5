"""Which document a case is about: found by words of its title while somebody types, and named before it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui import background
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.widgets.fields import Field

_MOST: Final = 4
"""Offered below the field; more words find fewer."""


class Finding(QWidget):
    """Stands below the field: the document that is named by now, or those that it may be.

    Buttons and no list that pops up, which would take the keyboard from an input method.
    """

    told = Signal()  # it shows something else now

    def __init__(self, field: Field, seat: Seat) -> None:
        super().__init__()
        self._field, self._desk = field, seat.desk
        self.rows: tuple[DocumentRow, ...] = ()
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()
        field.changed.connect(self._look)
        self._look(field.text())

    def named(self) -> DocumentRow | None:
        """Named by its number, or the only one with these words."""
        said = self._field.text().strip()
        exact = next((row for row in self.rows if said in {row.number, row.id}), None)
        return exact or (self.rows[0] if said and len(self.rows) == 1 else None)

    def reference(self) -> str:
        """The number of the document that is named; else what was typed."""
        found = self.named()
        return found.number if found is not None else self._field.text().strip()

    def _look(self, text: str) -> None:
        from editor_app.services import documents

        desk, said = self._desk, text.strip()

        def show(found: tuple[DocumentRow, ...]) -> None:
            if said == self._field.text().strip():
                self._show(found)

        background.run(self, lambda: documents.rows(desk, said, _MOST), show, lambda _error: None)

    def _show(self, found: tuple[DocumentRow, ...]) -> None:
        self.rows = found
        emptied(self._column)
        named = self.named()
        if named is not None:
            self._column.addWidget(Label(named.title, Role.ROW_SERIF, "ink", wrap=True))
        self.buttons = [self._offer(row) for row in found] if named is None else []
        for button in self.buttons:
            self._column.addWidget(boxed(across(button, None)))
        if self._field.text().strip() and not found:
            self._field.show_error(tr("No document is called so."))
        self.setVisible(bool(found))
        self.told.emit()

    def _offer(self, row: DocumentRow) -> Button:
        made = Button(joined(row.number, row.title), Kind.QUIET, icon="file-text", small=True)
        made.clicked.connect(lambda: self._field.set_text(row.number))
        return made
