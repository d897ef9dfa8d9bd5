"""The list of what can be connected: groups as a press office looks for them, a search, and the keys to choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.platforms.offering import FAMILY_WORDS, choosables
from editor_app.translation import LANGUAGES, lookup
from editor_app.ui import badges, focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.matching import Pinyin, match
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.words import kind_words
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Card, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.platforms.contract import Platform
    from editor_app.platforms.offering import Choosable

_HEIGHT: Final = 52
_CLOSE_ENOUGH: Final = 80
"""A score of `match` that letters strewn over a name don't reach."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlatformRow(QAbstractButton):
    """One platform; the whole row is the target, Enter and the space bar choose it."""

    stepped = Signal(int)  # up (-1) or down (1)

    def __init__(self, shown: Choosable) -> None:
        super().__init__()
        self.shown = shown
        self.first = True
        title = said(shown.title)
        self._below = kind_words(shown.platform, shown.about)
        self.sought = (*_titles(shown), shown.platform.name, *shown.options.values())
        """What it is found by: its name in each language, and as the command line calls it."""
        self.setText(title)
        self.setAccessibleName(joined(tr("Choose"), title))
        self.setAccessibleDescription(self._below)
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, fonts.scaled(_HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            if self.underMouse() or self.hasFocus():
                paint.box(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, colours.panel)
            if not self.first:
                paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            middle, step = self.height() / 2, fonts.scaled(20)
            badges.paint_tile(painter, 16, round(middle - 10), self.shown.tile)
            room = self.width() - 52 - 48
            paint.text(painter, QRectF(52, middle - step, room, step), self.text(), Role.BODY_BOLD, colours.ink)
            paint.text(painter, QRectF(52, middle, room, step), self._below, Role.NOTE, colours.ink2)
            corner = QPointF(self.width() - 32, round(middle - 8))
            icons.paint(painter, "chevron-right", corner, icons.INLINE, colours.ink3)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


def _titles(shown: Choosable) -> list[str]:
    """The name in every language: who reads English may know Weibo by its pinyin."""
    return [shown.title.render(lookup(language)) for language in LANGUAGES]


class _Search(LineInput):
    """The field above, with a magnifier; Enter and the arrow down go on to the rows."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__(name=tr("Search the platforms"), hint=tr("Name of the platform, pinyin or initials"))
        self.setTextMargins(30, 0, 6, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            corner = QPointF(10, round(self.height() / 2 - 8))
            icons.paint(painter, "search", corner, icons.INLINE, theme.colours().ink2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        else:
            super().keyPressEvent(event)


class _Group(QWidget):
    """A heading over its rows; gone while none of them is looked for."""

    def __init__(self, heading: str, rows: list[PlatformRow]) -> None:
        super().__init__()
        self._rows = rows
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for row in rows:
            inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(heading, Role.NOTE, "ink3"))
        column.addWidget(card)

    def show_again(self) -> None:
        """Show it when one of its rows is; the first one has no line above."""
        shown = [row for row in self._rows if not row.isHidden()]
        for row in self._rows:
            row.first = row in shown[:1]
        self.setVisible(bool(shown))


class PlatformList(QWidget):
    """Everything that can be connected; `chosen` gives the row. The search field stands where its dialog puts it."""

    chosen = Signal(object)  # Choosable
    narrowed = Signal()
    """Other rows are shown than before."""
    reached = Signal(QWidget)
    """A row has the focus now."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        super().__init__()
        self._pinyin = Pinyin()
        self._pinyin.load()
        self.search = _Search()
        self.search.textChanged.connect(self.narrow)
        self.search.entered.connect(self._choose_first)
        self.search.stepped.connect(lambda step: self._go(-1, step))
        self.rows = [PlatformRow(one) for one in choosables(platforms)]
        self._nothing = Label(tr("Nothing found"), Role.BODY, "ink3", align=paint.CENTRE)
        self._nothing.hide()
        self._groups: list[_Group] = []
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for family, heading in FAMILY_WORDS.items():
            rows = [row for row in self.rows if row.shown.family is family]
            if rows:
                self._groups.append(_Group(said(heading), rows))
                column.addWidget(self._groups[-1])
        column.addWidget(self._nothing)
        for place, row in enumerate(self.rows):
            row.clicked.connect(partial(self._press, row))
            row.stepped.connect(partial(self._go, place))
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show the rows whose name has `text` in it, as characters, pinyin or initials."""
        for row in self.rows:
            row.setVisible(self._fits(text, row))
        for group in self._groups:
            group.show_again()
        self._nothing.setVisible(not self._shown())
        self.narrowed.emit()

    def _fits(self, text: str, row: PlatformRow) -> bool:
        if not text.strip():
            return True
        fits = (match(text, name, self._pinyin.readings(name)) for name in row.sought)
        return any(fit is not None and fit.score >= _CLOSE_ENOUGH for fit in fits)

    def _shown(self) -> list[PlatformRow]:
        return [row for row in self.rows if not row.isHidden()]

    def _choose_first(self) -> None:
        """Enter in the field chooses the first row that was found; of everything it chooses nothing."""
        if self.search.text().strip() and self._shown():
            self._shown()[0].click()

    def _go(self, place: int, step: int) -> None:
        """Move the focus from the row at `place` (-1 = the search field) to the next one that is shown."""
        beyond = [at for at, row in enumerate(self.rows) if not row.isHidden() and (at - place) * step > 0]
        if beyond:
            row = self.rows[min(beyond) if step > 0 else max(beyond)]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self.reached.emit(row)
        elif step < 0:
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _press(self, row: PlatformRow, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        self.chosen.emit(row.shown)
