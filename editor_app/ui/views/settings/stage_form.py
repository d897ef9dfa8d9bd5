"""The form of one stage of a route: its words, who signs it, by when, and who is told; apart from the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.approval import Stage
    from editor_app.domain.member import Member

_COLUMNS: Final = 4
_ROW: Final = 36
_MOST_ROWS: Final = 3


class StageForm(QWidget):
    """`changed` comes with every change; `stage` is what the form says now."""

    changed = Signal()

    def __init__(self, people: Sequence[Member]) -> None:
        super().__init__()
        self._people = [each for each in people if each.state.value != "departed"]
        self._stage: Stage | None = None
        self.name = Field(tr("Name of the stage"), LineInput(), limit=60)
        self.duty = Field(tr("What they answer for"), LineInput())
        self.kind = Choice(tr("Kind"), [("review", tr("Review (a seal)")), ("proof", tr("Proof pass (a check)"))])
        roles = [("reviewer", tr("Reviewers")), ("expert", tr("Experts from outside"))]
        self.role = Choice(tr("Who signs"), roles)
        self.needs = Field(tr("Signatures"), LineInput())
        self.hours = Field(tr("Within hours"), LineInput(hint=tr("no deadline")))
        self.tell = Choice(tr("Tell when late"), [("", tr("nobody")), *((each.id, each.name) for each in self._people)])
        self.toggles: dict[str, Toggle] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._lay_out()
        self._listen()

    def show_stage(self, stage: Stage) -> None:
        """Show a stage to be changed."""
        self._stage = None
        self.name.set_text(stage.name)
        self.duty.set_text(stage.duty)
        self.kind.choose(stage.kind.value)
        self.role.choose(stage.terms.role.value)
        self.needs.set_text(str(stage.needs))
        self.hours.set_text(str(stage.terms.hours or ""))
        self.tell.choose(stage.terms.escalate.id if stage.terms.escalate else "")
        self._show_people({each.id for each in stage.terms.signers})
        self._stage = stage

    def stage(self) -> Stage | None:
        """The stage as the form says it; None = none is shown."""
        from editor_app.domain.approval import StageKind
        from editor_app.domain.duty import Terms
        from editor_app.domain.member import Named
        from editor_app.domain.member import Role as MemberRole

        if self._stage is None:
            return None
        named = {each.id: Named(each.id, each.name) for each in self._people}
        told = next((one for key, one in named.items() if key == self.tell.key()), None)
        chosen = tuple(named[each.id] for each in self._people if self._is_on(each.id))
        terms = Terms(MemberRole(self.role.key()), chosen, _number(self.hours.text(), 0), told)
        return replace(
            self._stage,
            name=self.name.text(),
            duty=self.duty.text(),
            kind=StageKind(self.kind.key()),
            needs=_number(self.needs.text(), 1),
            terms=terms,
        )

    def _lay_out(self) -> None:
        names = QWidget()
        names.setLayout(self._grid)
        self._area = area = scrolled(names)
        area.setAccessibleName(tr("Only these people"))
        hint = Label(tr("Only these people; nobody chosen: everybody with the role."), Role.NOTE, "ink2", wrap=True)
        self.setLayout(
            down(
                boxed(across(_under(self.kind, tr("Kind")), _under(self.role, tr("Who signs")), None, gap=12)),
                self.name,
                self.duty,
                hint,
                area,
                boxed(across(self.needs, self.hours, _under(self.tell, tr("Tell when late")), None, gap=12)),
                None,
                gap=8,
            )
        )

    def _listen(self) -> None:
        for field in (self.name, self.duty, self.needs, self.hours):
            control = field.control
            if isinstance(control, LineInput):
                control.textEdited.connect(self._tell_changed)
        for choice in (self.kind, self.tell):
            choice.currentIndexChanged.connect(self._tell_changed)
        self.role.currentIndexChanged.connect(self._change_role)

    def _change_role(self) -> None:
        if self._stage is not None:
            self._show_people(set())
            self._tell_changed()

    def _tell_changed(self) -> None:
        if self._stage is not None:
            self.changed.emit()

    def _show_people(self, chosen: set[str]) -> None:
        """Toggles for whoever has the role."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
        self.toggles = {}
        fitting = [each for each in self._people if self.role.key() in {role.value for role in each.roles}]
        for place, each in enumerate(fitting):
            toggle = Toggle(each.name, on=each.id in chosen)
            toggle.toggled.connect(self._tell_changed)
            self.toggles[each.id] = toggle
            self._grid.addWidget(toggle, place // _COLUMNS, place % _COLUMNS)
        if not fitting:
            self._grid.addWidget(Label(tr("Nobody has this role yet."), Role.DENSE, "ink2"), 0, 0)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._grid.setColumnStretch(_COLUMNS, 1)
        rows = min(_MOST_ROWS, max(1, -(-len(fitting) // _COLUMNS)))
        self._area.setFixedHeight(fonts.scaled(_ROW) * rows)

    def _is_on(self, member: str) -> bool:
        toggle = self.toggles.get(member)
        return toggle is not None and toggle.isChecked()


def _under(choice: Choice, label: str) -> QWidget:
    return boxed(down(Label(label, Role.NOTE, "ink2"), choice, gap=4))


def _number(text: str, without: int) -> int:
    """What was typed as a number; anything else is a number that the rules refuse."""
    typed = text.strip()
    if not typed:
        return without
    return int(typed[:9]) if typed.isascii() and typed.isdecimal() else -1
