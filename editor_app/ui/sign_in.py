"""Sitting down at a workspace: who it is and their passphrase; apart because nothing of the workspace shows before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import background, focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.cover import Cover
from editor_app.ui.i18n import joined, tr
from editor_app.ui.saying import explained, member_state_word, roles_words
from editor_app.ui.sign_in_forms import Entry, PassphraseForm, PracticeForm, SealForm, WordsForm
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Card, Label, across, boxed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.member import Member
    from editor_app.domain.secrets import Secret
    from editor_app.services.desk import Desk

_ROW: Final = 52
_MOST_ROWS: Final = 6


class PersonRow(QAbstractButton):
    """One member: initial, name, roles, and how far they have come in."""

    def __init__(self, member: Member) -> None:
        super().__init__()
        self.member = member
        self.first = True
        state = member.state.value
        self._state = "" if state == "confirmed" else member_state_word(state)
        self._roles = roles_words(member.roles)
        self.setText(member.name)
        self.setCheckable(True)
        self.setAccessibleName(joined(member.name, self._roles, self._state))
        self.setFixedHeight(fonts.scaled(_ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, fonts.scaled(_ROW))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self.isChecked():
                paint.box(painter, inside, Radius.BUTTON, colours.indigo_wash)
            elif self.underMouse():
                paint.box(painter, inside, Radius.BUTTON, colours.panel)
            if not self.first and not self.isChecked():
                paint.horizontal(painter, 0, self.width(), 0, colours.line)
            middle = self.height() / 2
            circle = QRectF(16, middle - 16, 32, 32)
            paint.box(painter, circle, 16, colours.paper, colours.edge)
            paint.text_in(
                painter, circle, self.text()[:1], fonts.sized("sans", 14, bold=False), colours.ink, paint.CENTRE
            )
            right = self._paint_state(painter, middle)
            step = fonts.scaled(20)
            room = right - 64
            paint.text(painter, QRectF(64, middle - step, room, step), self.text(), Role.BODY_BOLD, colours.ink)
            paint.text(painter, QRectF(64, middle + 1, room, step), self._roles, Role.NOTE, colours.ink2)

    def _paint_state(self, painter: QPainter, middle: float) -> float:
        """The state, or a check on the person chosen, at the right; returns where it begins."""
        colours = theme.colours()
        right = self.width() - 16
        if self._state:
            width = fonts.width(self._state, Role.NOTE) + 2
            box = QRectF(right - width, 0, width, self.height())
            paint.text(painter, box, self._state, Role.NOTE, colours.ochre, paint.RIGHT)
            return right - width - 12
        if self.isChecked():
            icons.paint(painter, "check", QPointF(right - 16, round(middle - 8)), icons.INLINE, colours.indigo)
        return right - 28

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class SignIn(Cover):
    """Asks who sits down; `seated` gives the seat. While it is shown, nothing of the workspace can be seen."""

    seated = Signal(object)  # Seat
    other_asked = Signal()  # another workspace
    change_asked = Signal()  # somebody else, over a connection of their own

    def __init__(self, over: QWidget, desk: Desk, *, last: str = "", locked: bool = False, only: str = "") -> None:
        """Ask who sits down.

        Args:
            over: the window.
            desk: of the workspace.
            last: who sat here before.
            locked: whether somebody's work lies below.
            only: at a team's database, whose connection it is; empty = anybody may sit down.
        """
        super().__init__(over)
        self._desk = desk
        self._last, self._only = last, only
        self._open: dict[str, Secret] = {}
        self._form: Entry | None = None
        self._rows: list[PersonRow] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda row: self._choose(row.member))
        self.say_where(desk.workspace.name)
        title = tr("The window is locked") if locked else tr("Who sits down?")
        words = tr("What was being typed is kept.") if locked else desk.workspace.name
        self._title, self._note = Label(title, Role.TITLE), Label(words, Role.BODY, "ink2")
        self._list = Card()
        self._people = QVBoxLayout(self._list)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setSpacing(0)
        self._below = QVBoxLayout()
        self._build()
        background.run(self, lambda: _people_of(desk, only), self._show, self._fail)

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        self._area = area
        other = Button(tr("Another workspace…"), Kind.LINK)
        other.clicked.connect(self.other_asked)
        self.change = Button(tr("Somebody else sits down…"), Kind.LINK)
        self.change.clicked.connect(self.change_asked)
        self.change.setVisible(bool(self._only))
        for part in (self._title, self._note):
            self.column.addWidget(part)
        self.column.addSpacing(8)
        self.column.addWidget(area)
        self.column.addSpacing(8)
        self.column.addLayout(self._below)
        self.column.addStretch(1)
        self.column.addWidget(boxed(across(self.change, other, None, gap=16)))

    def _show(self, found: tuple[Sequence[Member], dict[str, Secret]]) -> None:
        people, self._open = found
        for member in people:
            row = PersonRow(member)
            row.first = not self._rows
            self._rows.append(row)
            self._group.addButton(row)
            self._people.addWidget(row)
        shown = min(len(self._rows), _MOST_ROWS)
        self._area.setFixedHeight(shown * fonts.scaled(_ROW) + 2)
        first = next((m for m in people if m.name == self._last), people[0] if people else None)
        if first is not None:
            self._choose(first)

    def choose(self, name: str) -> None:
        """Choose the member called `name`, as a click would."""
        for row in self._rows:
            if row.member.name == name:
                self._choose(row.member)

    @property
    def form(self) -> Entry | None:
        """What the chosen member is asked for; None until the members are read."""
        return self._form

    def _choose(self, member: Member) -> None:
        for row in self._rows:
            row.setChecked(row.member.id == member.id)
            if row.member.id == member.id:
                self._area.ensureWidgetVisible(row)
        self._ask(self._form_for(member))

    def _form_for(self, member: Member) -> Entry:
        state = member.state.value
        if state == "invited":
            return SealForm(self._desk, member)
        if state == "activated":
            return WordsForm(self._desk, member)
        if member.name in self._open:
            return PracticeForm(self._desk, member)
        return PassphraseForm(self._desk, member)

    def _ask(self, form: Entry) -> None:
        if self._form is not None:
            self._below.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        form.seated.connect(self.seated)
        form.activated.connect(lambda member: self._ask(WordsForm(self._desk, member)))
        self._below.addWidget(form)
        form.show()
        form.begin()

    def _fail(self, error: Exception) -> None:
        what, then = explained(error)
        self._title.setText(what)
        self._note.setText(then)


def _people_of(desk: Desk, only: str) -> tuple[list[Member], dict[str, Secret]]:
    """Who may come in over this connection, and the passphrases that lie open in a practice workspace."""
    from editor_app.domain.member import Role as MemberRole
    from editor_app.services import members, sample

    people = [
        member
        for member in members.all_members(desk)
        if member.state.value != "departed" and member.roles != {MemberRole.WORKER} and only in {"", member.name}
    ]
    return people, sample.open_passphrases(desk)
