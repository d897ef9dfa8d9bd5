"""The line below the board: everything about the chosen delivery, or about the time that is proposed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.calendar import words
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Surface, across, boxed, down

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from PySide6.QtGui import QPaintEvent

    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.board import Proposal

HEIGHT: Final = 76


class _Title(QWidget):
    """Tile, account, state and the document's title on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._row: PlannedRow | None = None
        self._tile = ""
        self.setFixedHeight(fonts.scaled(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: PlannedRow, tile: str) -> None:
        """Show another delivery."""
        self._row, self._tile = row, tile
        self.setAccessibleName(joined(row.account_name, badges.word_of(row.state.value), row.title))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        colours, middle = theme.colours(), self.height() / 2
        with QPainter(self) as painter:
            paint.smooth(painter)
            badges.paint_tile(painter, 0, round(middle - 10), self._tile)
            name = QRectF(28, 0, self.width() * 0.3, self.height())
            x = 28 + paint.text(painter, name, row.account_name, Role.BODY, colours.ink) + 16
            x += badges.paint_state(painter, x, middle, row.state.value) + 14
            paint.text(painter, QRectF(x, 0, self.width() - x, self.height()), row.title, Role.ROW_TITLE, colours.ink)


class Strip(Surface):
    """Facts at the left, deeds at the right."""

    move_asked = Signal()
    queue_asked = Signal()
    confirmed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("paper", "top")
        self.setFixedHeight(fonts.scaled(HEIGHT))
        self.hint = Label("", Role.DENSE, "ink2")
        self.title = _Title()
        self.times = Label("", Role.DENSE, "ink2")
        self.problem = Label("", Role.DENSE, "ochre")
        self.another = Button(tr("Another time…"), icon="clock", name=tr("Give it another time"))
        self.another.clicked.connect(self.move_asked)
        self.queue = Button(tr("See it in the queue"), icon="send")
        self.queue.clicked.connect(self.queue_asked)
        self.confirm = Button(tr("Move it here"), Kind.PRIMARY)
        self.confirm.clicked.connect(self.confirmed)
        self.give_up = Button(tr("Leave it"))
        self.give_up.clicked.connect(self.given_up)
        facts = boxed(down(None, self.title, boxed(across(self.times, self.problem, None, gap=16)), None, gap=4))
        row = across(self.hint, facts, self.another, self.queue, self.give_up, self.confirm, margins=(24, 1, 24, 0))
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        self._facts = facts
        self.setLayout(row)
        self.show_nothing("")

    def show_nothing(self, hint: str) -> None:
        """Nothing is chosen."""
        self.hint.setText(hint)
        self._set_shown(self.hint)

    def show_row(self, row: PlannedRow, tile: str, zone: ZoneInfo, clashes: tuple[str, ...], refusal: str) -> None:
        """Show the chosen delivery.

        Args:
            row: chosen.
            tile: of its platform.
            zone: the office's.
            clashes: what stands in its way, in words.
            refusal: why it can't be moved; empty = it can.
        """
        self.title.show_row(row, tile)
        self.times.setText(joined(words.both_times(row.planned_at, zone), words.window(row, zone)))
        self.problem.setText(" ".join(clashes))
        self.another.block(refusal)
        self._set_shown(self._facts, self.another, self.queue)

    def show_proposal(self, proposal: Proposal, tile: str, zone: ZoneInfo) -> None:
        """Show where the delivery would go."""
        self.title.show_row(proposal.row, tile)
        arrow = tr("to {time}", time=words.both_times(proposal.at, zone))
        self.times.setText(arrow)
        self.problem.setText(proposal.refusal)
        self.confirm.setText(tr("Ask for another window…") if proposal.needs_approval else tr("Move it here"))
        self.confirm.block("" if proposal.needs_approval else proposal.refusal)
        self.confirm.updateGeometry()
        self._set_shown(self._facts, self.give_up, self.confirm)

    def show_problem(self, sentence: str) -> None:
        """Say in place why a deed was refused."""
        self.problem.setText(sentence)

    def _set_shown(self, *shown: QWidget) -> None:
        for widget in (self.hint, self._facts, self.another, self.queue, self.give_up, self.confirm):
            widget.setVisible(widget in shown)
