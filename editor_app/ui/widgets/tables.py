"""Rows of big tables, painted by one delegate; apart because 100,000 rows cannot be widgets.

A model answers `LOOK` with one of the looks below; `CardTable` shows it smoothly at any length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from editor_app.ui import badges, focus, icons, paint, seal, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.segments import paint_segments

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter

Index = QModelIndex | QPersistentModelIndex
LOOK: Final = int(Qt.ItemDataRole.UserRole) + 1
_PADDING: Final = 16
_COUNT: Final = 112  # the "k of n" at the right of a group head


@dataclass(frozen=True, slots=True)
class GroupLook:
    """The head of an edition's deliveries."""

    title: str
    facts: str  # "定稿 3"
    digest: str  # in groups of four
    when: str
    label: str  # "已发出"
    done: int
    states: tuple[str, ...]  # one per delivery, for the segments
    open: bool = True
    seal_text: str = "定"
    mark: str = ""  # "icon:calendar-days" or "tile:博" for a head that is no edition; its title is the tool's own
    count: int | None = None  # of how many; None = as many as there are states

    @property
    def total(self) -> int:
        """Of how many deliveries."""
        return len(self.states) if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class DeliveryLook:
    """One delivery in the table."""

    tile: str
    account: str
    state: str
    note: str = ""
    time: str = ""
    last: bool = False  # closes its card
    serif: bool = False  # it begins with the document's title instead of the account
    tone: str = "ink2"  # of the note; "carmine" when what readers see is wrong


@dataclass(frozen=True, slots=True)
class FactLook:
    """One row of any other table: a mark and columns of text; `tones` colour them."""

    columns: tuple[str, ...]
    tones: tuple[str, ...] = ()
    mark: str = ""
    last: bool = False


Look = GroupLook | DeliveryLook | FactLook


class CardDelegate(QStyledItemDelegate):
    """Paints looks; `turn` is the angle of the sending ring, `columns` the starts of a FactLook's columns."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self.turn = 0.0
        self.columns: tuple[int, ...] = ()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:  # an error in a row must not leave the table's painter bent: Qt would crash
            self._paint_look(painter, option, index.data(LOOK))
        finally:
            painter.restore()

    def _paint_look(self, painter: QPainter, option: QStyleOptionViewItem, look: Look | None) -> None:
        paint.smooth(painter)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(look, GroupLook):
            box = box.adjusted(0, Size.CARD_GAP, 0, 0)
            paint_group_head(painter, box, look, selected=selected)
        elif isinstance(look, DeliveryLook):
            paint_delivery(painter, box, look, selected=selected, turn=self.turn)
        elif isinstance(look, FactLook):
            paint_facts(painter, box, look, self.columns, selected=selected)
        wanted = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if option.state & wanted == wanted:
            paint.frame(painter, box.adjusted(2, 2, -2, -2), Radius.CHIP, theme.colours().indigo)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, look_height(index.data(LOOK)))


def look_height(look: Look | None) -> int:
    """The height of a look's row, the gap above a group included."""
    if isinstance(look, GroupLook):
        return fonts.scaled(Size.GROUP_HEAD) + Size.CARD_GAP
    return fonts.scaled(Size.ROW)


def _ground(painter: QPainter, box: QRectF, *, selected: bool, last: bool) -> None:
    """A slice of a card: paper or indigo wash, lines at the sides, the corner only at its end."""
    colours = theme.colours()
    fill = colours.indigo_wash if selected else colours.paper
    painter.setClipRect(box)
    slice_ = box.adjusted(0, -16, 0, 0 if last else 16)
    paint.box(painter, slice_, Radius.CARD, fill, colours.line)
    paint.horizontal(painter, box.left() + 1, box.right() - 1, box.top(), colours.line)
    painter.setClipping(False)


def paint_delivery(
    painter: QPainter, box: QRectF, look: DeliveryLook, *, selected: bool = False, turn: float = 0.0
) -> None:
    """Tile | account | state | note | time, on one row of a card."""
    colours = theme.colours()
    _ground(painter, box, selected=selected, last=look.last)
    middle = box.center().y()
    wide = box.width() >= fonts.scaled(820)
    account = fonts.scaled((312 if wide else 248) if look.serif else 200 if wide else 152)
    left = box.left() + _PADDING
    if look.tile:
        badges.paint_tile(painter, left, round(middle - 10), look.tile)
    name = left + (32 if look.tile or not look.serif else 0)
    role = Role.ROW_SERIF if look.serif else Role.DENSE
    state = left + 32 + account + 12
    paint.text(painter, QRectF(name, box.top(), state - 20 - name, box.height()), look.account, role, colours.ink)
    badges.paint_state(painter, state, middle, look.state, turn)
    time = max(fonts.scaled(64), fonts.width(look.time, Role.DENSE))  # a date is longer than a time of day
    note = state + fonts.scaled(148 if wide else 140)
    room = box.right() - _PADDING - time - 12 - note
    if room > 24:
        if look.tone == "carmine":
            badges.paint_finding_glyph(painter, QRectF(note, round(middle - 8), 16, 16), "block")
            note, room = note + 22, room - 22
        paint.text(painter, QRectF(note, box.top(), room, box.height()), look.note, Role.DENSE, colours[look.tone])
    right = QRectF(box.right() - _PADDING - time, box.top(), time, box.height())
    paint.text(painter, right, look.time, Role.DENSE, colours.ink2 if selected else colours.ink3, paint.RIGHT)


def paint_group_head(painter: QPainter, box: QRectF, look: GroupLook, *, selected: bool = False) -> None:
    """Chevron, seal, title over edition and digest; k of n with one segment per delivery at the right."""
    colours = theme.colours()
    painter.setClipRect(box)
    fill = colours.indigo_wash if selected else colours.paper
    paint.box(painter, box.adjusted(0, 0, 0, 0 if not look.open else 16), Radius.CARD, fill, colours.line)
    painter.setClipping(False)
    middle = box.center().y()
    left = box.left() + _PADDING
    chevron = QPointF(left, round(middle - 8))
    icons.paint(painter, "chevron-down" if look.open else "chevron-right", chevron, icons.INLINE, colours.ink2)
    _paint_head_mark(painter, left + 28, middle, look)
    count = fonts.scaled(_COUNT)
    text = left + 64
    room = box.right() - _PADDING - count - 24 - text
    step = fonts.scaled(22)
    title = QRectF(text, middle - step + 1, room, step)
    paint.text(painter, title, look.title, Role.HEAD if look.mark else Role.ROW_TITLE, colours.ink)
    _paint_facts_line(painter, QRectF(text, middle + 3, room, fonts.scaled(16)), look)
    _paint_count(painter, QRectF(box.right() - _PADDING - count, box.top(), count, box.height()), look)


def _paint_head_mark(painter: QPainter, left: float, middle: float, look: GroupLook) -> None:
    """The seal of an edition, or what the head stands for instead."""
    kind, _, name = look.mark.partition(":")
    if kind == "tile":
        badges.paint_tile(painter, left + 2, round(middle - 10), name)
    elif kind == "icon":
        icons.paint(painter, name, QPointF(left + 2, round(middle - 10)), icons.RAIL, theme.colours().ink2)
    else:
        seal.paint_seal(painter, QRectF(left, round(middle - 12), 24, 24), seal.Seal.SET, look.seal_text)


def _paint_facts_line(painter: QPainter, box: QRectF, look: GroupLook) -> None:
    colours = theme.colours()
    x = box.left()
    for words, role, colour in (
        (look.facts, Role.NOTE, colours.ink2),
        (look.digest, Role.DIGEST, colours.ink2),
        (look.when, Role.NOTE, colours.ink2),
    ):
        if words and x < box.right():
            x += paint.text(painter, QRectF(x, box.top(), box.right() - x, box.height()), words, role, colour) + 8


def _paint_count(painter: QPainter, box: QRectF, look: GroupLook) -> None:
    colours = theme.colours()
    step = fonts.scaled(20)
    upper = QRectF(box.left(), box.center().y() - step + 3, box.width(), step)
    paint.text(painter, upper, look.label, Role.DENSE, colours.ink)
    paint.text(painter, upper, f"{look.done}/{look.total}", Role.DENSE_BOLD, colours.ink, paint.RIGHT)
    paint_segments(painter, QRectF(box.left(), upper.bottom() + 4, box.width(), 4), look.states)


def paint_facts(
    painter: QPainter, box: QRectF, look: FactLook, columns: tuple[int, ...], *, selected: bool = False
) -> None:
    """Columns of text that start at `columns`; the last one is right-aligned."""
    colours = theme.colours()
    _ground(painter, box, selected=selected, last=look.last)
    given = columns[: len(look.columns)]
    starts = (*given, *(180 * place for place in range(len(given), len(look.columns))))
    edges = [*starts[1 : len(look.columns)], int(box.width()) - 2 * _PADDING]
    for place, words in enumerate(look.columns):
        left = box.left() + _PADDING + fonts.scaled(starts[place])
        right = (
            box.left() + _PADDING + (fonts.scaled(edges[place]) - 12 if place < len(look.columns) - 1 else edges[place])
        )
        tone = look.tones[place] if place < len(look.tones) else "ink"
        align = paint.RIGHT if place == len(look.columns) - 1 and place else paint.LEFT
        paint.text(
            painter, QRectF(left, box.top(), right - left, box.height()), words, Role.DENSE, colours[tone], align
        )


class CardTable(QTableView):
    """A single column of painted rows that scrolls by pixels; `opened` tells a double click or Enter."""

    opened = Signal(QModelIndex)
    toggled = Signal(QModelIndex)  # the head of a group was clicked

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.drawn = CardDelegate(self)
        self.setItemDelegate(self.drawn)
        self._keyboard = True
        self._tall: set[int] = set()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(Size.ROW))
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(self.opened)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.fit_rows)
            self.fit_rows()

    def fit_rows(self) -> None:
        """Give heads of groups their height; called by itself when the model is reset.

        A long model should answer `tall_rows()` with the rows of its heads, so that not every look is made for this.
        """
        model, head = self.model(), self.verticalHeader()
        told = getattr(model, "tall_rows", None)
        tall = set(told() if told is not None else self._tall_rows())
        height = fonts.scaled(Size.GROUP_HEAD) + Size.CARD_GAP
        head.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for row in self._tall - tall:
            head.resizeSection(row, head.defaultSectionSize())
        for row in tall - self._tall:
            head.resizeSection(row, height)
        self._tall = tall
        head.blockSignals(False)  # noqa: FBT003 - as above
        self.updateGeometries()
        self.viewport().update()

    def _tall_rows(self) -> list[int]:
        model = self.model()
        return [row for row in range(model.rowCount()) if isinstance(model.index(row, 0).data(LOOK), GroupLook)]

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(index.data(LOOK), GroupLook):
            self.toggled.emit(index)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = focus.by_keyboard(event)

    @override
    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        if self._keyboard and self.hasFocus():
            option.state |= QStyle.StateFlag.State_KeyboardFocusChange
