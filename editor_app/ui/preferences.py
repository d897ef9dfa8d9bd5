"""What a person chose about this program on this computer; apart because it belongs to no workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from editor_app.ui.theme import CHOICES

if TYPE_CHECKING:
    from editor_app.ui.theme import Choice

SCALES: Final = (1.0, 1.25, 1.5, 2.0)
IDLE_MINUTES: Final = (5, 10, 15, 30)
_DEFAULT_IDLE: Final = 10
_MOST_RECENT: Final = 8


class Preferences(QObject):
    """Kept in an ini file; `changed` names what was changed: "theme", "language", "scale", "still", "idle"."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._kept = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self._kept.fileName())

    @property
    def theme(self) -> Choice:
        """What was chosen about looks."""
        said = self._text("theme")
        return next((choice for choice in CHOICES if choice == said), "system")

    def set_theme(self, choice: Choice) -> None:
        """Choose the looks."""
        self._keep("theme", choice)

    @property
    def language(self) -> str:
        """Either "zh_CN" or "en", or empty: as the system."""
        said = self._text("language")
        return said if said in ("zh_CN", "en") else ""

    def set_language(self, name: str) -> None:
        """Choose the window's language."""
        self._keep("language", name)

    @property
    def scale(self) -> float:
        """How much all text is enlarged, 1.0 to 2.0."""
        try:
            return min(2.0, max(1.0, float(self._text("scale") or 1.0)))
        except ValueError:
            return 1.0

    def set_scale(self, factor: float) -> None:
        """Enlarge all text."""
        self._keep("scale", f"{factor:g}")

    @property
    def still(self) -> bool:
        """Whether motion is reduced."""
        return self._text("still") == "yes"

    def set_still(self, *, still: bool) -> None:
        """Reduce motion, or not."""
        self._keep("still", "yes" if still else "no")

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key or a click the window is locked."""
        said = self._text("idle")
        return int(said) if said.isdigit() and int(said) in IDLE_MINUTES else _DEFAULT_IDLE

    def set_idle_minutes(self, minutes: int) -> None:
        """Choose when the window is locked."""
        self._keep("idle", str(minutes))

    @property
    def notices(self) -> bool:
        """Whether the desktop is told when a person is needed."""
        return self._text("notices") != "no"

    def set_notices(self, *, on: bool) -> None:
        """Tell the desktop, or not."""
        self._keep("notices", "yes" if on else "no")

    @property
    def sound(self) -> bool:
        """Whether it rings when a publisher is needed."""
        return self._text("sound") != "no"

    def set_sound(self, *, on: bool) -> None:
        """Let it ring, or not."""
        self._keep("sound", "yes" if on else "no")

    @property
    def tour_seen(self) -> bool:
        """Whether the tour was shown or skipped once."""
        return self._text("tour") == "seen"

    def see_tour(self) -> None:
        """Don't show the tour by itself any more."""
        self._keep("tour", "seen")

    def recent(self) -> list[str]:
        """Workspaces opened here, the latest first."""
        try:
            said = json.loads(self._text("recent") or "[]")
        except ValueError:
            return []
        return [place for place in said if isinstance(place, str)] if isinstance(said, list) else []

    def remember(self, place: str) -> None:
        """Put a workspace at the head of the recent ones."""
        self._keep("recent", json.dumps([place, *(p for p in self.recent() if p != place)][:_MOST_RECENT]))

    def forget(self, place: str) -> None:
        """Leave a workspace out from now on."""
        self._keep("recent", json.dumps([p for p in self.recent() if p != place]))

    def last_person(self, workspace: str) -> str:
        """Who sat at this workspace last; the sign-in begins with them."""
        return self._text(f"person/{workspace}")

    def remember_person(self, workspace: str, name: str) -> None:
        """Begin the next sign-in with `name`."""
        self._keep(f"person/{workspace}", name)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty = nowhere yet."""
        said = self._kept.value("geometry")
        return said if isinstance(said, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window stands."""
        self._kept.setValue("geometry", geometry)

    def _text(self, key: str) -> str:
        said = self._kept.value(key, "")
        return said if isinstance(said, str) else ""

    def _keep(self, key: str, text: str) -> None:
        if self._text(key) == text:
            return
        self._kept.setValue(key, text)
        self._kept.sync()
        self.changed.emit(key)


_active: list[Preferences] = []


def active() -> Preferences:
    """The preferences of this process; `use` says which, else those of the person's own file."""
    if not _active:
        _active.append(Preferences())
    return _active[0]


def use(preferences: Preferences) -> None:
    """Make `preferences` those of this process."""
    _active[:] = [preferences]


def default_path() -> Path:
    """The ini file in the person's own folder for settings."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "press-desk" / "press-desk.ini"
