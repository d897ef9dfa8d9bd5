"""The panel at the left: outline, length and route of the document; apart because it folds in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from editor_app.ui import focus, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.write.layouts import emptied, scrolled
from editor_app.ui.widgets.labels import Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.stages import SealMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.ui.seal import Seal
    from editor_app.ui.views.write.sheet import Counts, Heading

WIDTH: Final = 208


class _Entry(QAbstractButton):
    """A heading; the one in which the caret stands is bold on a sunk ground."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self.heading = heading
        self.here = False
        self.setText(heading.text)
        self.setAccessibleName(heading.text)
        self.setToolTip(tip(heading.text))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, fonts.scaled(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            if self.here:
                paint.box(painter, box, Radius.BUTTON, colours.sunk)
            left = 8 + 12 * (min(self.heading.level, 4) - 1)
            role = Role.DENSE_BOLD if self.here else Role.DENSE
            ink = colours.ink if self.here or self.underMouse() else colours.ink2
            paint.text(painter, box.adjusted(left, 0, -6, 0), self.text(), role, ink)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class Outline(Surface):
    """Headings to go to, how long the text is, and where it stands on its route."""

    chosen = Signal(int)  # a line of the sheet

    def __init__(self) -> None:
        super().__init__("panel", "right")
        self.setFixedWidth(fonts.scaled(WIDTH))
        self._entries: list[_Entry] = []
        self._shown: tuple[Heading, ...] = ()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._area = scrolled(boxed(self._list))
        self._facts = {name: Label("", Role.DENSE, align=paint.RIGHT) for name in ("characters", "minutes", "pictures")}
        self._route = Label("", Role.DENSE, "ink2", wrap=True)
        self._seals = across(None, gap=4)
        self.setLayout(self._column())

    def _column(self) -> QVBoxLayout:
        head = Label(tr("Outline"), Role.DENSE_BOLD)
        names = {"characters": tr("Characters"), "minutes": tr("Reading time"), "pictures": tr("Pictures / charts")}
        rows = [boxed(across(Label(names[key], Role.DENSE, "ink2"), None, value)) for key, value in self._facts.items()]
        indent = (8, 0, 8, 0)
        column = down(
            boxed(across(head, None, margins=indent)), 6, self._area, 12, boxed(down(Rule(), margins=indent)), 10,
            boxed(down(*rows, gap=3, margins=indent)), 10, boxed(down(Rule(), margins=indent)), 12,
            boxed(down(Label(tr("Approval"), Role.DENSE_BOLD), self._route, boxed(self._seals), gap=4, margins=indent)),
            None, gap=0, margins=(8, 10, 9, 12),
        )  # fmt: skip
        column.setStretch(column.indexOf(self._area), 100)
        return column

    def show_headings(self, found: Sequence[Heading]) -> None:
        """List the headings; buttons are made again only where the list grew or shrank."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while len(self._entries) > len(found):
            self._entries.pop().deleteLater()
        for place, heading in enumerate(found):
            if place < len(self._entries):
                entry = self._entries[place]
                entry.heading = heading
                entry.setText(heading.text)
                entry.setAccessibleName(heading.text)
                entry.setToolTip(tip(heading.text))
            else:
                self._add(_Entry(heading))
        self._area.setMaximumHeight(max(fonts.scaled(28), len(found) * fonts.scaled(28)))

    def _add(self, entry: _Entry) -> None:
        entry.clicked.connect(lambda: self.chosen.emit(entry.heading.line))
        self._list.addWidget(entry)
        self._entries.append(entry)

    def show_line(self, line: int) -> None:
        """Mark the heading under which `line` stands."""
        here = next((e for e in reversed(self._entries) if e.heading.line <= line), None)
        for entry in self._entries:
            if entry.here != (entry is here):
                entry.here = entry is here
                entry.update()

    def show_counts(self, counted: Counts) -> None:
        """Say how long the text is."""
        self._facts["characters"].setText(f"{counted.characters:,}")
        self._facts["minutes"].setText(tr("{count} min", count=counted.minutes))
        self._facts["pictures"].setText(f"{counted.pictures} / {counted.charts}")

    def show_route(self, route: str, state: str, seals: Sequence[tuple[str, Seal]]) -> None:
        """Say where it stands: the route's name, a word, and one seal for each stage."""
        self._route.setText(joined(route, state))
        emptied(self._seals)
        for name, kind in seals:
            self._seals.addWidget(SealMark(kind, name[:1], 20, name))
        self._seals.addStretch(1)

    @property
    def entries(self) -> tuple[str, ...]:
        """The headings shown."""
        return tuple(entry.text() for entry in self._entries)
