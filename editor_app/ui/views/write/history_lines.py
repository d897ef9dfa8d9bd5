"""The lines of a document's history: milestones, and stretches of saves that unfold; apart from what they differ by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import focus, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.write.layouts import emptied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from editor_app.domain.history import Moment, Stretch

_HEIGHT: Final = 52


class HistoryLine(QAbstractButton):
    """One revision, or a stretch of them: what it is, and below who and when."""

    def __init__(self, title: str, facts: str, *, bold: bool) -> None:
        super().__init__()
        self._facts = facts
        self._role = Role.DENSE_BOLD if bold else Role.DENSE
        self.setText(title)
        self.setAccessibleName(f"{title}, {facts}")
        self.setToolTip(tip(f"{title}\n{facts}"))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(200), fonts.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            if self.isChecked() or self.underMouse():
                paint.box(painter, box.adjusted(0, 1, 0, -1), Radius.BUTTON, colours.sunk)
            half = box.height() / 2
            words = box.adjusted(10, 0, -10, 0)
            top = QRectF(words.x(), 5, words.width(), half - 4)
            paint.text(painter, top, self.text(), self._role, colours.ink)
            below = QRectF(words.x(), half, words.width(), half - 6)
            paint.text(painter, below, self._facts, Role.NOTE, colours.ink2)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class HistoryLines(QWidget):
    """The lines under each other, the newest first; a stretch unfolds into its revisions where it stands."""

    chosen = Signal(object)  # Moment

    def __init__(self, zone: tzinfo, now: datetime) -> None:
        super().__init__()
        self._zone, self._now = zone, now
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Stretch, ...] = ()
        self._unfolded: set[str] = set()
        self._here = ""
        self.lines: list[HistoryLine] = []

    def show_history(self, found: Sequence[Stretch]) -> None:
        """Show these."""
        self._shown = tuple(found)
        self._fill()

    def unfold_all(self, *, every: bool) -> None:
        """Every save by itself, or milestones and folded stretches."""
        self._unfolded = {str(stretch.moments[0].id) for stretch in self._shown} if every else set()
        self._fill()

    def mark(self, moment: Moment) -> None:
        """Show which revision is looked at."""
        self._here = moment.id
        self._fill()

    def _fill(self) -> None:
        emptied(self._column)
        self.lines = []
        for stretch in self._shown:
            if len(stretch.moments) == 1 or stretch.moments[0].id in self._unfolded:
                for moment in stretch.moments:
                    self._add_moment(moment)
            else:
                self._add_stretch(stretch)
        self._column.addStretch(1)

    def _add_moment(self, moment: Moment) -> None:
        line = HistoryLine(what_it_is(moment), self._facts(moment), bold=moment.is_milestone)
        line.setChecked(moment.id == self._here)
        line.clicked.connect(lambda: self.chosen.emit(moment))
        self._add(line)

    def _add_stretch(self, stretch: Stretch) -> None:
        newest, oldest = stretch.moments[0], stretch.moments[-1]
        when = f"{self._when(oldest)} – {self._when(newest)}"
        words = tr_n("{count} save", "{count} saves", count=len(stretch.moments))
        line = HistoryLine(words, joined(tr(", ").join(stretch.authors), when), bold=False)
        line.setChecked(any(moment.id == self._here for moment in stretch.moments))
        line.clicked.connect(lambda: self._unfold(newest))
        self._add(line)

    def _add(self, line: HistoryLine) -> None:
        self.lines.append(line)
        self._column.addWidget(line)

    def _unfold(self, newest: Moment) -> None:
        self._unfolded.add(newest.id)
        self._fill()

    def _facts(self, moment: Moment) -> str:
        return joined(tr("Revision {number}", number=moment.number), moment.author, self._when(moment))

    def _when(self, moment: Moment) -> str:
        local, today = moment.saved_at.astimezone(self._zone), self._now.astimezone(self._zone)
        return local.strftime("%H:%M" if local.date() == today.date() else "%m-%d %H:%M")


def what_it_is(moment: Moment) -> str:
    """Its name, the editions made of it, what else went into it; else its number."""
    words = [moment.name] if moment.name else []
    words += [tr("edition {number}", number=number) for number, _state in moment.editions]
    if moment.origins:
        words.append(tr("together with revision {numbers}", numbers=", ".join(map(str, moment.origins))))
    if not words and moment.number == 1:
        words.append(tr("First revision"))
    return joined(*words) if words else tr("Revision {number}", number=moment.number)
