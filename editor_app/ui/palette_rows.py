"""Commands of the palette and how their rows are grouped and painted; apart from the window that finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QStyle, QStyledItemDelegate
from typing_extensions import override

from editor_app.ui import badges, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import key_cap_width, paint_key_cap

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from editor_app.ui.matching import Match

COMMANDS: Final = N_("Commands")
PLACES: Final = N_("Go to")
DOCUMENTS: Final = N_("Documents")
ACCOUNTS: Final = N_("Accounts")
_ORDER: Final = (COMMANDS, PLACES, DOCUMENTS, ACCOUNTS)
ROW: Final = 40
HEAD: Final = 32
_MOST: Final = 8  # rows of one group
ITEM: Final = int(Qt.ItemDataRole.UserRole) + 1


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A command that fits what was typed."""

    command: Command
    match: Match


Row = Hit | str  # a hit, or the head of a group


class Rows(QAbstractListModel):
    """Heads and hits in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
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
        if role == ITEM:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(row) if isinstance(row, str) else row.command.text
        return None


class RowPainter(QStyledItemDelegate):
    """Icon, text with its hits bold and underlined, keys at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        head = isinstance(index.data(ITEM), str)
        return QSize(100, fonts.scaled(HEAD if head else ROW))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ITEM)
        box = QRectF(option.rect)
        colours = theme.colours()
        painter.save()
        paint.smooth(painter)
        if isinstance(row, str):
            paint.text(painter, box.adjusted(16, 6, -16, 0), tr(row), Role.NOTE, colours.ink3)
        elif isinstance(row, Hit):
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


def _paint_hits(painter: QPainter, box: QRectF, row: Hit) -> None:
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


def grouped(hits: list[Hit]) -> list[Row]:
    """Hits under their heads, the best first within a group."""
    rows: list[Row] = []
    groups = [*_ORDER, *sorted({hit.command.group for hit in hits} - set(_ORDER))]
    for group in groups:
        inside = sorted((hit for hit in hits if hit.command.group == group), key=lambda hit: -hit.match.score)
        if inside:
            rows += [group, *inside[:_MOST]]
    return rows
