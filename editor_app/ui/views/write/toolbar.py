"""The toolbar over the sheet and its overflow menu; apart because it only names deeds that `actions` carries out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Size
from editor_app.ui.view import Action
from editor_app.ui.widgets.buttons import IconButton
from editor_app.ui.widgets.labels import Rule, Surface

if TYPE_CHECKING:
    from collections.abc import Mapping

_GROUPS: Final = (
    ("documents",),
    ("undo", "redo"),
    ("heading", "bold", "bullets", "numbers", "quote", "link", "table"),
    ("picture", "chart"),
)
_RIGHT: Final = ("find", "focus", "outline", "more")


class ToolButton(IconButton):
    """A square of 28 px; `on` says that the caret stands in what it makes."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.icon, action.text)
        self.on = False
        tip = f"{action.text}  {action.keys}" if action.keys else action.text
        self.setToolTip(tip)
        self.clicked.connect(action.run)

    def set_on(self, *, on: bool) -> None:
        """Show it pressed or not."""
        if on != self.on:
            self.on = on
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            if self.on or self.underMouse() or self.isDown():
                paint.box(painter, box, Radius.BUTTON, colours.sunk)
            ink = colours.ink3 if not self.isEnabled() else colours.ink if self.on else colours.ink2
            corner = QPointF(round(box.center().x() - 9), round(box.center().y() - 9))
            icons.paint(painter, self._icon, corner, icons.TOOL, ink)


class Toolbar(Surface):
    """Deeds by name, as `actions.deeds_of` gives them."""

    def __init__(self, deeds: Mapping[str, Action], menu: tuple[str, ...], aside: QWidget | None = None) -> None:
        super().__init__("panel", "bottom")
        self.setFixedHeight(fonts.scaled(Size.TOOLBAR))
        self.setAccessibleName(tr("Toolbar"))
        self.buttons: dict[str, ToolButton] = {}
        self._deeds = deeds
        self._menu = menu
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(4)
        for place, group in enumerate(_GROUPS):
            if place:
                row.addSpacing(6)
                row.addWidget(Rule(upright=True, length=16))
                row.addSpacing(6)
            for name in group:
                row.addWidget(self._button(name))
        row.addStretch(1)
        if aside is not None:
            row.addSpacing(8)
            row.addWidget(aside)
            row.addSpacing(8)
        for name in _RIGHT:
            row.addWidget(self._button(name))

    def _button(self, name: str) -> ToolButton:
        action = self._deeds[name] if name != "more" else Action(tr("More"), self.open_menu, "ellipsis")
        self.buttons[name] = ToolButton(action)
        return self.buttons[name]

    def open_menu(self) -> None:
        """Show what has no button of its own."""
        button = self.buttons["more"]
        menu = self.menu()
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def menu(self) -> QMenu:
        """The menu behind the last button."""
        menu = QMenu(self)
        for name in self._menu:
            if not name:
                menu.addSeparator()
                continue
            deed = self._deeds[name]
            entry = menu.addAction(icons.icon(deed.icon), deed.text) if deed.icon else menu.addAction(deed.text)
            entry.triggered.connect(deed.run)
            entry.setEnabled(not deed.blocked())
        return menu
