"""The command palette (Ctrl+K): every deed and every place by a few letters; apart because every view feeds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip
from typing_extensions import override

from editor_app.ui import badges, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.matching import Match, Pinyin, match
from editor_app.ui.overlay import Overlay
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, across, key_cap_width, paint_key_cap

COMMANDS: Final = N_("Commands")
PLACES: Final = N_("Go to")
DOCUMENTS: Final = N_("Documents")
ACCOUNTS: Final = N_("Accounts")
_ORDER: Final = (COMMANDS, PLACES, DOCUMENTS, ACCOUNTS)
_WIDTH: Final = 640
_TOP: Final = 88
_INPUT: Final = 56
_ROW: Final = 40
_HEAD: Final = 32
_FOOT: Final = 36
_MOST: Final = 8  # rows of one group
_ITEM: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the palette can do; `group` is one of the msgids above."""

    text: str
    run: Callable[[], None]
    group: str = COMMANDS
    icon: str = ""
    keys: str = ""
    note: str = ""
    state: str = ""  # a delivery state shown at the right of a document
    serif: bool = False


Source = Callable[[str], Sequence[Command]]


@dataclass(frozen=True, slots=True)
class _Hit:
    command: Command
    match: Match


_Row = _Hit | str  # a hit, or the head of a group


class _Rows(QAbstractListModel):
    """Heads and hits in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def show_rows(self, rows: list[_Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return len(self.rows)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        head = isinstance(self.rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if head else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ITEM:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(row) if isinstance(row, str) else row.command.text
        return None


class _Painter(QStyledItemDelegate):
    """Icon, text with its hits bold and underlined, keys at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        head = isinstance(index.data(_ITEM), str)
        return QSize(100, fonts.scaled(_HEAD if head else _ROW))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(_ITEM)
        box = QRectF(option.rect)
        colours = theme.colours()
        painter.save()
        paint.smooth(painter)
        if isinstance(row, str):
            paint.text(painter, box.adjusted(16, 6, -16, 0), tr(row), Role.NOTE, colours.ink3)
        elif isinstance(row, _Hit):
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, colours.indigo_wash)
            if row.command.icon:
                corner = QPointF(16, round(box.center().y() - 9))
                icons.paint(painter, row.command.icon, corner, icons.TOOL, colours.ink2)
            right = _paint_right(painter, box, row.command)
            _paint_hits(painter, QRectF(46, box.top(), right - 58, box.height()), row)
        painter.restore()


def _paint_right(painter: QPainter, box: QRectF, command: Command) -> float:
    """Keys, state or note at the right; where the text must end."""
    colours = theme.colours()
    right = box.right() - 16
    if command.keys:
        words = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText).split("+")
        for word in reversed([word or "+" for word in words]):
            right -= key_cap_width(word)
            paint_key_cap(painter, right, box.center().y(), word)
            right -= 5
    elif command.state:
        right -= badges.state_width(command.state)
        badges.paint_state(painter, right, box.center().y(), command.state)
    elif command.note:
        advance = fonts.width(command.note, Role.NOTE)
        paint.text(painter, box.adjusted(0, 0, -16, 0), command.note, Role.NOTE, colours.ink2, paint.RIGHT)
        right -= advance
    return right


def _paint_hits(painter: QPainter, box: QRectF, row: _Hit) -> None:
    """The text in runs: hits bold over a line, the rest plain."""
    colours = theme.colours()
    plain = fonts.font(Role.ROW_SERIF if row.command.serif else Role.BODY)
    x = box.left()
    for words, hit in _runs(row.command.text, row.match.hits):
        font = plain
        if hit:
            font = type(plain)(plain)
            font.setBold(True)
        room = box.right() - x
        if room < 8:
            return
        ink = colours.ink if hit or not row.match.hits else colours.ink2
        advance = paint.text_in(painter, QRectF(x, box.top(), room, box.height()), words, font, ink)
        if hit:
            y = paint.baseline(box, plain.pixelSize()) + 3
            painter.fillRect(QRectF(x, y, min(advance, room), 1.5), colours.ink)
        x += QFontMetricsF(font).horizontalAdvance(words)


def _runs(text: str, hits: tuple[int, ...]) -> list[tuple[str, bool]]:
    """`text` cut where hits begin and end."""
    marked = set(hits)
    runs: list[tuple[str, bool]] = []
    for place, character in enumerate(text):
        hit = place in marked
        if runs and runs[-1][1] == hit:
            runs[-1] = (runs[-1][0] + character, hit)
        else:
            runs.append((character, hit))
    return runs


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
        self._rows = _Rows(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
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
        return [row.command for row in self._rows.rows if isinstance(row, _Hit)]

    @override
    def place_panel(self) -> None:
        rows = self._rows.rows
        wanted = sum(fonts.scaled(_HEAD if isinstance(row, str) else _ROW) for row in rows) or fonts.scaled(72)
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
        places = [place for place, row in enumerate(self._rows.rows) if isinstance(row, _Hit)]
        if not places:
            return
        current = self.list.currentIndex().row()
        place = places.index(current) if current in places else -1
        self.list.setCurrentIndex(self._rows.index(places[(place + step) % len(places)], 0))

    def _run_index(self, index: QModelIndex) -> None:
        row = index.data(_ITEM) if index.isValid() else None
        if isinstance(row, _Hit):
            self.leave()
            row.command.run()

    def _search(self, text: str) -> None:
        only = {">": COMMANDS, "@": ACCOUNTS}.get(text[:1], "")
        query = text[1:] if only else text
        hits: list[_Hit] = []
        for source in self._sources:
            for command in source(query):
                fit = match(query, command.text, self._pinyin.readings(command.text))
                if fit is not None and only in ("", command.group):
                    hits.append(_Hit(command, fit))
        self._rows.show_rows(_grouped(hits))
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._move(1)
        if self.isVisible():
            self.place_panel()


def _grouped(hits: list[_Hit]) -> list[_Row]:
    """Hits under their heads, the best first within a group."""
    rows: list[_Row] = []
    groups = [*_ORDER, *sorted({hit.command.group for hit in hits} - set(_ORDER))]
    for group in groups:
        inside = sorted((hit for hit in hits if hit.command.group == group), key=lambda hit: -hit.match.score)
        if inside:
            rows += [group, *inside[:_MOST]]
    return rows


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
