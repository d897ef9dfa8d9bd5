"""Comments as cards: who said what about which words, and the deeds on it; review and writing show them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.comment import Ending
from editor_app.domain.member import Deed, Role
from editor_app.ui import focus, glyphs, moments, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, joined, tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role as Type
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.comment import Thread
    from editor_app.domain.member import Member
    from editor_app.services.anchoring import Placed

_SIDE: Final = 18
_QUOTED: Final = 60
_CELL: Final = 16
_ENDED: Final = {
    Ending.RESOLVED: N_("Settled"),
    Ending.APPLIED: N_("Taken over"),
    Ending.REJECTED: N_("Not taken over"),
}
FIELD_WORDS: Final = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "body": N_("Text"),
    "link": N_("Link"),
    "cover_alt": N_("Alternative text of the cover"),
    "picture": N_("Picture"),
    "chart": N_("Chart"),
    "source": N_("Source"),
    "tags": N_("Tags"),
    "author": N_("Author"),
}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who looks, and when and where."""

    member: Member
    now: datetime
    zone: ZoneInfo

    def may_settle(self, thread: Thread) -> bool:
        """Whether this member may say that it is settled."""
        free = not thread.is_must or thread.by == self.member.id or Role.REVIEWER in self.member.roles
        return free and self.member.may(Deed.COMMENT)


class NumberMark(QAbstractButton):
    """The number of a thread in a circle, as it stands in the text; a press goes there."""

    def __init__(self, number: int, name: str, *, is_open: bool) -> None:
        super().__init__()
        self._is_open = is_open
        self.setText(str(number))
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = fonts.scaled(_SIDE)
        return QSize(max(side, fonts.width(self.text(), Type.TINY_BOLD) + 10), side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_number(painter, QRectF(self.rect()), self.text(), is_open=self._is_open)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


def paint_number(painter: QPainter, box: QRectF, words: str, *, is_open: bool) -> None:
    """A number on a round ground: full while the thread is open, an outline when it is closed."""
    colours = theme.colours()
    paint.smooth(painter)
    tone = colours.ochre if is_open else colours.ink3
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    paint.box(painter, inner, int(inner.height() / 2), tone if is_open else colours.paper, tone)
    paint.text(painter, box, words, Type.TINY_BOLD, colours.on_state if is_open else tone, paint.CENTRE)


class _State(QWidget):
    """A mark and a word at the right of a card's head."""

    def __init__(self, glyph: str, words: str, tone: str) -> None:
        super().__init__()
        self._glyph, self._words, self._tone = glyph, words, tone
        self.setAccessibleName(words)
        self.setFixedSize(20 + fonts.width(words, Type.NOTE), fonts.scaled(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            box = QRectF(self.rect())
            tone = colours[self._tone]
            glyphs.paint(painter, self._glyph, QRectF(0, box.center().y() - 7, 14, 14), tone, colours.on_state)
            paint.text(painter, box.adjusted(18, 0, 0, 0), self._words, Type.NOTE, tone)


class ThreadCard(QWidget):
    """One thread; `sought` asks for its place, `acted` tells a deed: reply, resolve, reopen, apply or reject."""

    sought = Signal()
    acted = Signal(str)

    def __init__(self, number: int, placed: Placed, sitting: Sitting) -> None:
        super().__init__()
        self.placed = placed
        self.deeds: dict[str, Button] = {}
        thread = placed.thread
        words = tr("Comment {number} by {name}: {words}", number=number, name=thread.name, words=placed.words[:_QUOTED])
        self.mark = NumberMark(number, words, is_open=thread.is_open)
        self.mark.clicked.connect(self.sought)
        first = thread.remarks[0]
        head = across(
            self.mark,
            Label(first.name, Type.DENSE_BOLD),
            Label(joined(_place(placed), moments.when(first.at, sitting.now, sitting.zone)), Type.NOTE, "ink2"),
            None,
            *_states(placed),
            gap=8,
        )
        body: list[QWidget | int | None] = [self._quote(placed)] if _shows_quote(placed) else []
        if thread.replacement is not None:
            body.append(Label(tr("→ “{words}”", words=thread.replacement or tr("nothing")), Type.ROW_SERIF, wrap=True))
        body.append(Label(first.words, Type.DENSE, wrap=True))
        for said in thread.remarks[1:]:
            when = moments.when(said.at, sitting.now, sitting.zone)
            body.append(Label(f"{said.name} {when}  {said.words}", Type.DENSE, "ink2", wrap=True))
        body += [Label(words, Type.NOTE, "ink2", wrap=True) for words in _endings(thread)]
        deeds = self._deeds(placed, sitting)
        if deeds:
            body += [2, boxed(across(*deeds, None, gap=6))]
        self.setLayout(down(boxed(head), boxed(down(*body, gap=3, margins=(26, 0, 0, 0))), gap=3))

    def _quote(self, placed: Placed) -> QWidget:
        colour = "ink3" if placed.is_orphaned else "ink2"
        return Label(tr("“{words}”", words=placed.thread.anchor.quote[:_QUOTED]), Type.ROW_SERIF, colour, wrap=True)

    def _deeds(self, placed: Placed, sitting: Sitting) -> list[QWidget]:
        thread, member = placed.thread, sitting.member
        if not member.may(Deed.COMMENT):
            return []
        if not thread.is_open:
            return [self._deed("reopen", tr("Open again"), Kind.QUIET)]
        found: list[QWidget] = []
        if thread.replacement is not None and member.may(Deed.WRITE):
            found.append(self._deed("apply", tr("Take over"), Kind.SECONDARY))
            if sitting.may_settle(thread):
                found.append(self._deed("reject", tr("Leave as it is…"), Kind.QUIET))
        elif sitting.may_settle(thread):
            found.append(self._deed("resolve", tr("Mark as settled"), Kind.SECONDARY))
        return [*found, self._deed("reply", tr("Answer…"), Kind.QUIET if found else Kind.SECONDARY)]

    def _deed(self, key: str, words: str, kind: Kind) -> Button:
        button = Button(words, kind, small=True)
        button.clicked.connect(lambda: self.acted.emit(key))
        self.deeds[key] = button
        return button


class ThreadList(QWidget):
    """Cards below each other; `sought` and `acted` carry the id of the thread."""

    sought = Signal(str)
    acted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ThreadCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_threads(self, threads: Sequence[tuple[int, Placed]], sitting: Sitting) -> None:
        """Show the threads, each with its number."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        for number, placed in threads:
            if self.cards:
                self._column.addWidget(Rule())
            card = ThreadCard(number, placed, sitting)
            card.sought.connect(lambda thread=placed.thread.id: self.sought.emit(thread))
            card.acted.connect(lambda deed, thread=placed.thread.id: self.acted.emit(thread, deed))
            self._column.addWidget(card)
            card.show()  # else Qt shows it later, and until then the list says that it needs no room
            self.cards.append(card)

    def enter(self, thread: str) -> None:
        """Put the focus on a thread's number."""
        for card in self.cards:
            if card.placed.thread.id == thread:
                card.mark.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _place(placed: Placed) -> str:
    anchor = placed.thread.anchor
    field = anchor.field
    place = tr(FIELD_WORDS[field]) if field in FIELD_WORDS else field
    part = tr("a part of it") if anchor.region is not None else placed.words[:_CELL] if field == "chart" else ""
    return joined(placed.account_name, "" if field == "body" else place, part)


def _shows_quote(placed: Placed) -> bool:
    """The quote stands in the text unless it is gone, changed, or something is suggested instead of it."""
    is_changed = placed.found is not None and placed.found.is_changed
    return bool(placed.thread.anchor.quote) and (
        placed.is_orphaned or is_changed or placed.thread.replacement is not None
    )


def _states(placed: Placed) -> list[QWidget]:
    thread = placed.thread
    if not thread.is_open:
        return [_State("done", tr(_ENDED[thread.closings[-1].ending]), "green")]
    found: list[QWidget] = []
    if placed.is_orphaned:
        found.append(_State("note", tr("Its words are gone"), "ink2"))
    elif placed.found is not None and placed.found.is_changed:
        found.append(_State("plus_minus", tr("Changed since"), "ochre"))
    if thread.is_must:
        found.append(_State("advised", tr("Before signing"), "ochre"))
    return found


def _endings(thread: Thread) -> list[str]:
    if thread.is_open or not thread.closings:
        return []
    last = thread.closings[-1]
    return [tr("{name}: {reason}", name=last.name, reason=last.reason)] if last.reason else []
