"""Layouts that are filled anew and pages that scroll; apart because most panels of this view have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QWidget


def emptied(layout: QBoxLayout, *kept: QWidget) -> None:
    """Take everything out of `layout`; widgets go away but for those to be kept."""
    while (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None and widget not in kept:
            widget.hide()
            widget.deleteLater()


def scrolled(page: QWidget) -> QScrollArea:
    """`page` in a frame that scrolls up and down, on the ground of whatever is behind."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
