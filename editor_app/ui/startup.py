"""Qt made ready: input method, language, looks and Qt's own words; apart because all of it comes before any window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QRectF, Qt, QTranslator
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from editor_app.translation import system_language
from editor_app.ui import garbage, i18n, inputmethod, paint, preferences, theme
from editor_app.ui import type as fonts
from editor_app.ui.seal import Seal, paint_seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.ui.preferences import Preferences

_translators: list[QTranslator] = []


def make_application(arguments: Sequence[str], chosen: Preferences, language: str = "") -> QApplication:
    """The application in the chosen language and looks.

    Args:
        arguments: what stands behind the program's name.
        chosen: of this person.
        language: for this run only, as `--lang` says; empty = as chosen.
    """
    inputmethod.choose(os.environ, inputmethod.fcitx_loads)
    # The exact preview's browser is loaded on demand, long after the window: it needs contexts shared from the start.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(["press-desk", *arguments])
    garbage.keep_here(app)
    app.setApplicationName("press-desk")
    app.setDesktopFileName("io.github.press_desk")
    preferences.use(chosen)
    speak(language or chosen.language or system_language())
    theme.apply(app, theme.Theme(chosen.theme, scale=chosen.scale, still=chosen.still))
    app.setApplicationDisplayName("")
    app.setWindowIcon(_icon())
    app.setQuitOnLastWindowClosed(False)
    return app


def speak(language: str) -> None:
    """Let the window and Qt's own dialogs speak `language` from now on; windows change when they are built anew."""
    i18n.use_language(language)
    app = QApplication.instance()
    if app is None:
        return
    for translator in _translators:
        app.removeTranslator(translator)
    _translators.clear()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if i18n.is_chinese() and translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
        _translators.append(translator)


def apply(name: str) -> bool:
    """Bring a changed preference into force; whether windows must be built anew for it."""
    chosen, looks = preferences.active(), theme.active()
    if name == "theme":
        looks.choose(chosen.theme)
    elif name == "still":
        looks.set_still(still=chosen.still)
    elif name == "scale":
        fonts.set_scale(chosen.scale)
        looks.choose(looks.choice)
    elif name == "language":
        speak(chosen.language or system_language())
        looks.choose(looks.choice)
    return name in ("scale", "language")


def _icon() -> QIcon:
    """The program's mark, in ink."""
    made = QIcon()
    for side in (32, 64, 128):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint.smooth(painter)
            paint_seal(painter, QRectF(0, 0, side, side), Seal.BRAND, "政")
        made.addPixmap(pixmap)
    return made
