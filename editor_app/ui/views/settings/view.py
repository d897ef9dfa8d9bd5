"""The Settings view: sections one below the other, a list of them at the left, a search over all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.view import Action, View
from editor_app.ui.views.settings.backups import Backups
from editor_app.ui.views.settings.house import House
from editor_app.ui.views.settings.looks import desk_section, looks_section
from editor_app.ui.views.settings.members import Members
from editor_app.ui.views.settings.routes import Routes
from editor_app.ui.views.settings.team_pictures import TeamPictures
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Label, Surface, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH = 760
_SIDE = 200
_SETTLING_MS = 1_500
"""Sections above a wanted one may still grow so long after it was asked for."""


class SettingsView(View):
    """Everything that can be chosen, and what is known about this workspace and program."""

    @override
    def title(self) -> str:
        return tr("Settings")

    @override
    def build(self) -> None:
        self.search = LineInput(name=tr("Search the settings"), hint=tr("Search the settings"))
        self.search.textChanged.connect(self._search)
        self.members = Members(self.shell, self)
        self.routes = Routes(self.shell, self)
        self.house = House(self.shell, self)
        self.backups = Backups(self.shell, self)
        self.pictures = TeamPictures(self.shell, self)
        self.sections = [
            looks_section(),
            desk_section(self.shell, self),
            self.members.section,
            self.routes.section,
            self.house.workspace,
            *([self.pictures.section] if self.pictures.is_team else []),
            self.backups.section,
            self.house.program,
        ]
        self._wanted: QWidget | None = None
        self._nothing = Label(tr("No setting is called so."), Role.BODY, "ink2")
        self._nothing.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 32)
        column.setSpacing(24)
        column.addWidget(self._nothing)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        page = boxed(column)
        page.setMaximumWidth(fonts.scaled(_WIDTH) + 48)
        holder = QWidget()
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(page, 1)
        middle.addStretch(0)
        self._area = scrolled(holder)
        self._area.verticalScrollBar().rangeChanged.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._area, 1)

    def _side(self) -> Surface:
        side = Surface("panel", "right")
        side.setFixedWidth(fonts.scaled(_SIDE) + 32)
        parts: list[QWidget | int | None] = [self.search, 12]
        for section in self.sections:
            button = _Jump(section.title)
            button.clicked.connect(lambda _checked=False, key=section.key: self.show_section(key))
            parts.append(button)
        side.setLayout(down(*parts, None, gap=4, margins=(16, 20, 16, 16)))
        return side

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        self.house.look()
        self.routes.look()
        self.backups.look()
        self.pictures.look()
        name = arguments.get("member", "")
        self.members.look(lambda: self._arrive(arguments.get("section", ""), name))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"member", "member_key", "deputy"}:
            self.members.look()
        if "route" in kinds:
            self.routes.look()
        if "workspace" in kinds:
            self.pictures.look()

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (
            Action(tr("Search the settings"), self.search.setFocus, "search", "Ctrl+F"),
            Action(tr("Invite a member…"), self.members.invite, "user-plus"),
            *self.members.actions_offered(),
            Action(tr("Name a deputy…"), self.members.name_deputy, "users"),
            Action(tr("Add a route…"), self.routes.add, "plus"),
            *self.pictures.actions_offered(),
            Action(tr("Back up now"), self.backups.back_up, "archive"),
            Action(tr("Restore a backup…"), self.backups.restore, "history"),
            Action(tr("Copy the diagnosis"), self.house.copy_diagnosis, "clipboard-copy"),
            Action(tr("Show the tour"), self.house.show_tour, "flag"),
        )

    def show_section(self, key: str) -> None:
        """Scroll to a section."""
        self.search.clear()
        section = next((each for each in self.sections if each.key == key), None)
        if section is not None:
            self._wanted = section
            QTimer.singleShot(0, section, self._follow)
            QTimer.singleShot(_SETTLING_MS, section, self._arrived)

    def _arrive(self, key: str, member: str) -> None:
        if key:
            self.show_section(key)
        if member:
            self.members.confirm(member)

    def _follow(self) -> None:
        """Keep the wanted section at the top while what stands above it is still being read."""
        if self._wanted is not None:
            self._area.verticalScrollBar().setValue(max(0, self._wanted.y() - 20))

    def _arrived(self) -> None:
        self._wanted = None

    def _search(self, wanted: str) -> None:
        found = [section.search(wanted) for section in self.sections]
        self._nothing.setVisible(not any(found))


class _Jump(Button):
    """A section's name at the left; takes one there."""

    def __init__(self, text: str) -> None:
        super().__init__(text, Kind.QUIET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.widen(_SIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                paint.box(painter, QRectF(self.rect()), Radius.BUTTON, colours.sunk)
            box = QRectF(self.rect()).adjusted(10, 0, -8, 0)
            paint.text(painter, box, self.text(), Role.BODY, colours.ink)
