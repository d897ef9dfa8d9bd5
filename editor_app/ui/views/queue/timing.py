"""When something goes out, chosen by a person: now, or at a time of the office; apart because two dialogs ask it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from editor_app.domain.errors import Invalid
from editor_app.domain.instants import instant_from_text
from editor_app.domain.text import T
from editor_app.ui import moments, saying
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from editor_app.services.publishing import Slot

_HALF_HOUR: Final = 30
_ELSE: Final = T("Choose a time inside of it, or submit the edition again with another window.")


class TwoClocks(QWidget):
    """One moment on the office's clock and in UTC, so that nobody mistakes the one for the other."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = ZoneInfo(zone)
        self.office = Label("", Role.DENSE_BOLD)
        self.utc = Label("", Role.DENSE_BOLD)
        here = down(Label(moments.zone_word(zone), Role.NOTE, "ink3"), self.office, gap=0)
        there = down(Label("UTC", Role.NOTE, "ink3"), self.utc, gap=0)
        self.setLayout(across(boxed(here), Rule(upright=True), boxed(there), None, gap=16))

    def show_time(self, at: datetime | None) -> None:
        """Show the moment; None = none was written."""
        self.office.setText(_wall(at, self._zone))
        self.utc.setText(_wall(at, UTC))
        self.setAccessibleName(f"{moments.zone_word(str(self._zone))} {self.office.text()}, UTC {self.utc.text()}")


def _wall(at: datetime | None, zone: tzinfo) -> str:
    if at is None:
        return "–"
    there = at.astimezone(zone)
    return f"{moments.date_text(there.date())} {there:%H:%M}"


class TimeChoice(QWidget):
    """Now or later; `slot()` is None for now. A wrong time is said below the field."""

    def __init__(
        self, zone: str, now: datetime, window: tuple[datetime | None, datetime | None], *, only_later: bool = False
    ) -> None:
        super().__init__()
        self._zone = zone
        self._now = now
        self._before, self._after = window
        early = self._before is not None and self._before > now
        first = tr("As soon as the window opens") if early else tr("Now")
        self.kinds = Segments(tr("When"), [Item("now", first), Item("later", tr("At a time"))], "now")
        self.field = Field(
            tr("Date and time, {zone}", zone=moments.zone_word(zone)),
            LineInput(self._proposed(), hint="2026-12-04 09:30"),
        )
        self.clocks = TwoClocks(zone)
        self._later = boxed(down(self.field, self.clocks, gap=8))
        self._next = Label("", Role.DENSE, "ink2", wrap=True)
        self.setLayout(down(boxed(across(self.kinds, None)), self._later, self._next, gap=12))
        self.kinds.chosen.connect(self._show_kind)
        self.field.changed.connect(lambda _text: self._show_clocks())
        if only_later:
            self.kinds.choose("later")
            self.kinds.hide()
        self._show_kind(self.kinds.current())
        self._show_clocks()

    def offer_next(self, sentence: str) -> None:
        """Offer the accounts' next regular times as well, told by `sentence`."""
        now, later = self.kinds.items()
        self.kinds.set_items([now, later, Item("next", tr("At the next regular time"))])
        self._next.setText(sentence)

    def is_next(self) -> bool:
        """Whether each account's next regular time was chosen."""
        return self.kinds.current() == "next"

    def is_valid(self) -> bool:
        """Whether `slot` can be asked; if not, the field says why."""
        try:
            self.slot()
        except Invalid as wrong:
            self.field.show_error(saying.sentence(wrong))
            return False
        return True

    def slot(self) -> Slot | None:
        """The time chosen; None = now.

        Raises:
            Invalid: no time, one that the clocks skip, one that has passed, or one outside of the approved window.
        """
        from editor_app.services.publishing import Slot

        if self.kinds.current() in ("now", "next"):
            return None
        wall = self.field.text().strip().replace(" ", "T", 1)
        at = instant_from_text(wall, ZoneInfo(self._zone))
        if at < self._now - timedelta(minutes=1):
            raise Invalid(T("That time has passed."), T("Choose a later one."))
        early, late = self._before and at < self._before, self._after and at > self._after
        if early or late:
            raise Invalid(T("That time is outside of the window that was approved."), _ELSE)
        return Slot(at, self._zone, wall)

    def _show_kind(self, kind: str) -> None:
        self._later.setVisible(kind == "later")
        self._next.setVisible(kind == "next")

    def _show_clocks(self) -> None:
        try:
            at = instant_from_text(self.field.text().strip().replace(" ", "T", 1), ZoneInfo(self._zone))
        except Invalid:
            self.clocks.show_time(None)
        else:
            self.clocks.show_time(at)

    def _proposed(self) -> str:
        """The next half hour that the window allows."""
        start = max(self._now, self._before) if self._before else self._now
        there = (start + timedelta(minutes=_HALF_HOUR)).astimezone(ZoneInfo(self._zone))
        proposed = there.replace(minute=there.minute // _HALF_HOUR * _HALF_HOUR, second=0, microsecond=0)
        if self._after is not None and proposed > self._after:
            proposed = start.astimezone(ZoneInfo(self._zone))
        return f"{proposed:%Y-%m-%d %H:%M}"


def window_words(window: tuple[datetime | None, datetime | None], now: datetime, zone: ZoneInfo) -> str:
    """The approved window in a sentence; empty = any time."""
    before, after = window
    if before and after:
        return tr(
            "Approved from {start} to {end}",
            start=moments.when(before, now, zone),
            end=moments.when(after, now, zone),
        )
    if before:
        return tr("Approved from {start} on", start=moments.when(before, now, zone))
    if after:
        return tr("Approved until {end}", end=moments.when(after, now, zone))
    return ""
