"""The empty state: a drawn sheet with an open seal, two sentences and one deed; apart so no view invents another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.seal import Seal, paint_seal
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.ui.widgets.buttons import Button


class Sheet(QWidget):
    """A sheet of 96 x 128 drawn in lines, its seal not yet set."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(96, 128)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.box(painter, QRectF(self.rect()), 2, colours.paper, colours.edge)
            painter.fillRect(QRectF(16, 19, 66, 2), colours.ink2)
            for y, right in ((31, 68), (39, 82), (47, 76)):
                painter.fillRect(QRectF(16, y, right - 16, 1), colours.edge)
            paint_seal(painter, QRectF(55, 80, 28, 28), Seal.OPEN, "")


class StateLegend(QWidget):
    """The delivery states with their marks, in columns."""

    def __init__(self, states: Sequence[str] = tuple(badges.STATES), columns: int = 4) -> None:
        super().__init__()
        self._states = tuple(states)
        self._columns = columns
        rows = -(-len(self._states) // columns)
        self.setFixedHeight(rows * fonts.scaled(34))
        self.setAccessibleName(", ".join(badges.word_of(state) for state in self._states))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        step, height = self.width() / self._columns, fonts.scaled(34)
        with QPainter(self) as painter:
            paint.smooth(painter)
            for place, state in enumerate(self._states):
                row, column = divmod(place, self._columns)
                badges.paint_state(painter, round(column * step) + 6, row * height + height / 2, state)


class EmptyState(QWidget):
    """Sheet, title, sentences and buttons in the middle of a view, with a legend below if there is one."""

    def __init__(
        self, title: str, sentences: str, *buttons: Button, legend: str = "", legend_widget: QWidget | None = None
    ) -> None:
        super().__init__()
        deeds = boxed(across(*buttons, None))
        words = boxed(
            down(Label(title, Role.TITLE), Label(sentences, Role.BODY, "ink2", wrap=True), 8, deeds, None, gap=6)
        )
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sheet = Sheet()
        top = across(sheet, words, gap=24)
        top.setAlignment(sheet, Qt.AlignmentFlag.AlignTop)
        parts: list[QWidget | int | None] = [boxed(top)]
        if legend_widget is not None:
            parts += [32, Rule(), 8, Label(legend, Role.NOTE, "ink3"), legend_widget]
        inner = boxed(down(*parts, gap=4))
        inner.setMaximumWidth(fonts.scaled(560))
        inner.setMinimumWidth(min(fonts.scaled(480), 560))
        whole = down(None, boxed(across(None, inner, None)), None)
        whole.setStretch(0, 2)
        whole.setStretch(2, 3)  # the middle of a page is a little above its half
        self.setLayout(whole)
