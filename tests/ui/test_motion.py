from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor_app.ui import motion, theme


def test_nothing_moves_when_motion_is_reduced(qtbot: QtBot) -> None:
    label = QLabel("政")
    qtbot.addWidget(label)
    label.show()
    motion.fade_in(label, 80)
    assert label.graphicsEffect() is None


def test_a_fade_leaves_nothing_behind(qtbot: QtBot, looks: theme.Theme) -> None:
    looks.set_still(still=False)
    label = QLabel("政")
    qtbot.addWidget(label)
    label.show()
    motion.fade_in(label, 20)
    assert label.graphicsEffect() is not None
    qtbot.waitUntil(lambda: label.graphicsEffect() is None)
