"""Text, lines and grounds: the still parts of every view; apart because none of them can be acted on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role

_WIDEST: Final = 480


class Label(QLabel):
    """A text in one role and colour, on one elided line or wrapped at the role's own line height."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        colour: str = "ink",
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag = paint.LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.role = role
        self.colour = colour
        self._wraps = wrap
        self._align = align
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)  # QLabel takes height-for-width away from labels without it
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_colour(self, colour: str) -> None:
        """Show the text in another colour token."""
        self.colour = colour
        self.update()

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        advance = fonts.width(self.text(), self.role) + 1
        if self._wraps:
            advance = min(advance, fonts.scaled(_WIDEST))
            return QSize(advance, self.heightForWidth(advance))
        return QSize(advance, fonts.line(self.role))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), fonts.line(self.role))

    @override
    def heightForWidth(self, width: int) -> int:
        return fonts.line(self.role) * (len(self._lines(width)) if self._wraps else 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        colour = colours[self.colour] if self.isEnabled() else colours.ink3
        with QPainter(self) as painter:
            step = fonts.line(self.role)
            texts = self._lines(self.width()) if self._wraps else [self.text()]
            top = 0 if self._wraps else (self.height() - step) / 2
            for number, words in enumerate(texts):
                box = QRectF(0, top + number * step, self.width(), step)
                paint.text(painter, box, words, self.role, colour, self._align)

    def _lines(self, width: int) -> list[str]:
        return wrapped(self.text(), self.role, width)


def wrapped(text: str, role: Role, width: float) -> list[str]:
    """`text` broken into lines of at most `width` pixels by Unicode's rules, so that no line begins with 。."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, fonts.font(role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, 0))
            lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip(" "))
        layout.endLayout()
    return lines or [""]


class Rule(QWidget):
    """A hairline between things, horizontal or vertical."""

    def __init__(self, *, upright: bool = False, length: int | None = None) -> None:
        super().__init__()
        if upright:
            self.setFixedWidth(1)
            if length is not None:
                self.setFixedHeight(length)
        else:
            self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().line)


class Surface(QWidget):
    """A flat ground in a colour token, with lines at the chosen sides ("left", "top", "right", "bottom")."""

    def __init__(self, ground: str = "panel", *sides: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._sides = sides
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours[self._ground])
            right, bottom = self.width(), self.height()
            if "left" in self._sides:
                paint.vertical(painter, 0, 0, bottom, colours.line)
            if "right" in self._sides:
                paint.vertical(painter, right - 1, 0, bottom, colours.line)
            if "top" in self._sides:
                paint.horizontal(painter, 0, right, 0, colours.line)
            if "bottom" in self._sides:
                paint.horizontal(painter, 0, right, bottom - 1, colours.line)


class Card(QWidget):
    """A paper with a hairline around it and round corners."""

    def __init__(self, ground: str = "paper", border: str = "line", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ground = ground
        self.border = border

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.box(painter, QRectF(self.rect()), Radius.CARD, colours[self.ground], colours[self.border])


class Chip(Label):
    """A small fact in a rounded outline, such as a revision."""

    def __init__(self, text: str, colour: str = "ink2") -> None:
        super().__init__(text, Role.NOTE, colour)

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.width(self.text(), self.role) + 16, fonts.scaled(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            paint.box(painter, box, Radius.CHIP, None, colours.edge if colours.is_high_contrast else colours.line)
            paint.text(painter, box.adjusted(8, 0, -8, 0), self.text(), self.role, colours[self.colour])


class KeyCap(Label):
    """One key, such as Ctrl or Esc."""

    def __init__(self, text: str) -> None:
        super().__init__(text, Role.TINY, "ink2")
        self.setFixedSize(key_cap_width(text), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_key_cap(painter, 0, self.height() / 2, self.text())


def key_cap_width(text: str) -> int:
    """The width of a painted key."""
    return max(20, fonts.width(text, Role.TINY) + 11)


def paint_key_cap(painter: QPainter, left: float, middle: float, text: str) -> int:
    """Paint a key whose left is `left`; its width."""
    colours = theme.colours()
    box = QRectF(left, middle - 10, key_cap_width(text), 20)
    paint.box(painter, box, Radius.CHIP, colours.paper, colours.line if not colours.is_high_contrast else colours.edge)
    paint.text(painter, box, text, Role.TINY, colours.ink2, paint.CENTRE)
    return int(box.width())


def across(
    *parts: QWidget | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A row of widgets; an int is a fixed space, None takes what is left."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def down(*parts: QWidget | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets; an int is a fixed space, None takes what is left."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def _fill(
    layout: QBoxLayout, parts: tuple[QWidget | int | None, ...], gap: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)


def boxed(layout: QBoxLayout) -> QWidget:
    """A bare widget around a layout."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder
