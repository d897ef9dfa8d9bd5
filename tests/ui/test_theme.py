import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor_app.ui import theme
from editor_app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT


def test_a_theme_is_switched_while_windows_are_open(qapp: QApplication, qtbot: QtBot, looks: theme.Theme) -> None:
    label = QLabel("政")
    qtbot.addWidget(label)
    label.show()
    looks.choose("dark")
    assert label.palette().color(QPalette.ColorRole.Window) == DARK.desk
    looks.choose("contrast")
    assert qapp.palette().color(QPalette.ColorRole.Base) == HIGH_CONTRAST.paper
    assert theme.colours() is HIGH_CONTRAST


def test_who_holds_colours_is_told_after_the_palette_was_set(qapp: QApplication, looks: theme.Theme) -> None:
    seen = []
    looks.changed.connect(lambda: seen.append(qapp.palette().color(QPalette.ColorRole.Base).name()))
    looks.choose("dark")
    assert seen == [DARK.paper.name()]


def test_the_systems_choice_is_read_and_never_set(looks: theme.Theme) -> None:
    looks.choose("system")
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert looks.colours is (DARK if dark else LIGHT)
    assert looks.choice == "system"


def test_motion_can_be_turned_off() -> None:
    quiet = theme.Theme(still=True)
    assert quiet.is_still
    quiet.set_still(still=False)
    assert not quiet.is_still


def test_disabled_words_are_grey_and_still_readable() -> None:
    palette = theme.qt_palette(LIGHT)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == LIGHT.ink3


def test_the_window_loads_nothing_but_qt() -> None:
    heavy = "sqlalchemy alembic httpx keyring altair vl_convert typst markdown PIL cryptography pypinyin sqlite3"
    probe = f"import sys, editor_app.ui.main_window; print(sorted(set({heavy.split()!r}) & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
