"""What a person may do to a delivery, and the questions before it; apart because each stays on the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from editor_app.domain.delivery import TRANSITIONS, DeliveryState, Event
from editor_app.domain.member import Deed
from editor_app.ui import saying
from editor_app.ui.i18n import N_, tr
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.views.queue.timing import TimeChoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.delivery import Delivery
    from editor_app.services.desk import Seat
    from editor_app.services.publishing import Slot
    from editor_app.storage.queries.queue_rows import DeliveryRow


@dataclass(frozen=True, slots=True)
class DeedLook:
    """One deed: its button and the question before it."""

    event: Event
    verb: str
    icon: str
    keys: str
    title: str
    explanation: str
    danger: bool = False

    def asked(self) -> Asked:
        """The question before it, in the window's language."""
        return Asked(tr(self.title), tr(self.explanation), tr(self.verb).rstrip("…"), danger=self.danger)


DEEDS: Final = (
    DeedLook(Event.ANSWER_THERE, N_("Decide…"), "circle-question-mark", "Ctrl+D", "", ""),
    DeedLook(Event.RETRY, N_("Try again"), "rotate-ccw", "Ctrl+R", "", ""),
    DeedLook(
        Event.RELEASE,
        N_("Release…"),
        "play",
        "Ctrl+Shift+R",
        N_("Let it go out?"),
        N_("The same edition goes out under the same key. The reason stays on the record."),
    ),
    DeedLook(
        Event.HOLD,
        N_("Hold…"),
        "pause",
        "Ctrl+H",
        N_("Hold this delivery?"),
        N_("It stays in its place and waits until somebody releases it. Other accounts go on."),
    ),
    DeedLook(Event.RESCHEDULE, N_("Another time…"), "calendar-clock", "Ctrl+T", "", ""),
    DeedLook(
        Event.CANCEL,
        N_("Take out…"),
        "x",
        "Ctrl+Backspace",
        N_("Take this delivery out of the queue?"),
        N_("This is final: the account gets nothing of this edition. Other accounts go on."),
        danger=True,
    ),
)


def offered(state: DeliveryState) -> tuple[DeedLook, ...]:
    """The deeds that a state allows to a person; a worker's own deliveries are left alone."""
    if state is DeliveryState.WORKING:
        return ()
    return tuple(deed for deed in DEEDS if (state, deed.event) in TRANSITIONS)


def refusal(seat: Seat | None) -> str:
    """Why the member at this desk may do nothing here; empty = they may."""
    return saying.refusal(seat, Deed.CONTROL_DELIVERY)


class DeedQuestion(ReasonQuestion):
    """A deed that needs a reason, and for a release a time."""

    def __init__(self, over: QWidget, asked: Asked, timing: TimeChoice | None = None) -> None:
        super().__init__(over, asked)
        self.timing = timing
        if timing is not None:
            self.add_detail(timing)

    @override
    def is_complete(self) -> bool:
        return super().is_complete() and (self.timing is None or self.timing.is_valid())

    def slot(self) -> Slot | None:
        """The time chosen for a release."""
        return self.timing.slot() if self.timing is not None else None


def ask(
    over: QWidget, deed: DeedLook, then: Callable[[str, Slot | None], None], timing: TimeChoice | None = None
) -> DeedQuestion:
    """Ask for the reason, then do `then(reason, slot)`."""
    question = DeedQuestion(over, deed.asked(), timing)
    question.ask_for(lambda reason: then(reason, question.slot()))
    return question


def release_timing(zone: str, now: datetime, window: tuple[datetime | None, datetime | None]) -> TimeChoice:
    """The question of when, for a release."""
    return TimeChoice(zone, now, window)


def done(seat: Seat, row: DeliveryRow, event: Event, reason: str, slot: Slot | None) -> Delivery:
    """Do it; in the background.

    Raises:
        Refused, Conflict, Invalid: as the services say.
    """
    from editor_app.services import publishing

    match event:
        case Event.RETRY:
            return publishing.retry(seat, row.id)
        case Event.RELEASE:
            return publishing.release(seat, row.id, reason, slot)
        case Event.HOLD:
            return publishing.hold(seat, row.id, reason)
        case Event.RESCHEDULE if slot is not None:
            return publishing.reschedule(seat, row.id, slot)
    return publishing.cancel(seat, row.id, reason)


SAID_DONE: Final = {
    Event.RETRY: N_("It is tried again"),
    Event.RELEASE: N_("Released; it goes out at its time"),
    Event.HOLD: N_("Held"),
    Event.RESCHEDULE: N_("Moved to another time"),
    Event.CANCEL: N_("Taken out of the queue"),
}
