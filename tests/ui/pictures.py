"""Paints the kit in every theme, language and size into a folder, to be judged by eye beside the mock-ups.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures FOLDER [NAME...]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.ui import i18n, theme
from editor_app.ui import type as fonts
from tests.ui import gallery

if TYPE_CHECKING:
    from collections.abc import Callable

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


if __name__ == "__main__":
    sys.exit(main())
