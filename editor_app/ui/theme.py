"""The theme of the running window and its live switch; apart because only here Qt's palette and style are set."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from editor_app.ui import type as fonts
from editor_app.ui.style import PressStyle, sheet
from editor_app.ui.tokens import DARK, LIGHT, PALETTES, Palette, Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)
Choice = Literal["system", "light", "dark", "contrast"]
CHOICES: Final[tuple[Choice, ...]] = ("system", "light", "dark", "contrast")


class Theme(QObject):
    """What the person chose about looks; `changed` asks every widget that holds colours to take them again."""

    changed = Signal()

    def __init__(self, choice: Choice = "light", *, scale: float = 1.0, still: bool = False) -> None:
        super().__init__()
        self._choice: Choice = choice
        self._still = still
        fonts.set_scale(scale)

    @property
    def choice(self) -> Choice:
        """What was chosen, "system" included."""
        return self._choice

    @property
    def colours(self) -> Palette:
        """The palette in force."""
        if self._choice == "system":
            hints = QGuiApplication.styleHints()
            return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return PALETTES[self._choice]

    @property
    def is_still(self) -> bool:
        """Whether motion is reduced: nothing fades, turns or lands."""
        return self._still

    def choose(self, choice: Choice) -> None:
        """Switch the palette while the window is open."""
        self._choice = choice
        self.changed.emit()

    def set_still(self, *, still: bool) -> None:
        """Turn motion off or on."""
        self._still = still
        self.changed.emit()


_active: list[Theme] = []


def active() -> Theme:
    """The theme of this process; a light one until `apply` was called, as QApplication has a palette of its own."""
    if not _active:
        _active.append(Theme())
    return _active[0]


def colours() -> Palette:
    """The palette in force; paint events ask anew each time, so a switch needs no copy to be refreshed."""
    return active().colours


def apply(app: QApplication, theme: Theme) -> None:
    """Make `theme` the look of `app`, now and at each of its changes."""
    _active[:] = [theme]
    app.setStyle(PressStyle(colours))
    _dress(app, theme)
    # Direct calls in this order: Qt's palette first, then those who listen to `changed` after us.
    theme.changed.connect(lambda: _dress(app, theme))


def _dress(app: QApplication, theme: Theme) -> None:
    palette = theme.colours
    app.setFont(fonts.font(Role.BODY))
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(sheet(palette))


def qt_palette(palette: Palette) -> QPalette:
    """Our pigments in Qt's roles."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, colour in {
        role.Window: palette.desk,
        role.Base: palette.paper,
        role.AlternateBase: palette.panel,
        role.WindowText: palette.ink,
        role.Text: palette.ink,
        role.ButtonText: palette.ink,
        role.BrightText: palette.on_ink,
        role.Button: palette.paper,
        role.PlaceholderText: palette.ink3,
        role.Highlight: palette.indigo_wash,
        role.HighlightedText: palette.ink,
        role.Link: palette.indigo,
        role.LinkVisited: palette.indigo,
        role.ToolTipBase: palette.ink,
        role.ToolTipText: palette.on_ink,
        role.Light: palette.paper,
        role.Midlight: palette.line,
        role.Mid: palette.line,
        role.Dark: palette.edge,
        role.Shadow: palette.edge,
        role.Accent: palette.indigo,
    }.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.ink3))
    return made
