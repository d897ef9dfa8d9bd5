"""Pictures of a real window with a person seated: what the demonstration and the documents show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.ui import preferences, startup, theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.secrets import Secret
    from editor_app.ui.theme import Choice

_LOOK_EVERY_MS = 120
_QUIET_LOOKS = 5
"""Equal pictures in a row before the window counts as ready."""
_PATIENCE_MS = 12_000


class Pose(NamedTuple):
    """How the window stands for its picture."""

    language: str
    theme: Choice
    size: tuple[int, int]
    path: Path


class Sitter(NamedTuple):
    """Who sits at the window, and what it shows."""

    workspace: Path
    member: str
    passphrase: Secret
    place: str
    arguments: Mapping[str, str]


def take(sitter: Sitter, poses: Sequence[Pose], settings: Path) -> None:
    """Open one window for the person and keep a picture of it in every pose.

    Args:
        sitter: of a practice workspace.
        poses: one after another.
        settings: a file for the window's preferences, apart from the person's own.

    Raises:
        DeskError: the workspace doesn't open, or the passphrase is wrong.
        OSError: a picture can't be written.
    """
    from editor_app.ui.app import open_window, session_of

    chosen = preferences.Preferences(settings)
    chosen.see_tour()
    if QApplication.instance() is None:
        startup.make_application((), chosen)
    preferences.use(chosen)
    window = open_window(sitter.workspace, sitter.member, sitter.passphrase, poses[0].size)
    window.show()
    for pose in poses:
        startup.speak(pose.language)
        theme.active().choose(pose.theme)
        session_of(window).rebuild()
        window.resize(*pose.size)
        window.go(sitter.place, **sitter.arguments)
        _stand_still(window)
        if not window.grab().save(str(pose.path)):
            raise OSError(f"{pose.path} can't be written")
    window.close()
    window.deleteLater()


def _stand_still(window: QWidget) -> None:
    """Let the window work until it looks the same for a while, at most twelve seconds."""
    loop, looks = QEventLoop(), QTimer()
    seen: list[bytes] = []

    def look() -> None:
        image = window.grab().toImage()
        seen.append(bytes(image.constBits()))
        del seen[:-_QUIET_LOOKS]
        if len(seen) == _QUIET_LOOKS and len(set(seen)) == 1:
            loop.quit()

    looks.timeout.connect(look)
    looks.start(_LOOK_EVERY_MS)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    looks.stop()
