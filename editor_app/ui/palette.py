"""The command palette (Ctrl+K): every deed and every place by a few letters; apart because every view feeds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.matching import match
from editor_app.ui.overlay import Overlay
from editor_app.ui.palette_rows import (
    ACCOUNTS,
    COMMANDS,
    DOCUMENTS,
    HEAD,
    ITEM,
    PLACES,
    ROW,
    Command,
    Hit,
    RowPainter,
    Rows,
    grouped,
)  # fmt: skip
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, across, key_cap_width, paint_key_cap

if TYPE_CHECKING:
    from editor_app.ui.matching import Pinyin

__all__ = ["ACCOUNTS", "COMMANDS", "DOCUMENTS", "PLACES", "Command", "CommandPalette", "Source"]
Source = Callable[[str], Sequence[Command]]
_WIDTH: Final = 640
_TOP: Final = 88
_INPUT: Final = 56
_FOOT: Final = 36


class _Foot(QWidget):
    """The keys of the palette, in a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_FOOT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        middle = self.height() / 2
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint.box(painter, QRectF(1, -12, self.width() - 2, self.height() + 11), 7, colours.panel)
            paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            x = 16.0
            for caps, words in (
                (("↑", "↓"), tr("choose")),
                (("Enter",), tr("run")),
                ((">",), tr("commands only")),
                (("@",), tr("accounts only")),
            ):
                for cap in caps:
                    x += paint_key_cap(painter, x, middle, cap) + 6
                x += paint.text(painter, QRectF(x, 0, 200, self.height()), words, Role.NOTE, colours.ink2) + 16
            word = tr("close")
            left = self.width() - 16 - fonts.width(word, Role.NOTE)
            paint.text(painter, QRectF(left, 0, 200, self.height()), word, Role.NOTE, colours.ink2)
            paint_key_cap(painter, left - 6 - key_cap_width("Esc"), middle, "Esc")


class CommandPalette(Overlay):
    """Input, groups of hits and a foot; Enter runs, arrows choose, Esc leaves."""

    def __init__(self, over: QWidget, pinyin: Pinyin) -> None:
        super().__init__(over, "paper")
        self._pinyin = pinyin
        self._sources: list[Source] = []
        self.input = QLineEdit()
        self.input.setProperty("plain", True)  # noqa: FBT003 - Qt's own signature
        self.input.setFrame(False)
        self.input.setFont(fonts.font(Role.BODY))
        self.input.setAccessibleName(tr("Search or run a command"))
        self.input.textChanged.connect(self._search)
        self.input.installEventFilter(self)
        self._rows = Rows(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setAccessibleName(tr("Commands found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.clicked.connect(self._run_index)
        self._nothing = Label(tr("Nothing found"), Role.BODY, "ink3", align=paint.CENTRE)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        hint = Label(tr("characters, pinyin or initials"), Role.NOTE, "ink3")
        head = _Head(self.input, hint)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(_Foot())

    def add_source(self, source: Source) -> None:
        """Ask `source` for commands at each search; it must answer within a few milliseconds."""
        self._sources.append(source)

    def summon(self, text: str = "") -> None:
        """Open with `text` typed."""
        self.input.setText(text)
        self._search(text)
        self.open_over(self.input)

    def found(self) -> list[Command]:
        """The commands shown, in order."""
        return [row.command for row in self._rows.rows if isinstance(row, Hit)]

    @override
    def place_panel(self) -> None:
        rows = self._rows.rows
        wanted = sum(fonts.scaled(HEAD if isinstance(row, str) else ROW) for row in rows) or fonts.scaled(72)
        height = fonts.scaled(_INPUT) + wanted + fonts.scaled(_FOOT) + 4
        width = min(_WIDTH, self.width() - 32)
        self.panel.setGeometry((self.width() - width) // 2, _TOP, width, min(height, self.height() - _TOP - 24))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event.key())
        return super().eventFilter(watched, event)

    def _steer(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_index(self.list.currentIndex())
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        places = [place for place, row in enumerate(self._rows.rows) if isinstance(row, Hit)]
        if not places:
            return
        current = self.list.currentIndex().row()
        place = places.index(current) if current in places else -1
        self.list.setCurrentIndex(self._rows.index(places[(place + step) % len(places)], 0))

    def _run_index(self, index: QModelIndex) -> None:
        row = index.data(ITEM) if index.isValid() else None
        if isinstance(row, Hit):
            self.leave()
            row.command.run()

    def _search(self, text: str) -> None:
        only = {">": COMMANDS, "@": ACCOUNTS}.get(text[:1], "")
        query = text[1:] if only else text
        hits: list[Hit] = []
        for source in self._sources:
            for command in source(query):
                fit = match(query, command.text, self._pinyin.readings(command.text))
                if fit is not None and only in ("", command.group):
                    hits.append(Hit(command, fit))
        self._rows.show_rows(grouped(hits))
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._move(1)
        if self.isVisible():
            self.place_panel()


class _Head(QWidget):
    """Magnifier, input and a hint over a line."""

    def __init__(self, field: QLineEdit, hint: Label) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_INPUT))
        row = across(field, hint, margins=(44, 0, 16, 1))
        row.setStretch(0, 1)
        self.setLayout(row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            icons.paint(painter, "search", QPointF(16, round(self.height() / 2 - 10)), icons.RAIL, colours.ink2)
            paint.horizontal(painter, 1, self.width() - 1, self.height() - 1, colours.edge)
