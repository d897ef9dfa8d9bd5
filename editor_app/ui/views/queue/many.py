"""Several deliveries chosen together: what may be done to them, and one reason for all; apart from the story of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.progress import Progress as Told
from editor_app.domain.progress import silent
from editor_app.ui import badges
from editor_app.ui.i18n import N_, N_n, joined, said, tr, tr_n
from editor_app.ui.reasons import ReasonQuestion
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue import deeds
from editor_app.ui.views.queue.state_badge import StateBadge
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.bulk import Bulk
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow

NARROW: Final = 368
WIDE: Final = 440
NAMED: Final = 5
_ICONS: Final = {Event.HOLD: "pause", Event.RELEASE: "play", Event.RETRY: "rotate-ccw", Event.CANCEL: "x"}
_VERBS: Final = {
    Event.HOLD: N_("Hold {count}…"),
    Event.RELEASE: N_("Release {count}…"),
    Event.RETRY: N_("Try {count} again"),
    Event.CANCEL: N_("Take out {count}…"),
}
EVENTS: Final = frozenset(_VERBS)
_QUESTIONS: Final = {
    Event.HOLD: (
        N_n("Hold {count} delivery?", "Hold {count} deliveries?"),
        N_("They stay in their places and wait until somebody releases them, one by one or together."),
    ),
    Event.RELEASE: (
        N_n("Let {count} delivery go out?", "Let {count} deliveries go out?"),
        N_("Each goes out at the time it had, or at once when that has passed. Nothing leaves its approved window."),
    ),
    Event.CANCEL: (
        N_n("Take {count} delivery out of the queue?", "Take {count} deliveries out of the queue?"),
        N_("This is final: their accounts get nothing of these editions."),
    ),
}
_DONE: Final = {
    Event.HOLD: N_n("{count} held", "{count} held"),
    Event.RELEASE: N_n("{count} released; it goes out at its time", "{count} released; each goes out at its time"),
    Event.RETRY: N_n("{count} is tried again", "{count} are tried again"),
    Event.CANCEL: N_n("{count} taken out of the queue", "{count} taken out of the queue"),
}


def allowed(rows: Sequence[DeliveryRow], event: Event) -> list[DeliveryRow]:
    """Those whose state allows the deed to a person."""
    return [row for row in rows if any(deed.event is event for deed in deeds.offered(row.state))]


class ManyPanel(Surface):
    """Stands where the story of one delivery stands; `asked` tells the event that the person wants for them."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("paper", "left")
        self.rows: tuple[DeliveryRow, ...] = ()
        self.buttons: dict[Event, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(21, 16, 20, 16)
        self._column.setSpacing(8)
        self.setAccessibleName(tr("Chosen deliveries"))
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give room to the table."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    def show_rows(self, rows: Sequence[DeliveryRow], seat: Seat | None) -> None:
        """Show what is chosen and what may be done to it."""
        self.rows = tuple(rows)
        self.buttons = {}
        emptied(self._column)
        if len(rows) < 2:
            return
        self._column.addWidget(
            Label(tr_n("{count} delivery chosen", "{count} deliveries chosen", count=len(rows)), Role.HEAD)
        )
        self._column.addWidget(boxed(down(*_tally(rows), gap=6)))
        self._column.addWidget(Rule())
        refusal = deeds.refusal(seat)
        for event in _VERBS:
            if fitting := allowed(rows, event):
                self._column.addWidget(self._button(event, len(fitting), refusal))
        if not self.buttons:
            self._column.addWidget(Label(tr("Nothing can be done to these by a person now."), Role.DENSE, wrap=True))
        if refusal:
            self._column.addWidget(Label(refusal, Role.NOTE, "ink2", wrap=True))
        note = tr("Each deed touches only those whose state allows it, and is recorded for each of them.")
        self._column.addWidget(Label(note, Role.NOTE, "ink2", wrap=True))
        self._column.addStretch(1)

    def _button(self, event: Event, count: int, refusal: str) -> Button:
        kind = Kind.DANGER if event is Event.CANCEL else Kind.SECONDARY
        button = Button(tr(_VERBS[event], count=count), kind, icon=_ICONS[event])
        button.widen(180)
        button.block(refusal)
        button.clicked.connect(lambda: self.asked.emit(event.value))
        self.buttons[event] = button
        return button


def question(over: QWidget, event: Event, rows: Sequence[DeliveryRow], untouched: int) -> ReasonQuestion:
    """One reason for all of them; the question names them and says how many stay as they are."""
    title, explanation = _QUESTIONS[event]
    look = next(deed for deed in deeds.DEEDS if deed.event is event).asked()
    made = ReasonQuestion(over, replace(look, title=tr_n(*title, count=len(rows)), explanation=tr(explanation)))
    made.add_detail(boxed(down(*_names(rows), gap=4)))
    if untouched:
        sentence = tr("Chosen as well, but not allowed now: {count}. They stay as they are.", count=untouched)
        made.add_detail(Label(sentence, Role.NOTE, "ink2", wrap=True))
    return made


def done(seat: Seat, event: Event, wanted: Sequence[DeliveryId], reason: str, told: Told = silent) -> Bulk:
    """Do it; in the background."""
    from editor_app.services import bulk

    match event:
        case Event.HOLD:
            return bulk.hold_many(seat, wanted, reason, told)
        case Event.RELEASE:
            return bulk.release_many(seat, wanted, reason, progress=told)
        case Event.RETRY:
            return bulk.retry_many(seat, wanted, told)
    return bulk.cancel_many(seat, wanted, reason, told)


def outcome(event: Event, bulk: Bulk, rows: Sequence[DeliveryRow]) -> tuple[str, tuple[str, ...]]:
    """What was done, and for each that was refused its account and why."""
    names = {row.id: joined(row.account_name, row.title) for row in rows}
    refused = tuple(
        tr("{what}: {change}", what=names.get(each, ""), change=said(error.message)) for each, error in bulk.refused
    )
    return tr_n(*_DONE[event], count=len(bulk.done)), refused


def _tally(rows: Sequence[DeliveryRow]) -> list[QWidget]:
    counts = Counter(row.state for row in rows)
    return [_tally_line(state, counts[state]) for state in DeliveryState if counts[state]]


def _tally_line(state: DeliveryState, count: int) -> QWidget:
    number = Label(str(count), Role.DENSE_BOLD)
    line = boxed(across(StateBadge(state.value), number, None, gap=8))
    line.setAccessibleName(f"{badges.word_of(state.value)} {count}")
    return line


def _names(rows: Sequence[DeliveryRow]) -> list[QWidget | int | None]:
    shown: list[QWidget | int | None] = [
        Label(joined(row.account_name, row.title), Role.DENSE, "ink2") for row in rows[:NAMED]
    ]
    if len(rows) > NAMED:
        shown.append(Label(tr("and {count} more", count=len(rows) - NAMED), Role.NOTE, "ink2"))
    return shown
