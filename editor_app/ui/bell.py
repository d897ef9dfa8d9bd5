"""The bell: what waits for the person at this desk, one press away from every view; it floats above all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.overlay import Overlay
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.rows import ListRow, RowLook
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QScrollArea

    from editor_app.ui.waiting import Task

_WIDTH: Final = 560
_MOST: Final = 6


class Bell(Overlay):
    """A list under the bell; `chosen` tells the task that was pressed."""

    chosen = Signal(object)  # Task

    def __init__(self, over: QWidget, tasks: Sequence[Task]) -> None:
        super().__init__(over, "paper")
        self.panel.setAccessibleName(tr("Notices"))
        self.rows = [self._row(task, place) for place, task in enumerate(tasks)]
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = across(Label(tr("Waits for you"), Role.HEAD), Label(str(len(tasks) or ""), Role.DENSE, "ink3"), None)
        head.setContentsMargins(16, 10, 16, 10)
        column.addWidget(boxed(head))
        column.addWidget(Rule())
        if self.rows:
            column.addWidget(self._list())
        else:
            nothing = down(
                Label(tr("Nothing waits for you."), Role.BODY),
                Label(tr("Reviews, deliveries and returned drafts appear here."), Role.DENSE, "ink2"),
                gap=2,
                margins=(16, 16, 16, 20),
            )
            column.addWidget(boxed(nothing))

    def _row(self, task: Task, place: int) -> ListRow:
        row = ListRow(RowLook(task.mark, task.title, task.reason, "", task.verb, tone=task.tone, spoken=task.spoken))
        row.first = place == 0
        row.activated.connect(lambda: self._choose(task))
        return row

    def _list(self) -> QScrollArea:
        area = scrolled(boxed(down(*self.rows, None, gap=0)))
        area.setFixedHeight(min(len(self.rows), _MOST) * self.rows[0].height())
        return area

    def _choose(self, task: Task) -> None:
        self.leave()
        self.chosen.emit(task)

    @override
    def place_panel(self) -> None:
        width = min(fonts.scaled(_WIDTH), self.width() - 32)
        self.panel.setFixedWidth(width)
        self.panel.resize(width, self.panel.sizeHint().height())
        self.panel.move(self.width() - width - 12, fonts.scaled(48))

    @override
    def leave(self) -> None:
        super().leave()
        self.deleteLater()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """No scrim: the window below stays as it is."""


class BellCount(QWidget):
    """The number on the bell: an ink pill, as on the rail."""

    def __init__(self, bell: QWidget) -> None:
        super().__init__(bell)
        self._count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(18, 16)
        self.move(bell.sizeHint().width() - 17, 0)
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._count = count
        self.setVisible(count > 0)
        bell = self.parentWidget()
        if bell is not None:
            bell.setAccessibleName(tr("Notices, {count} waiting", count=count) if count else tr("Notices"))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            pill = QRectF(self.rect())
            paint.box(painter, pill, 8, colours.ink)
            words = str(self._count) if self._count < 100 else "99"
            paint.text(painter, pill, words, Role.TINY_BOLD, colours.on_ink, paint.CENTRE)
