"""Several of several: toggles with a check; apart because strips choose one of several and fields one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor_app.ui.saying import role_word
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.ui.widgets.fields import Field


class Toggle(Button):
    """A word that is on or off; on, it carries a check."""

    def __init__(self, text: str, *, on: bool = False) -> None:
        super().__init__(text, small=True)
        self.setCheckable(True)
        self.toggled.connect(self._show)
        self.setChecked(on)

    def _show(self) -> None:
        self.set_icon_name("check" if self.isChecked() else "")
        self.updateGeometry()


class RoleToggles(QWidget):
    """Roles of a member under a label."""

    changed = Signal()

    def __init__(self, label: str, roles: Sequence[str], on: Sequence[str] = ()) -> None:
        super().__init__()
        self.toggles = {role: Toggle(role_word(role), on=role in on) for role in roles}
        for toggle in self.toggles.values():
            toggle.setAccessibleDescription(label)
            toggle.toggled.connect(self.changed)
        self.setLayout(down(Label(label, Role.NOTE, "ink2"), boxed(across(*self.toggles.values(), None)), gap=4))

    def chosen(self) -> tuple[str, ...]:
        """The roles that are on."""
        return tuple(role for role, toggle in self.toggles.items() if toggle.isChecked())


def beside_field(field: Field, *buttons: Button) -> QWidget:
    """A field with buttons at the height of its box."""
    row = across(field, *buttons, gap=8)
    for button in buttons:
        row.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
    return boxed(row)
