"""The deeds of the queue from question to toast; apart so that the view only reads and shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.delivery import Event
from editor_app.ui import background, saying
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.proving import Proving
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action
from editor_app.ui.views.queue import deeds, many
from editor_app.ui.views.queue.adopting import Adopting
from editor_app.ui.views.queue.answering import Answering
from editor_app.ui.views.queue.handing import Handing
from editor_app.ui.views.queue.letting_past import LettingPast
from editor_app.ui.views.queue.putting import Putting
from editor_app.ui.views.queue.recalled import Recalling
from editor_app.ui.views.queue.rescheduling import RescheduleDialog
from editor_app.ui.views.queue.thawing import Thawing
from editor_app.ui.views.queue.words import OfficeTime
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import DeliveryId, EditionId
    from editor_app.services.bulk import Bulk
    from editor_app.services.publishing import Slot
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.many import ManyPanel
    from editor_app.ui.views.queue.timing import TimeChoice

_AT_ONCE: Final = 300
"""More deliveries than this are moved under a dialog with progress."""


class Acting(QObject):
    """Asks, does and tells; `acted` when something was changed."""

    acted = Signal()
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel, chosen: ManyPanel) -> None:
        super().__init__(over)
        self._over, self._shell, self._detail, self._many = over, shell, detail, chosen
        self.wanted: tuple[DeliveryId, str] | None = None  # a deed that another place asked for
        self.question: deeds.DeedQuestion | None = None
        self.bulk: ReasonQuestion | None = None
        self.long: LongDeed | None = None
        self.note: ReasonQuestion | None = None
        self.moving: RescheduleDialog | None = None
        self.result: Dialog | None = None
        self.answering = Answering(over, shell)
        self.putting = Putting(over, shell)
        self.thawing = Thawing(over, shell)
        self.past = LettingPast(over, shell, detail)
        self.handing = Handing(over, shell, detail)
        self.handing.told.connect(self._tell)
        self.handing.failed.connect(self.failed)
        self.adopting = Adopting(over, shell, detail)
        self.recalling = Recalling(over, shell, detail)
        self.proving = Proving(over, shell, self._edition)
        detail.proof_asked.connect(self.proving.ask_save)
        for helper in (self.answering, self.putting, self.thawing, self.past, self.adopting):
            helper.told.connect(self._tell)
            helper.failed.connect(self.failed)
        detail.asked.connect(lambda event: self.ask(Event(event)))
        detail.acknowledged.connect(self.ask_acknowledge)
        chosen.asked.connect(lambda event: self.ask_many(Event(event)))

    def actions(self) -> list[Action]:
        """The deeds for the palette and the keyboard."""
        made = [
            Action(tr(deed.verb), partial(self.ask, deed.event), deed.icon, deed.keys, "", partial(self._why_not, deed))
            for deed in deeds.DEEDS
        ]
        seen = tr("Take note of the alarm…")
        made.append(Action(seen, self.ask_acknowledge, "check", "Ctrl+Shift+A", "", self._why_no_alarm))
        made.append(Action(tr("Copy the evidence"), self._detail.copy_evidence, "copy", "Ctrl+Shift+C"))
        made += [self.past.action(), self.adopting.action(), self.recalling.action(), *self.putting.actions()]
        return [*made, self.handing.action(), *self.proving.actions()]

    def ask_queue(self, edition: EditionId) -> None:
        """Show what would be queued, and ask when."""
        self.putting.ask_queue(edition)

    def go_on(self, chosen: Chosen) -> None:
        """Ask what another place wanted, once its delivery is chosen."""
        wanted, self.wanted = self.wanted, None
        if wanted is not None and wanted[1] and wanted[0] == chosen.timeline.row.id:
            self.ask(Event(wanted[1]))

    def _edition(self) -> EditionId | None:
        chosen = self._detail.chosen
        return chosen.timeline.row.edition if chosen is not None else None

    # One delivery, or those chosen together

    def ask(self, event: Event) -> None:
        """Do a deed to what is chosen, after the question that it needs."""
        if len(self._many.rows) > 1:
            self.ask_many(event)
            return
        chosen = self._detail.chosen
        deed = next(each for each in deeds.DEEDS if each.event is event)
        if chosen is None or self._why_not(deed):
            return
        match event:
            case Event.RETRY:
                self._do(event, "", None)
            case Event.ANSWER_THERE if chosen.hand is not None:
                self.handing.ask(chosen)
            case Event.ANSWER_THERE:
                self.answering.ask(chosen)
            case Event.RESCHEDULE:
                self._ask_time(chosen)
            case _:
                timing = self._timing(chosen) if event is Event.RELEASE else None
                self.question = deeds.ask(self._over, deed, partial(self._do, event), timing)

    def _why_not(self, deed: deeds.DeedLook) -> str:
        if len(self._many.rows) > 1:
            fits = deed.event in many.EVENTS and many.allowed(self._many.rows, deed.event)
            return deeds.refusal(self._shell.seat) if fits else tr("The chosen deliveries do not allow it now.")
        chosen = self._detail.chosen
        if chosen is None or deed not in deeds.offered(chosen.timeline.row.state):
            return tr("The chosen delivery does not allow it now.")
        return deeds.refusal(self._shell.seat)

    def _timing(self, chosen: Chosen) -> TimeChoice | None:
        seat = self._shell.seat
        if chosen.record is None or seat is None:
            return None
        window = (chosen.record.manifest.not_before, chosen.record.manifest.not_after)
        return deeds.release_timing(seat.desk.workspace.zone, seat.desk.clock.now(), window)

    def _do(self, event: Event, reason: str, slot: Slot | None) -> None:
        seat, chosen = self._shell.seat, self._detail.chosen
        if seat is None or chosen is None:
            return
        row = chosen.timeline.row
        self._detail.show_error("")
        background.run(
            self,
            lambda: deeds.done(seat, row, event, reason, slot),
            lambda _moved: self._tell(tr(deeds.SAID_DONE[event])),
            lambda error: self._detail.show_error(saying.sentence(error)),
        )

    def _ask_time(self, chosen: Chosen) -> None:
        seat = self._shell.seat
        if seat is not None:
            office = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
            dialog = RescheduleDialog(self._over, chosen, office)
            dialog.answered.connect(lambda key: self._move(dialog, chosen) if key == "move" else None)
            self.moving = dialog
            dialog.ask()

    def _move(self, dialog: RescheduleDialog, chosen: Chosen) -> None:
        seat = self._shell.seat
        if seat is None or not dialog.timing.is_valid():
            return
        row, slot = chosen.timeline.row, dialog.timing.slot()

        def done(_moved: object) -> None:
            dialog.leave()
            self._tell(tr(deeds.SAID_DONE[Event.RESCHEDULE]))

        background.run(
            dialog,
            lambda: deeds.done(seat, row, Event.RESCHEDULE, "", slot),
            done,
            lambda error: dialog.show_problem(saying.sentence(error)),
        )

    def ask_acknowledge(self) -> None:
        """Ask what was made of the alarm, then keep that it was seen."""
        seat, chosen = self._shell.seat, self._detail.chosen
        if seat is None or chosen is None or self._why_no_alarm():
            return
        row = chosen.timeline.row

        def work(note: str) -> None:
            from editor_app.services import alarms

            alarms.acknowledge(seat, row.id, note)

        def keep(note: str) -> None:
            failed = self.failed.emit
            background.run(
                self, lambda: work(note), lambda _none: self._tell(tr("Recorded; it rings no more.")), failed
            )

        asked = Asked(
            tr("You have seen the difference?"),
            tr("The alarm is silent until a later reading says something else. The post itself stays as it is."),
            tr("Keep it"),
            label=tr("What was made of it"),
        )
        self.note = ReasonQuestion(self._over, asked)
        self.note.ask_for(keep)

    def _why_no_alarm(self) -> str:
        chosen = self._detail.chosen
        if chosen is None or chosen.alarm is None:
            return tr("The chosen delivery raises no alarm.")
        return deeds.refusal(self._shell.seat)

    def ask_many(self, event: Event) -> None:
        """Do a deed to all chosen deliveries that allow it, with one reason."""
        rows = tuple(self._many.rows)
        fitting = many.allowed(rows, event) if event in many.EVENTS else []
        if not fitting or deeds.refusal(self._shell.seat):
            return
        if event is Event.RETRY:
            self._do_many(event, fitting, "")
        else:
            self.bulk = many.question(self._over, event, fitting, len(rows) - len(fitting))
            self.bulk.ask_for(partial(self._do_many, event, fitting))

    def _do_many(self, event: Event, rows: list[DeliveryRow], reason: str) -> None:
        seat = self._shell.seat
        if seat is not None:
            wanted = [row.id for row in rows]
            done = partial(self._tell_many, event, rows)
            if len(wanted) <= _AT_ONCE:
                background.run(self, lambda: many.done(seat, event, wanted, reason), done, self.failed.emit)
                return
            note = tr("What is done stays done when you cancel; the rest stays as it is.")
            self.long = LongDeed(self._over, tr("Many deliveries"), note)
            self.long.begin(tr("It begins…"), lambda told: many.done(seat, event, wanted, reason, told), done)

    def _tell_many(self, event: Event, rows: list[DeliveryRow], bulk: Bulk) -> None:
        sentence, refused = many.outcome(event, bulk, rows)
        self._tell(sentence)
        if refused:
            dialog = Dialog(
                self._over, tr_n("{count} stayed as it is", "{count} stayed as they are", count=len(refused))
            )
            dialog.add(*(Label(line, Role.DENSE, wrap=True) for line in refused[: many.NAMED * 2]))
            dialog.add_button("", Button(tr("Close"), Kind.SECONDARY))
            self.result = dialog
            dialog.ask()

    def _tell(self, sentence: str) -> None:
        self._shell.toast(sentence)
        self.acted.emit()
