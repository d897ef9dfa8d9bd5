"""Who else is at the document, at the right of the toolbar; apart because it is read, and never pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role

if TYPE_CHECKING:
    from editor_app.ui.presence import Presence

_WIDEST: Final = 230
_ICON: Final = 22


class HereMark(QWidget):
    """An icon and one line that gives way to the toolbar's buttons; the whole of it is the tooltip."""

    def __init__(self, presence: Presence) -> None:
        super().__init__()
        self._presence = presence
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)
        presence.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words = self._presence.words()
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wanted = fonts.width(self._presence.words(), Role.NOTE) + fonts.scaled(_ICON) + 4
        return QSize(min(wanted, fonts.scaled(_WIDEST)), fonts.scaled(24))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(_ICON), fonts.scaled(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            corner = QPointF(0, round(box.center().y() - 7))
            icon = "pen-line" if self._presence.is_written else "users"
            icons.paint(painter, icon, corner, icons.INLINE, colours.ink2)
            paint.text(
                painter, box.adjusted(fonts.scaled(_ICON), 0, 0, 0), self._presence.words(), Role.NOTE, colours.ink2
            )
