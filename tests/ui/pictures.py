"""Pictures to be judged by eye beside the mock-ups: of the kit, and of scenes that the views' scripts name.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures FOLDER [NAME...] paints the kit in every theme, language and
size. A script of a view calls `run`: in a real window on a real office, each scene in eight poses (FEW=1: in three).
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.services import accounts
from editor_app.ui import i18n, preferences, startup, theme
from editor_app.ui import type as fonts
from editor_app.ui.app import session_of, window_for
from editor_app.ui.overlay import Overlay
from tests.ui import gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow

    Scene = Callable[[MainWindow], object]

SIZES = {"": QSize(1440, 900), "-720": QSize(1280, 720)}
LOOKS = {"": "light", "-dark": "dark", "-hc": "contrast"}
TONGUES = {"": "zh_CN", "-en": "en"}


def main() -> int:
    """Paint everything, or the pictures whose name begins with one of those given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    looks = theme.Theme("light", still=True)
    theme.apply(app, looks)
    for name, make in gallery.PAGES.items():
        if len(sys.argv) > 2 and not any(name.startswith(wanted) for wanted in sys.argv[2:]):
            continue
        for size_suffix, size in SIZES.items():
            for look_suffix, look in LOOKS.items():
                for tongue_suffix, tongue in TONGUES.items():
                    if look_suffix == "-hc" and (tongue_suffix or size_suffix):
                        continue
                    i18n.use_language(tongue)
                    fonts.set_scale(1.0)
                    looks.choose(look)
                    paint(app, make, size, folder / f"{name}{look_suffix}{tongue_suffix}{size_suffix}.png")
    return 0


def paint(app: QApplication, make: Callable[[], QWidget], size: QSize, path: Path) -> None:
    """Show the page and grab it once its events are done."""
    page = make()
    page.resize(size)
    page.show()
    after = getattr(page, "after_show", None)
    if after is not None:
        after()
    settle(app)
    page.grab().save(str(path))
    page.close()
    page.deleteLater()
    settle(app)


def settle(app: QApplication) -> None:
    """Let layouts and deferred deletions happen."""
    for _ in range(4):
        app.sendPostedEvents()
        QApplication.processEvents()
    app.topLevelAt(QPoint(0, 0))


@dataclass(frozen=True)
class Play:
    """What a script shows: scenes by name, and who sits at the window in each."""

    seat: Seat
    scenes: Mapping[str, Scene]
    others: Mapping[str, Seat] = field(default_factory=dict)
    """By scene, where another person than `seat` looks."""

    def seat_of(self, scene: str) -> Seat:
        """Who looks."""
        return self.others.get(scene, self.seat)


POSES = [
    (language, look, size)
    for language in ("zh_CN", "en")
    for look in ("light", "dark")
    for size in ((1440, 900), (1280, 720))
]
FEW = [POSES[0], POSES[3], POSES[5]]


def run(make: Callable[[Path], Play]) -> None:
    """Grab the scenes named on the command line (else all) into its folder, then end the process.

    Args:
        make: stages an office in a folder; the window's own sender finds every account of it taken.
    """
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    play = make(Path(tempfile.mkdtemp()) / "office")
    windows: dict[str, MainWindow] = {}
    with ExitStack() as held:
        for account in accounts.all_accounts(play.seat.desk):
            lock = play.seat.desk.store.locks.account_lock(account.id)
            assert lock is not None
            held.enter_context(lock)
        for name in sys.argv[2:] or list(play.scenes):
            seat = play.seat_of(name)
            if seat.member.id not in windows:
                windows[seat.member.id] = window_for(seat)
            grab(windows[seat.member.id], play.scenes[name], folder / name)
        sys.stdout.flush()
        os._exit(0)


def grab(window: MainWindow, scene: Scene, path: Path) -> None:
    """The scene in every pose; `path` is the beginning of the pictures' names."""
    for language, look, (width, height) in FEW if os.environ.get("FEW") else POSES:
        startup.speak(language)
        theme.active().choose(look)
        session_of(window).rebuild()
        window.resize(width, height)
        window.show()
        scene(window)
        wait(900)
        window.grab().save(f"{path}-{language}-{look}-{width}x{height}.png")
        for overlay in window.findChildren(Overlay):
            overlay.leave()
    window.hide()


def wait(milliseconds: int) -> None:
    """Let the window work; pictures, not tests, so that a fixed time is enough."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
