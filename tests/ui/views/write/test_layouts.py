"""Layouts filled anew."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.layouts import emptied, scrolled


def test_everything_goes_but_what_is_kept(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    gone, kept = QLabel("甲"), QLabel("乙")
    layout.addWidget(gone)
    layout.addWidget(kept)
    layout.addStretch(1)
    emptied(layout, kept)
    assert layout.count() == 0
    assert gone.isHidden()
    layout.addWidget(kept)
    holder.show()
    assert kept.isVisible()


def test_a_page_scrolls_up_and_down_only(qtbot: QtBot) -> None:
    area = scrolled(QLabel("页"))
    qtbot.addWidget(area)
    assert area.widgetResizable()
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
