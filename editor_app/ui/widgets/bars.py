"""Top bar and status bar of the window; apart because every view shares them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import focus, glyphs, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.labels import Chip, Label, Surface, key_cap_width, paint_key_cap

_SEARCH_WIDE: Final = 320
_SEARCH_NARROW: Final = 240


class CommandBox(QAbstractButton):
    """Looks like a search field and opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Search or run a command"))
        self.setAccessibleName(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.narrow = False

    @override
    def sizeHint(self) -> QSize:
        least = _SEARCH_NARROW if self.narrow else _SEARCH_WIDE
        needed = 33 + fonts.width(self.text(), Role.DENSE) + key_cap_width("Ctrl K") + 20
        return QSize(max(least, needed), fonts.scaled(Size.CONTROL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            border = colours.edge if colours.is_high_contrast or self.underMouse() else colours.line
            paint.box(painter, box, Radius.BUTTON, colours.panel, border)
            icons.paint(painter, "search", QPointF(9, round(box.center().y() - 8)), icons.INLINE, colours.ink2)
            cap = key_cap_width("Ctrl K")
            paint_key_cap(painter, box.right() - cap - 8, box.center().y(), "Ctrl K")
            paint.text(painter, box.adjusted(33, 0, -cap - 12, 0), self.text(), Role.DENSE, colours.ink3)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class PersonButton(Button):
    """Who sits at this desk: a circle with the first character, and the name; opens the change of person."""

    def __init__(self, name: str) -> None:
        super().__init__(name, Kind.QUIET, name=tr("{name}: change of person", name=name))

    @override
    def sizeHint(self) -> QSize:
        return QSize(24 + 8 + fonts.width(self.text(), Role.DENSE) + 12, fonts.scaled(Size.CONTROL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            if self.underMouse() or self.isDown():
                paint.box(painter, box, Radius.BUTTON, colours.sunk)
            circle = QRectF(4, box.center().y() - 12, 24, 24)
            paint.box(painter, circle, 12, None, colours.edge)
            font = fonts.sized("sans", 12, bold=False)
            paint.text_in(painter, circle, self.text()[:1], font, colours.ink, paint.CENTRE)
            paint.text(painter, box.adjusted(36, 0, 0, 0), self.text(), Role.DENSE, colours.ink)


class TopBar(Surface):
    """View title with facts at the left; search, freeze, notices and person at the right."""

    search_asked = Signal()
    freeze_asked = Signal()
    notices_asked = Signal()
    person_asked = Signal()

    def __init__(self, person: str) -> None:
        super().__init__("desk", "bottom")
        self.setFixedHeight(fonts.scaled(Size.TOP_BAR))
        self.title = Label("", Role.HEAD)
        self.chip = Chip("")
        self.facts = Label("", Role.DENSE, "ink2")
        self.search = CommandBox()
        self.freeze = Button(tr("Freeze all"), Kind.QUIET, icon="snowflake", small=True)
        self.notices = IconButton("bell", tr("Notices"))
        self.person = PersonButton(person)
        self.search.clicked.connect(self.search_asked)
        self.freeze.clicked.connect(self.freeze_asked)
        self.notices.clicked.connect(self.notices_asked)
        self.person.clicked.connect(self.person_asked)
        self._place()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addWidget(self.facts)
        row.addStretch(1)
        self._action: QWidget | None = None
        for part in (self.search, self.freeze, self.notices, self.person):
            row.addWidget(part)
        self._row = row

    def set_title(self, title: str, facts: str = "", *, document: bool = False, chip: str = "") -> None:
        """Show a view's name (sans) or a document's title (serif), a chip such as the revision, and facts."""
        self.title.role = Role.ROW_TITLE if document else Role.HEAD
        self.title.setText(title)
        self.title.setMaximumWidth(fonts.width(title, self.title.role) + 2)
        self.chip.setText(chip)
        self.chip.setVisible(bool(chip))
        self.facts.setText(facts)
        self.facts.setToolTip(tip(facts))

    def set_action(self, action: QWidget | None) -> None:
        """Show the view's one stand-alone deed between search and freeze, or none."""
        if self._action is not None:
            self._row.removeWidget(self._action)
            self._action.hide()
        self._action = action
        if action is not None:
            self._row.insertWidget(self._row.indexOf(self.freeze), action)
            action.show()

    def set_narrow(self, *, narrow: bool) -> None:
        """Use the small search box and drop the facts in a narrow window."""
        self.search.narrow = narrow
        self.search.updateGeometry()
        self.facts.setVisible(not narrow)
        self.title.setToolTip(self.facts.text() if narrow else "")


class Segment(QAbstractButton):
    """One fact of the status bar; a press tells more where there is more."""

    def __init__(self) -> None:
        super().__init__()
        self.glyph = ""
        self.icon_name = ""
        self.tone = "ink3"
        self.bold = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_fact(self, text: str, *, icon: str = "", glyph: str = "", tone: str = "ink3") -> None:
        """Show a fact; tone "carmine" is a fault, "ochre" a person is needed."""
        self.setText(text)
        self.setAccessibleName(text)
        self.icon_name, self.glyph, self.tone = icon, glyph, tone
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        mark = 22 if self.glyph or self.icon_name else 0
        return QSize(mark + fonts.width(self.text(), Role.NOTE) + 2, fonts.scaled(Size.STATUS_BAR) - 1)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        y = round(box.center().y() - 7)
        left = 0
        with QPainter(self) as painter:
            paint.smooth(painter)
            tone = colours[self.tone]
            if self.glyph:
                mark = colours.green if self.glyph == "done" else tone
                glyphs.paint(painter, self.glyph, QRectF(0, y, 14, 14), mark, colours.on_state)
                left = 20
            elif self.icon_name:
                icons.paint(painter, self.icon_name, QPointF(0, y), 14, colours.ink2)
                left = 20
            words = colours.ink2 if self.tone == "ink3" and self.underMouse() else tone
            paint.text(painter, box.adjusted(left, 0, 2, 0), self.text(), Role.NOTE, words)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class StatusBar(Surface):
    """Facts of the house: silent when all is well; what waits is counted, a fault turns carmine.

    Segments at the left: workspace, audit, ask, unknown, failed; at the right: worker, clock.
    """

    pressed = Signal(str)
    _LEFT = ("workspace", "audit", "ask", "unknown", "failed")
    _RIGHT = ("worker", "clock")

    def __init__(self) -> None:
        super().__init__("desk", "top")
        self.setFixedHeight(fonts.scaled(Size.STATUS_BAR))
        self.segments = {key: Segment() for key in (*self._LEFT, *self._RIGHT)}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(16)
        for key in self._LEFT:
            row.addWidget(self.segments[key])
        row.addStretch(1)
        for key in self._RIGHT:
            row.addWidget(self.segments[key])
        for key, segment in self.segments.items():
            segment.hide()
            segment.clicked.connect(lambda _checked=False, key=key: self.pressed.emit(key))

    def set_fact(self, key: str, text: str, *, icon: str = "", glyph: str = "", tone: str = "ink3") -> None:
        """Show `text` in segment `key`; an empty text hides it."""
        self.segments[key].set_fact(text, icon=icon, glyph=glyph, tone=tone)

    def set_waiting(self, ask: int, unknown: int, failed: int) -> None:
        """Count what waits for a person; zeros stay silent."""
        self.set_fact("ask", tr("Needs you {count}", count=ask) if ask else "", glyph="ask", tone="ochre")
        self.set_fact("unknown", tr("Unknown {count}", count=unknown) if unknown else "", glyph="unknown", tone="ochre")
        self.set_fact("failed", tr("Failed {count}", count=failed) if failed else "", glyph="failed", tone="carmine")


def toolbar(*parts: QWidget | None, ground: str = "panel") -> Surface:
    """A bar of 40 px; None separates groups with a short line."""
    bar = Surface(ground, "bottom")
    bar.setFixedHeight(fonts.scaled(Size.TOOLBAR))
    row = QHBoxLayout(bar)
    row.setContentsMargins(16, 0, 16, 1)
    row.setSpacing(4)
    for part in parts:
        row.addWidget(part or _Separator())
    row.addStretch(1)
    return bar


class _Separator(QWidget):
    """1 x 16 between groups of a toolbar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(17, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.vertical(painter, 8, 0, 16, theme.colours().line)
