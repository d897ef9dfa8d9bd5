"""Buttons: the deed in words, in six weights; apart because only these may be pressed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Palette, Radius, Role, Size
from editor_app.ui.widgets.labels import Label, across

_GAP: Final = 8


class Kind(StrEnum):
    """How much a button weighs."""

    PRIMARY = "primary"  # ink; one per screen
    SECONDARY = "secondary"
    QUIET = "quiet"
    SEAL = "seal"  # sets a seal, nothing else
    DANGER = "danger"  # withdraws or deletes; never filled
    LINK = "link"  # a word in a sentence or a row


class _Look(NamedTuple):
    fill: QColor | None
    border: QColor | None
    ink: QColor


class Button(QPushButton):
    """A button with a verb; `block` disables it and says why."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        small: bool = False,
        keys: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text)
        self.kind = kind
        self._icon = icon
        self._small = small
        self._least = 0
        self.setAccessibleName(name or text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind is Kind.LINK else Qt.CursorShape.ArrowCursor)
        if keys:
            self.setShortcut(QKeySequence(keys))
            self.setToolTip(f"{name or text}  {QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")

    def block(self, reason: str) -> None:
        """Disable the button because of `reason`, or enable it when `reason` is empty."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def widen(self, least: int) -> None:
        """Be at least `least` px wide (at 100 %), so that buttons below each other align."""
        self._least = least
        self.updateGeometry()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    @property
    def role(self) -> Role:
        """The type role of the words."""
        if self.kind is Kind.SEAL:
            return Role.BODY_BOLD
        return Role.DENSE if self._small or self.kind is Kind.LINK else Role.BODY

    @override
    def sizeHint(self) -> QSize:
        size = icons.INLINE if self._small or self.kind is Kind.LINK else icons.TOOL
        words = fonts.width(self.text(), self.role) if self.text() else 0
        inner = words + (size if self._icon else 0) + (_GAP if self._icon and words else 0)
        padding = 0 if self.kind is Kind.LINK else 20 if self._small else 24
        height = Size.ROW_CONTROL if self._small or self.kind is Kind.LINK else Size.CONTROL
        least = max(self._least, height) if self.kind is not Kind.LINK else 0
        return QSize(max(inner + padding, fonts.scaled(least)), fonts.scaled(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        look = self._look(colours)
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            if look.fill is not None or look.border is not None:
                paint.box(painter, box, Radius.BUTTON, look.fill, look.border)
            self._paint_content(painter, box, look.ink)

    def _paint_content(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        size = icons.INLINE if self._small or self.kind is Kind.LINK else icons.TOOL
        words = self.text()
        advance = fonts.width(words, self.role) if words else 0
        mark = (size if self._icon else 0) + (_GAP if self._icon and words else 0)
        advance = min(advance, int(box.width()) - mark)
        x = box.x() + (box.width() - advance - mark) / 2
        if self._icon:
            corner = QPointF(round(x), round(box.center().y() - size / 2))
            icons.paint(painter, self._icon, corner, size, ink)
            x += size + _GAP
        if words:
            paint.text(painter, QRectF(x, box.y(), advance + 1, box.height()), words, self.role, ink)
            if self.kind is Kind.LINK and (self.underMouse() or not self._small):
                paint.horizontal(painter, x, x + advance, box.center().y() + fonts.scaled(9), ink)

    def _look(self, colours: Palette) -> _Look:
        if not self.isEnabled():
            flat = self.kind in (Kind.QUIET, Kind.LINK)
            return _Look(None if flat else colours.panel, None if flat else colours.line, colours.ink3)
        lit = self.isDown() or self.isChecked()
        hovered = self.underMouse()
        touched = lit or hovered
        return {
            Kind.PRIMARY: _Look(colours.ink2 if hovered and not lit else colours.ink, None, colours.on_ink),
            Kind.SECONDARY: _Look(
                colours.sunk if lit else colours.panel if hovered else colours.paper, colours.edge, colours.ink
            ),
            Kind.QUIET: _Look(colours.sunk if touched else None, None, colours.ink2),
            Kind.SEAL: _Look(colours.seal, None, colours.on_seal),
            Kind.DANGER: _Look(colours.carmine_wash if touched else colours.paper, colours.carmine, colours.carmine),
            Kind.LINK: _Look(None, None, colours.indigo),
        }[self.kind]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class IconButton(Button):
    """A square of 28 px with an icon; its name is what a screen reader and the tip say."""

    def __init__(self, icon: str, name: str, *, keys: str = "", checkable: bool = False, framed: bool = False) -> None:
        super().__init__("", Kind.SECONDARY if framed else Kind.QUIET, icon=icon, keys=keys, name=name)
        self._side = Size.CONTROL if framed else Size.ROW_CONTROL
        self.setCheckable(checkable)
        if not keys:
            self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)


class ReasonedButton(QWidget):
    """A button whose reason for being disabled stands beside it in words."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.button = button
        self._reason = Label("", Role.DENSE, "ink2", align=paint.RIGHT)
        self._reason.hide()
        self.setLayout(across(self._reason, button, gap=12))

    def block(self, reason: str) -> None:
        """Disable the button because of `reason`, shown beside it; enable it when `reason` is empty."""
        self.button.block(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
