"""The freeze (全网静默) in the window: the band over every view, the question before it and the way out of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.domain.member import Deed
from editor_app.ui import background, icons, moments, saying, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.outside import tip
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.tokens import LIGHT, Role
from editor_app.ui.view import Action
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.silence import Silence, Stilled
    from editor_app.ui.background import Job
    from editor_app.ui.main_window import MainWindow

log = logging.getLogger(__name__)
KEYS: Final = "Ctrl+Alt+Shift+F"
"""Four keys at once: nobody strikes them by chance, and every keyboard has them."""
_HEIGHT: Final = 40
_FAINT: Final = 0.5
_LINE: Final = 3
"""How thick the line is that shows how far the holding is."""


class _BandButton(Button):
    """A deed on the band's own ground."""

    def __init__(self, text: str) -> None:
        super().__init__(text, Kind.LINK)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else _FAINT)
            self._paint_content(painter, QRectF(self.rect()), theme.colours().on_seal)


class FreezeBand(QWidget):
    """Who stopped all sending, since when and why; over the whole window while it stands."""

    lift_asked = Signal()
    triage_asked = Signal()
    cancelled = Signal()  # the holding, never the freeze

    def __init__(self, silence: Silence, since: str, refusal: str) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        facts = tr("{name} since {time}: {reason}", name=silence.by_name, time=since, reason=silence.reason)
        title = tr("Everything is frozen: nothing goes out")
        self.setAccessibleName(joined(title, facts))
        self._facts = Label(facts, Role.DENSE, "on_seal")
        self._facts.setToolTip(tip(facts))
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.triage = _BandButton(tr("What it stopped"))
        self.triage.clicked.connect(self.triage_asked)
        self.lift = _BandButton(tr("Lift the freeze…"))
        self.lift.clicked.connect(self.lift_asked)
        self.lift.setToolTip(refusal)
        self.lift.setVisible(not refusal)
        self.cancel = _BandButton(tr("Cancel"))
        self.cancel.setToolTip(
            tr("Nothing goes out all the same: what is still queued waits until the freeze is lifted.")
        )
        self.cancel.clicked.connect(self.cancelled)
        self.cancel.hide()
        self._share = 0.0
        deeds = (self.cancel, self.triage, self.lift)
        row = across(Label(title, Role.BODY_BOLD, "on_seal"), self._facts, *deeds, gap=16)
        row.setStretch(1, 1)
        row.setContentsMargins(44, 0, 20, 0)
        self.setLayout(row)

    def show_progress(self, share: float, sentence: str) -> None:
        """Say how much of the queue is held so far, with a way out; nothing of it can go out meanwhile."""
        self._share = share
        self._facts.setText(joined(sentence, self._facts.toolTip()))
        self._free(free=False)

    def end_progress(self) -> None:
        """The holding is over, or was cancelled."""
        self._share = 0.0
        self._facts.setText(self._facts.toolTip())
        self._free(free=True)

    def _free(self, *, free: bool) -> None:
        """While the queue is being held nothing else is to be decided here."""
        self.cancel.setVisible(not free)
        self.triage.setEnabled(free)
        self.lift.setEnabled(free)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), _ground())
            corner = QPointF(16, round(self.height() / 2 - 9))
            icons.paint(painter, "snowflake", corner, icons.TOOL, colours.on_seal)
            done = QRectF(0, self.height() - _LINE, self.width() * self._share, _LINE)
            painter.fillRect(done, colours.on_seal)


def _ground() -> QColor:
    """Dark carmine in every theme: the light one of the dark theme is made for words, and a band must weigh."""
    colours = theme.colours()
    return colours.carmine if colours.is_high_contrast else LIGHT.carmine


class FreezeWatch(QObject):
    """Shows the freeze that stands, asks before one begins, and leads to what it has stopped."""

    changed = Signal()  # a freeze began or was lifted, here or elsewhere

    def __init__(self, window: MainWindow, desk: Desk, seat: Callable[[], Seat | None]) -> None:
        super().__init__(window)
        self._window, self._desk, self._seat = window, desk, seat
        self.standing: Silence | None = None
        self.question: ReasonQuestion | None = None
        self.band: FreezeBand | None = None
        self._job: Job | None = None
        self._is_looking = self._look_again = False
        window.freeze_asked.connect(self.ask_freeze)
        window.add_action(Action(tr("Freeze all…"), self.ask_freeze, "snowflake", KEYS, "", self.why_no_freeze))
        window.add_action(Action(tr("Lift the freeze…"), self.ask_lift, "play", "", "", self.why_no_lift))
        window.add_action(Action(tr("What the freeze stopped"), self.show_triage, "list", "", "", self._why_no_triage))

    def look(self) -> None:
        """Read whether a freeze stands, on a thread; asked again while it reads, it reads once more."""
        if self._is_looking:
            self._look_again = True
            return
        self._is_looking = True
        background.run(self, self._read, self._take, self._not_read)

    def dress(self) -> None:
        """Put band and button into a window that was made anew."""
        refusal = self._refusal(Deed.FREEZE)
        button = self._window.top.freeze
        button.setVisible(self.standing is None and self._seat() is not None)
        button.block(refusal)
        if not refusal:
            button.setToolTip(f"{tr('Freeze all')}  {QKeySequence(KEYS).toString()}")
        self._show_band()

    def ask_freeze(self) -> None:
        """Ask why, then stop all sending."""
        if self.why_no_freeze() or self._window.is_covered():
            return
        asked = Asked(
            tr("Stop all sending?"),
            tr(
                "Nothing goes out any more, from no window and no worker of this workspace. What is queued is held; "
                "what has left already is settled as always. Lifting the freeze later sends nothing by itself."
            ),
            tr("Freeze all"),
            danger=True,
            mark="icon:snowflake",
        )
        self._ask(asked, self._freeze)

    def ask_lift(self) -> None:
        """Ask why, then let sending go on; what is held stays held."""
        if self.why_no_lift() or self._window.is_covered():
            return
        asked = Asked(
            tr("Let sending go on?"),
            tr("What the freeze stopped stays held: you see it next, and release or take out each with a reason."),
            tr("Lift the freeze"),
            mark="icon:snowflake",
        )
        self._ask(asked, self._lift)

    def show_triage(self) -> None:
        """Show what the freeze has stopped."""
        if not self._window.is_covered():
            self._window.go("queue", triage="yes")

    def why_no_freeze(self) -> str:
        """Why nothing can be frozen now; empty = it can."""
        return tr("Everything is frozen already.") if self.standing is not None else self._refusal(Deed.FREEZE)

    def why_no_lift(self) -> str:
        """Why no freeze can be lifted now; empty = it can."""
        return tr("Nothing is frozen.") if self.standing is None else self._refusal(Deed.LIFT_FREEZE)

    def _why_no_triage(self) -> str:
        return self._refusal(Deed.CONTROL_DELIVERY)

    def _refusal(self, deed: Deed) -> str:
        return saying.refusal(self._seat(), deed)

    def _ask(self, asked: Asked, then: Callable[[Seat, str], None]) -> None:
        seat = self._seat()
        if seat is not None:
            self.question = ReasonQuestion(self._window, asked)
            self.question.ask_for(lambda reason: then(seat, reason))

    def _freeze(self, seat: Seat, reason: str) -> None:
        from editor_app.services import silence

        self._window.toast(tr("Stopping all sending…"))
        self._job = background.run(
            self, lambda: silence.freeze(seat, reason, _told), self._tell_frozen, self._fail, self._tell_progress
        )

    def _tell_progress(self, share: float, what: str) -> None:
        """Sending stands still already; the band says how far the holding is."""
        if self.band is None:
            self.look()
        else:
            self.band.show_progress(share, what)

    def cancel(self) -> None:
        """Leave what is still queued as it is: the freeze stands, and a lift holds it first."""
        if self._job is not None:
            self._job.cancel()
            self._end_job()
            self._window.toast(tr("Cancelled. The freeze stands, and nothing goes out."))
            self.look()

    def _end_job(self) -> None:
        self._job = None
        if self.band is not None:
            self.band.end_progress()

    def _tell_frozen(self, stilled: Stilled) -> None:
        self._end_job()
        left = tr("had left already: {count}", count=stilled.under_way) if stilled.under_way else ""
        self._window.toast(joined(tr("Frozen. Held: {count}", count=stilled.held), left))
        self.look()

    def _lift(self, seat: Seat, reason: str) -> None:
        from editor_app.services import silence

        def done(_held: int) -> None:
            self._end_job()
            self._window.toast(tr("Lifted. Nothing goes out by itself."))
            self.look()
            self.show_triage()

        self._job = background.run(
            self, lambda: silence.lift(seat, reason, _told), done, self._fail, self._tell_progress
        )

    def _fail(self, error: Exception) -> None:
        self._end_job()
        self._window.toast(saying.sentence(error))
        self.look()

    def _read(self) -> Silence | None:
        from editor_app.services import silence

        return silence.standing(self._desk)

    def _take(self, found: Silence | None) -> None:
        self._is_looking = False
        if found != self.standing:
            self.standing = found
            self.dress()
            self.changed.emit()
        self._go_on()

    def _not_read(self, error: Exception) -> None:
        self._is_looking = False
        log.warning("whether a freeze stands could not be read: %s", type(error).__name__)
        self._go_on()

    def _go_on(self) -> None:
        if self._look_again:
            self._look_again = False
            self.look()

    def _show_band(self) -> None:
        self.band = None
        if self.standing is not None and self._seat() is not None:
            zone, now = ZoneInfo(self._desk.workspace.zone), self._desk.clock.now()
            since = moments.when(self.standing.since, now, zone)
            self.band = FreezeBand(self.standing, since, self._refusal(Deed.LIFT_FREEZE))
            self.band.lift_asked.connect(self.ask_lift)
            self.band.triage_asked.connect(self.show_triage)
            self.band.cancelled.connect(self.cancel)
            self.band.triage.setVisible(not self._why_no_triage())
        self._window.set_band(self.band)


def _told(share: float, what: Text) -> None:
    """Progress of a service, passed on from its thread."""
    background.report(share, said(what))
