"""A case in the list and a copy on its page; apart for their paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.recall import Standing
from editor_app.ui import focus, glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.moments import when
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.views.recall import words
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Card, Label, Rule, across, boxed, down
from editor_app.ui.widgets.segments import paint_segments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.recalling import Case, Place
    from editor_app.storage.queries.recall import ProofRow

_HEIGHT: Final = 76
_STANDING: Final = 184
_DEEDS: Final = 168
_INDENT: Final = 32
"""Below the account's name, right of its tile."""


class CaseRow(QAbstractButton):
    """Kind, title and how far it is; the whole row is the target."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self.first = True
        closed = tr("case closed") if case.row.closed_at else words.progress(case)
        self._facts = joined(words.kind_word(case), case.row.number)
        self.setText(case.row.title)
        self.setCheckable(True)
        self.setAccessibleName(joined(case.row.title, self._facts, closed))
        self.setToolTip(tip(case.row.title))
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, fonts.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            if self.isChecked() or self.underMouse():
                inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                paint.box(painter, inside, 5, colours.indigo_wash if self.isChecked() else colours.panel)
            if not self.first:
                paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            is_closed = self.case.row.closed_at is not None
            step, room = fonts.scaled(21), self.width() - 32
            ink = colours.ink3 if is_closed else colours.ink
            paint.text(painter, QRectF(16, 10, room, step), self.text(), Role.ROW_SERIF, ink)
            facts = joined(self.case.row.number, tr("case closed")) if is_closed else self._facts
            paint.text(painter, QRectF(16, 10 + step, room, step), facts, Role.NOTE, colours.ink2)
            if not is_closed:
                bar = QRectF(16, self.height() - 16, room, 4)
                paint_segments(painter, bar, words.segments(self.case))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class CaseList(Card):
    """Every case on one paper, the open ones first."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CaseRow] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda row: self.chosen.emit(row.case.row.id))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_all(self, cases: Sequence[Case], current: str) -> None:
        """Show them; `current` is the id of the one chosen."""
        for row in self.rows:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [CaseRow(case) for case in cases]
        for place, row in enumerate(self.rows):
            row.first = place == 0
            row.setChecked(row.case.row.id == current)
            self._group.addButton(row)
            self._column.addWidget(row)


class StandingMark(QWidget):
    """Glyph and words of a standing."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._glyph, self._tone = words.mark_of(place.standing)
        self._words = words.standing_word(place.standing)
        self.setAccessibleName(self._words)
        self.setFixedSize(fonts.scaled(_STANDING), fonts.scaled(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            middle = self.height() / 2
            box = QRectF(0, round(middle - 8), 16, 16)
            glyphs.paint(painter, self._glyph, box, colours[self._tone], colours.on_state)
            ink = colours["ink2" if self._tone == "green" else self._tone]
            paint.text(painter, QRectF(24, 0, self.width() - 24, self.height()), self._words, Role.DENSE, ink)


class CopyRow(QWidget):
    """One copy: account and address, what is done, where it stands, its proofs and the deeds on it."""

    measure_asked = Signal(int)
    proof_asked = Signal(int)
    delivery_asked = Signal(str)

    def __init__(self, place: Place, tile: QWidget, *, may_choose: str, may_prove: str) -> None:
        super().__init__()
        self.place = place
        self._where = (tile, words.copy_name(place))
        self.measure = Button(tr("Measure…"), small=True, name=joined(tr("Measure…"), words.copy_name(place)))
        self.measure.clicked.connect(lambda: self.measure_asked.emit(place.row.ordinal))
        self.proof = Button(tr("Proof…"), small=True, name=joined(tr("Proof…"), words.copy_name(place)))
        self.proof.block(may_prove)
        self.proof.clicked.connect(lambda: self.proof_asked.emit(place.row.ordinal))
        self.delivery = Button(tr("See why…"), small=True, name=joined(tr("See why…"), words.copy_name(place)))
        served = place.serving
        if served is not None:
            self.delivery.clicked.connect(lambda: self.delivery_asked.emit(served.delivery))
        # Never setVisible: what has no parent yet would be a window of its own for a moment, and take the keyboard.
        is_stuck = served is not None and place.standing is Standing.STUCK
        needless = {
            self.measure: place.is_settled or not set(place.offered) - {place.row.measure} or bool(may_choose),
            self.proof: place.is_settled,
            self.delivery: not is_stuck,
        }
        for button, is_needless in needless.items():
            if is_needless:
                button.hide()

    def fill(self, now: datetime, zone: ZoneInfo) -> None:
        """Lay it out; times are said as seen from `now`."""
        tile, name = self._where
        texts = down(Label(name, Role.BODY_BOLD), Label(words.copy_facts(self.place), Role.NOTE, "ink2"), gap=1)
        deeds = boxed(across(None, self.measure, self.delivery, self.proof, gap=8))
        deeds.setFixedWidth(fonts.scaled(_DEEDS))
        line = across(tile, boxed(texts), StandingMark(self.place), deeds, gap=12)
        line.setStretch(1, 1)
        missing = self.place.missing
        below = [
            Label(said(missing), Role.NOTE, "ochre", wrap=True) if missing is not None else None,
            self._read(now, zone),
            self._advice(),
            *(_proof_label(proof, now, zone) for proof in self.place.proofs),
        ]
        notes = [note for note in below if note is not None]
        under = boxed(down(*notes, gap=2, margins=(_INDENT, 0, 0, 0)))
        if not notes:
            under.hide()
        self.setLayout(down(boxed(line), under, gap=2, margins=(16, 10, 16, 10)))

    def _advice(self) -> Label | None:
        said = words.advice(self.place)
        return Label(said, Role.NOTE, words.mark_of(self.place.standing)[1], wrap=True) if said else None

    def _read(self, now: datetime, zone: ZoneInfo) -> Label | None:
        served = self.place.serving
        if served is None or served.read_at is None:
            return None
        return _note(tr("Read back {time}", time=when(served.read_at, now, zone)))


class Copies(Card):
    """Every copy of a case on one paper, a hairline between them."""

    def __init__(self, rows: Sequence[CopyRow]) -> None:
        super().__init__()
        self.rows = tuple(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for place, row in enumerate(rows):
            if place:
                column.addWidget(Rule())
            column.addWidget(row)


def _proof_label(proof: ProofRow, now: datetime, zone: ZoneInfo) -> Label:
    shown = f"SHA-256 {proof.screenshot[:12]}" if proof.screenshot else ""
    outcome = words.outcome_word(proof.outcome)
    said = tr("Proof: {outcome}. {note}", outcome=outcome, note=proof.note)
    return _note(joined(said, proof.by, when(proof.at, now, zone), proof.link, shown))


def _note(text: str) -> Label:
    return Label(text, Role.NOTE, "ink2", wrap=True)
