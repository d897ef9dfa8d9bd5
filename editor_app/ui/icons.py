"""Lucide icons in any colour at one stroke weight; apart because QtSvg knows neither currentColor nor variables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor_app.resources import resource
from editor_app.ui import theme

INLINE: Final = 16
TOOL: Final = 18
RAIL: Final = 20
LARGE: Final = 24
_STROKE: Final = 1.5  # pixels on screen, at every size


def paint(painter: QPainter, name: str, corner: QPointF, size: int, colour: QColor) -> None:
    """Paint icon `name` with its left top at `corner`."""
    painter.drawPixmap(corner, pixmap(name, size, colour, painter.device().devicePixelRatio()))


def icon(name: str, size: int = TOOL, colour: QColor | None = None) -> QIcon:
    """A QIcon in ink2 (ink3 when disabled), for Qt's menus and actions."""
    colours = theme.colours()
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, size, colour or colours.ink2, ratio))
        made.addPixmap(pixmap(name, size, colours.ink3, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels."""
    return _pixmap(name, size, colour.name(), ratio)


def exists(name: str) -> bool:
    """Whether resources/icons holds `name`."""
    try:
        _source(name)
    except FileNotFoundError:
        return False
    return True


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def svg(name: str, size: int, colour: str) -> str:
    """The drawing with its stroke in `colour`, 1.5 px wide once it is shown at `size`."""
    text = _source(name).replace("currentColor", colour)
    return re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{_STROKE * 24 / size:g}"', text)


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(svg(name, size, colour).encode()))
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
