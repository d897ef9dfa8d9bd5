"""Every account at a glance: register, credentials, last post, what is left, what a post costs; apart for its table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from editor_app.ui import badges, focus, glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.care_panel import (
    beside_register,
    credentials_words,
    last_post_words,
    left_words,
    requests_mean,
    requests_words,
    sendings_facts,
    sendings_short,
    standing_look,
)
from editor_app.ui.widgets.labels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.account_care import Care

_HEIGHT: Final = 56
_HEAD: Final = 36
_PAD: Final = 16
_SHARES: Final = (0.24, 0.24, 0.15, 0.14, 0.13, 0.10)
"""Widths of the columns, as parts of the table."""
_LEFT: Final = 4
"""The column of what a platform still takes; what may still go to every follower stands below it."""


class MatrixRow(QAbstractButton):
    """One account with all of its figures; the whole row is the target."""

    def __init__(self, care: Care, tile: str, now: datetime, zone: ZoneInfo) -> None:
        super().__init__()
        from editor_app.services.register_words import standing_words

        self.care, self._tile = care, tile
        self._look = standing_look(care.registered)
        beside = beside_register(care)
        self.cells = (
            care.health.account.name,
            said(standing_words(care.registered)),
            credentials_words(care, now, zone),
            last_post_words(care, now, zone),
            f"{care.left.remaining} / {care.left.ceiling}" if care.left else "–",
            requests_mean(care),
        )
        self._below = said(beside[0] if beside else care.health.words)
        self._is_warned = bool(beside)
        self.setText(self.cells[0])
        self._sendings = sendings_short(care)
        heads = column_heads()
        told = [f"{head} {cell}" for head, cell in zip(heads[1:], self.cells[1:], strict=True)]
        self.setAccessibleName(joined(self.cells[0], *told, self._sendings))
        sendings = [joined(*each) for each in sendings_facts(care)]
        figures = joined(left_words(care, now, zone), *sendings, requests_words(care))
        self.setToolTip(tip("\n".join([*(said(each) for each in care.warnings), figures])))
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, fonts.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            if self.underMouse():
                paint.box(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, colours.panel)
            paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            middle, step = self.height() / 2, fonts.scaled(20)
            badges.paint_tile(painter, _PAD, round(middle - 10), self._tile)
            boxes = column_boxes(self.width(), 0, self.height())
            name = boxes[0].adjusted(36, 0, 0, 0)
            paint.text(painter, QRectF(name.left(), middle - step, name.width(), step), self.cells[0], Role.BODY_BOLD,
                       colours.ink)  # fmt: skip
            below = QRectF(name.left(), middle + 1, name.width(), step)
            paint.text(painter, below, self._below, Role.NOTE, colours["ochre" if self._is_warned else "ink2"])
            mark, tone = self._look
            left = boxes[1].left()
            glyphs.paint(painter, mark, QRectF(left, round(middle - 8), 16, 16), colours[tone], colours.on_state)
            quiet = "ink2" if tone == "green" else tone
            paint.text(painter, boxes[1].adjusted(24, 0, 0, 0), self.cells[1], Role.DENSE, colours[quiet])
            for box, cell in zip(boxes[2:], self.cells[2:], strict=True):
                is_two = bool(self._sendings) and box is boxes[_LEFT]
                at = QRectF(box.left(), middle - step, box.width(), step) if is_two else box
                paint.text(painter, at, cell, Role.DENSE, colours.ink)
            if self._sendings:
                at = QRectF(boxes[_LEFT].left(), middle + 1, boxes[_LEFT].width(), step)
                paint.text(painter, at, self._sendings, Role.NOTE, colours.ink2)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class _Head(Card):
    """The names of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_HEAD))
        self.setAccessibleName(joined(*column_heads()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            for box, head in zip(column_boxes(self.width(), 0, self.height()), column_heads(), strict=True):
                paint.text(painter, box, head, Role.NOTE, colours.ink3)


class Matrix(Card):
    """The whole table."""

    chosen = Signal(str)  # the account's name

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MatrixRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(_Head())

    def _press(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        self.chosen.emit(name)

    def show_all(self, known: Sequence[tuple[Care, str]], now: datetime, zone: ZoneInfo) -> None:
        """Show each account with its platform's tile."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MatrixRow(care, tile, now, zone) for care, tile in known]
        for row in self.rows:
            row.clicked.connect(partial(self._press, row.text()))
            self._column.addWidget(row)


def column_heads() -> tuple[str, ...]:
    """What the columns are called."""
    return (
        tr("Account"), tr("Register"), tr("Credentials"), tr("Last post"), tr("Still takes"), tr("Requests a post"),
    )  # fmt: skip


def column_boxes(width: int, top: float, height: float) -> list[QRectF]:
    """Where the columns stand in a row of that width."""
    room, left, boxes = width - 2 * _PAD, float(_PAD), []
    for share in _SHARES:
        boxes.append(QRectF(left, top, room * share - 16, height))
        left += room * share
    return boxes
