"""A file that somebody chooses for a dialog; apart because review packets and keys of reviewers outside ask alike."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, across, boxed, down

_LARGEST: Final = 64 << 20


class FileField(QWidget):
    """A file that somebody chose, by its name; `changed` tells another one."""

    changed = Signal()

    def __init__(self, label: str, kinds: str) -> None:
        super().__init__()
        self._kinds = kinds
        self.path: Path | None = None
        self._name = Label(tr("no file is chosen"), Role.BODY, "ink3")
        self.choose = Button(tr("Choose the file…"), icon="folder-open", name=joined(label, tr("Choose the file…")))
        self.choose.clicked.connect(self._ask)
        self.setLayout(
            down(Label(label, Role.NOTE, "ink2"), boxed(across(self.choose, self._name, None, gap=12)), gap=4)
        )

    def take(self, path: Path) -> None:
        """This is the file."""
        self.path = path
        self._name.setText(path.name)
        self._name.set_colour("ink")
        self.changed.emit()

    def content(self) -> bytes:
        """The bytes of the file; empty = none, or one that is too large to be a decision or a scan.

        Raises:
            OSError: it can't be read.
        """
        if self.path is None or self.path.stat().st_size > _LARGEST:
            return b""
        return self.path.read_bytes()

    def _ask(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.choose.accessibleName(), "", self._kinds)
        if chosen:
            self.take(Path(chosen))
