"""One account in the list: tile, name, where it is, and how it stands; apart for its paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout
from typing_extensions import override

from editor_app.ui import badges, focus, glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Card

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.platforms.offering import Choosable
    from editor_app.services.accounts import Health

_HEIGHT: Final = 60


def health_look(health: Health) -> tuple[str, str]:
    """Mark and colour of how an account stands."""
    if health.account.state.value == "closed":
        return "cancelled", "ink3"
    if health.is_absent or health.account.state.value == "needs_sign_in" or health.has_secret is False:
        return "ask", "ochre"
    if health.paused_until is not None:
        return "held", "ochre"
    if health.last_look is not None and health.last_look.words is not None:
        return "advised", "ochre"
    if not health.account.filing_number and not health.is_exempt:
        return "note", "ink2"
    return "verified", "green"


class AccountRow(QAbstractButton):
    """The whole row is the target."""

    def __init__(self, health: Health, shown: Choosable, warning: tuple[str, bool] | None = None) -> None:
        super().__init__()
        self.health = health
        self._tile = shown.tile
        self.first = True
        look = health_look(health)
        self._look, self._words = look, said(health.words)
        if warning is not None and look[0] in {"verified", "note"}:
            self._words, is_late = warning
            self._look = ("must_fix", "carmine") if is_late else ("advised", "ochre")
        self._where = joined(said(shown.title), health.account.url)
        self.setText(health.account.name)
        self.setCheckable(True)
        self.setAccessibleName(joined(health.account.name, self._where, self._words))
        self.setToolTip(tip(self._words))
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, fonts.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self.isChecked() or self.underMouse():
                fill = colours.indigo_wash if self.isChecked() else colours.panel
                paint.box(painter, inside, 5, fill)
            if not self.first:
                paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            middle = self.height() / 2
            badges.paint_tile(painter, 16, round(middle - 10), self._tile)
            right = self._paint_health(painter, middle)
            step = fonts.scaled(20)
            room = right - 52
            is_closed = self.health.account.state.value == "closed"
            ink = colours.ink3 if is_closed else colours.ink
            paint.text(painter, QRectF(52, middle - step, room, step), self.text(), Role.BODY_BOLD, ink)
            paint.text(painter, QRectF(52, middle + 1, room, step), self._where, Role.NOTE, colours.ink2)

    def _paint_health(self, painter: QPainter, middle: float) -> float:
        """Mark and words at the right; returns where they begin."""
        colours = theme.colours()
        mark, tone = self._look
        room = min(fonts.width(self._words, Role.DENSE) + 2, self.width() * 0.42)
        left = self.width() - 16 - room
        box = QRectF(left - 24, round(middle - 8), 16, 16)
        glyphs.paint(painter, mark, box, colours[tone], colours.on_state)
        words = QRectF(left, 0, room, self.height())
        paint.text(painter, words, self._words, Role.DENSE, colours["ink2" if tone == "green" else tone])
        return left - 36

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class AccountList(Card):
    """Every account on one paper."""

    chosen = Signal(object)  # Health

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[AccountRow] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda row: self.chosen.emit(row.health))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_all(
        self,
        known: Sequence[tuple[Health, Choosable]],
        current: str,
        warnings: Mapping[str, tuple[str, bool]] | None = None,
    ) -> None:
        """Show each account as what it was connected as.

        Args:
            known: in their order.
            current: the name of the one chosen.
            warnings: by name, what is to be looked after of an account that is well otherwise; whether it is too late.
        """
        told = warnings or {}
        for row in self.rows:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [AccountRow(health, shown, told.get(health.account.name)) for health, shown in known]
        for place, row in enumerate(self.rows):
            row.first = place == 0
            row.setChecked(row.health.account.name == current)
            self._group.addButton(row)
            self._column.addWidget(row)
