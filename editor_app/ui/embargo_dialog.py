"""The dialog of a document's embargo: until when and for whom, stricter at once, looser only with a second person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from editor_app.domain.embargo import loosens
from editor_app.services.embargoes import Terms
from editor_app.ui import embargo_words
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import when
from editor_app.ui.saying import roles_words
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field, LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from editor_app.domain.embargo import Embargo
    from editor_app.domain.identifiers import DocumentId, MemberId
    from editor_app.domain.member import Member
    from editor_app.services.embargoes import Standing

_TIME: Final = "%Y-%m-%d %H:%M"
_COLUMNS: Final = 2
_LOOKED, _CHANGED = 220, 430
"""Heights, where one may only look or change it."""
EVERYBODY, LISTED = "everybody", "listed"


@dataclass(frozen=True, slots=True)
class Held:
    """A document's embargo as the dialog needs it."""

    document: DocumentId
    title: str
    standing: Standing
    members: tuple[Member, ...]
    """Confirmed ones."""
    me: MemberId
    why_not: str
    """Why the member may not change it; empty = they may."""
    may_allow: bool
    """Whether they are the second person that the loosening waits for."""
    now: datetime
    zone: ZoneInfo

    def names(self) -> dict[str, str]:
        """The members' names by their ids."""
        return {str(each.id): each.name for each in self.members}


class EmbargoDialog(Dialog):
    """`asked` carries terms, reason and whether it loosens; `allowed` that the member signs the loosening."""

    asked = Signal(object, str, bool)
    allowed = Signal()

    def __init__(self, over: QWidget, held: Held) -> None:
        super().__init__(over, tr("Embargo"), width=640)
        self.held = held
        step = held.standing.step
        until = step.until if step and step.until and step.until > held.now else None
        self._words = until.astimezone(held.zone).strftime(_TIME) if until else ""
        self.until = Field(
            tr("Nothing goes out before"),
            LineInput(self._words, hint="2026-12-01 09:00"),
            note=tr("empty = no time"),
        )
        who = LISTED if step and step.members is not None else EVERYBODY
        choices = [Item(EVERYBODY, tr("Every member")), Item(LISTED, tr("Only those on the list"))]
        self.who = Segments(tr("Who may see it"), choices, who)
        self.boxes = {each.id: self._box(each) for each in held.members}
        self.reason = Field(tr("Why"), AreaInput(lines=2), note=tr("stays on the record"))
        self.allow = Button(tr("Allow it"), Kind.SEAL, icon="stamp")
        self.allow.clicked.connect(self.allowed)
        self._problem = Label("", Role.NOTE, "carmine", wrap=True)
        self._build()

    def _build(self) -> None:
        held, grid = self.held, QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        self._list = QWidget()
        self._list.setLayout(grid)
        self._who = boxed(down(Label(tr("Who may see it"), Role.NOTE, "ink2"), boxed(across(self.who, None)), gap=4))
        column = down(Label(held.title, Role.ROW_TITLE, wrap=True), *self._facts(), gap=8, margins=(0, 0, 8, 0))
        if not held.why_not:
            for part in (self.until, self._who, self._list, self.reason):
                column.addWidget(part)
        column.addWidget(self._problem)
        column.addStretch(1)
        area = scrolled(boxed(column))
        area.setMinimumHeight(self.roomy(_LOOKED if held.why_not else _CHANGED))
        self.add(area)
        self.add_button("", Button(tr("Close") if held.why_not else tr("Cancel")))
        self.keep = self.add_button("keep", Button(tr("Set it"), Kind.PRIMARY, icon="lock"), closes=False)
        self.keep.setVisible(not held.why_not)
        self.begin_at(self.until.control)
        self.answered.connect(self._answered)
        self.who.chosen.connect(lambda _key: self._tell())
        self.until.changed.connect(lambda _text: self._tell())
        self._tell()

    def terms(self) -> Terms | None:
        """What was chosen; None when the time can't be read (the field says so)."""
        text, step = self.until.text().strip().replace("：", ":"), self.held.standing.step
        members = frozenset(each for each, box in self.boxes.items() if box.isChecked()) | {self.held.me}
        if step is not None and text == self._words:  # as it was, to the second
            return Terms(step.until if text else None, members if self.who.current() == LISTED else None)
        try:
            until = datetime.strptime(text, _TIME).replace(tzinfo=self.held.zone) if text else None
        except ValueError:
            return None
        return Terms(until, members if self.who.current() == LISTED else None)

    def is_looser(self) -> bool:
        """Whether what was chosen takes a second person."""
        terms, before = self.terms(), self.held.standing.step
        if terms is None or before is None:
            return False
        return loosens(before, replace(before, until=terms.until, members=terms.members))

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken; the dialog stays."""
        self.keep.block("")
        self.allow.block("")
        self._problem.setText(sentence)

    def _facts(self) -> list[QWidget]:
        held, standing = self.held, self.held.standing
        if standing.is_public:
            return [Label(tr("Something of it is out: nothing is hidden any more."), Role.BODY, "ink2", wrap=True)]
        if standing.step is None:
            nothing = tr("It has no embargo: every member sees it, and it may go out at any time.")
            return [Label(nothing, Role.BODY, "ink2", wrap=True)]
        said = joined(held.names().get(standing.step.by, "?"), when(standing.step.at, held.now, held.zone))
        until = embargo_words.until_words(standing.step.until, held.now, held.zone)
        facts: list[QWidget] = [
            Label(until, Role.BODY, wrap=True),
            Label(embargo_words.who_words(standing.names), Role.BODY, wrap=True),
            Label(joined(said, standing.step.reason), Role.NOTE, "ink2", wrap=True),
        ]
        return [*facts, self._wish(standing.wish)] if standing.wish is not None else facts

    def _wish(self, wish: Embargo) -> QWidget:
        """The loosening that waits, with the second person's button."""
        held, card = self.held, Card()
        name = held.names().get(wish.by, "?")
        words = embargo_words.wish_words(wish, held.names(), held.now, held.zone)
        self.allow.setVisible(held.may_allow)
        told = down(
            Label(tr("{name} asks to loosen it", name=name), Role.BODY_BOLD, wrap=True),
            Label(words, Role.DENSE, wrap=True),
            Label(wish.reason, Role.DENSE, "ink2", wrap=True),
            gap=2,
        )
        if not held.may_allow:
            second = tr("A reviewer on the list who did not write it allows that with a signature.")
            told.addWidget(Label(second, Role.NOTE, "ink3", wrap=True))
        row = across(boxed(told), self.allow, gap=16, margins=(16, 12, 16, 12))
        row.setStretch(0, 1)
        card.setLayout(row)
        return card

    def _box(self, member: Member) -> QCheckBox:
        step = self.held.standing.step
        listed = step.members if step and step.members is not None else frozenset()
        box = QCheckBox(joined(member.name, roles_words(member.roles)))
        box.setFont(fonts.font(Role.DENSE))
        box.setChecked(member.id in listed or member.id == self.held.me)
        box.setEnabled(member.id != self.held.me)
        box.toggled.connect(lambda _on: self._tell())
        return box

    def _tell(self) -> None:
        """Say what a press does now."""
        self._list.setVisible(self.who.current() == LISTED)
        if self.held.may_allow:
            self.set_note(tr("Your signature is recorded with the time."), "user")
            return
        if self.held.why_not:
            self.set_note(self.held.why_not)
            return
        is_looser = self.is_looser()
        self.keep.setText(tr("Ask to loosen it") if is_looser else tr("Set it"))
        self.keep.set_icon_name("lock-open" if is_looser else "lock")
        self.keep.setAccessibleName(self.keep.text())
        self.keep.updateGeometry()
        holds = tr("It holds at once. Whoever isn't on the list sees nothing of it.")
        self.set_note(tr("It takes a second person's signature; until then nothing changes.") if is_looser else holds)

    def _answered(self, key: str) -> None:
        if key != "keep":
            self.deleteLater()
            return
        terms = self.terms()
        if terms is None:
            self.until.show_error(tr("Write it like 2026-12-01 09:00"))
        elif not self.reason.text().strip():
            self.reason.show_error(tr("Say why in one sentence."))
        else:
            self.asked.emit(terms, self.reason.text(), self.is_looser())
