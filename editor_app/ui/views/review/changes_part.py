"""What differs for one account, from the last edition or from what readers see now; apart because one chooses which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import focus, glyphs, moments, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.views.review.living import LIVE, REVIEWED
from editor_app.ui.widgets import diff
from editor_app.ui.widgets.labels import Label, across, boxed
from editor_app.ui.widgets.scrolling import emptied
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.identifiers import AccountId
    from editor_app.ui.threads import Sitting
    from editor_app.ui.views.review.differences import Difference
    from editor_app.ui.views.review.living import LiveSide
    from editor_app.ui.views.review.reading import Case

_SHOWN: Final = 24
_DRIFTS: Final = 6


class DifferenceRow(QAbstractButton):
    """One difference: mark, words, place; a press scrolls to it."""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        self.difference = difference
        self.setText(difference.sentence)
        self.setAccessibleName(f"{difference.place} {difference.sentence}")
        self.setToolTip(tip(difference.sentence))
        leads = bool(difference.anchor or difference.picture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, fonts.scaled(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        glyph, tone = diff.change_glyph(self.difference.kind)
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            paint.smooth(painter)
            glyphs.paint(painter, glyph, QRectF(0, box.center().y() - 8, 16, 16), colours[tone], colours.on_state)
            place = fonts.width(self.difference.place, Role.NOTE)
            room = box.width() - 24 - place - 12
            role = Role.DENSE_BOLD if self.difference.is_number else Role.DENSE
            paint.text(painter, QRectF(24, 0, room, box.height()), self.text(), role, colours.ink)
            paint.text(painter, box, self.difference.place, Role.NOTE, colours.ink3, paint.RIGHT)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class ChangesPart(QWidget):
    """`sought` tells words to scroll to, `pictured` a picture to compare, `base_chosen` another side."""

    sought = Signal(str)
    pictured = Signal(int)
    base_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.base = REVIEWED
        """Which side is wanted; an account without a live side is compared with the last edition."""
        self.choice: Segments | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def base_for(self, case: Case, account: AccountId) -> str:
        """With which side the account's page is compared."""
        if account not in case.live:
            return REVIEWED
        return LIVE if case.previous is None else self.base

    def show_changes(self, case: Case, account: AccountId, sitting: Sitting | None) -> None:
        """List what differs for one account."""
        emptied(self._column)
        self.choice = None
        side = case.live.get(account)
        base = self.base_for(case, account)
        if side is not None and case.previous is not None:
            self._add_choice(case, base)
        if side is not None and base == LIVE:
            self._add_live(side, sitting)
        elif case.previous is None:
            self._column.addWidget(head(tr("Differences"), ""))
            words = tr("The first edition of this document: nothing to compare with.")
            self._column.addWidget(Label(words, Role.DENSE, "ink2", wrap=True))
        else:
            found = case.changes.get(account, ())
            words = tr("Different from edition {number}", number=case.previous.number)
            self._column.addWidget(head(words, str(len(found))))
            self._add_rows(found)

    def _add_choice(self, case: Case, base: str) -> None:
        number = case.previous.number if case.previous is not None else 0
        items = [Item(REVIEWED, tr("Edition {number}", number=number)), Item(LIVE, tr("Live now"))]
        self.choice = Segments(tr("Compare with"), items, base)
        self.choice.chosen.connect(self._choose)
        label = Label(tr("Compare with"), Role.NOTE, "ink2")
        self._column.addWidget(boxed(across(label, self.choice, None, gap=8)))
        self._column.addSpacing(8)

    def _choose(self, key: str) -> None:
        self.base = key
        self.base_chosen.emit(key)

    def _add_live(self, side: LiveSide, sitting: Sitting | None) -> None:
        """What readers see, when that was read, and whether it is what was approved."""
        live = side.live
        self._column.addWidget(head(tr("Different from what is live"), str(len(side.changes))))
        time = moments.when(live.at, sitting.now, sitting.zone) if sitting is not None else ""
        read = tr("read back {time} on {account}", time=time, account=live.payload.account_name)
        edition = tr("Edition {number}", number=live.edition.number)
        self._column.addWidget(Label(joined(edition, read), Role.NOTE, "ink2", wrap=True))
        if side.drift:
            warned = tr("What is live is not what was approved. Changed there:")
            self._column.addSpacing(6)
            self._column.addWidget(Label(warned, Role.DENSE_BOLD, "ochre", wrap=True))
            self._add_rows(side.drift, _DRIFTS)
            self._column.addSpacing(6)
            self._column.addWidget(Label(tr("Changed by this edition:"), Role.DENSE_BOLD))
        else:
            self._column.addWidget(Label(tr("It is what was approved."), Role.NOTE, "green"))
        self._add_rows(side.changes)

    def _add_rows(self, found: Sequence[Difference], most: int = _SHOWN) -> None:
        if not found:
            self._column.addWidget(Label(tr("Word for word the same."), Role.DENSE, "ink2"))
        for difference in found[:most]:
            row = DifferenceRow(difference)
            row.clicked.connect(lambda _checked=False, one=difference: self._go(one))
            self._column.addWidget(row)
        if len(found) > most:
            self._column.addWidget(Label(tr("and {count} more", count=len(found) - most), Role.NOTE, "ink2"))

    def _go(self, difference: Difference) -> None:
        if difference.picture:
            self.pictured.emit(difference.picture)
        else:
            self.sought.emit(difference.anchor)


def head(title: str, count: str) -> QWidget:
    """The head of a section with how many there are."""
    row = across(Label(title, Role.DENSE_BOLD), Label(count, Role.DENSE, "ink3"), None, gap=8)
    holder = boxed(row)
    holder.setFixedHeight(fonts.scaled(26))
    return holder
