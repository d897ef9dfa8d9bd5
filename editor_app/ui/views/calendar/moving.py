"""The questions around a new time: choosing it by hand, and what to do when it lies outside of what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.errors import DeskError, Invalid
from editor_app.domain.instants import instant_from_text
from editor_app.ui import moments, saying
from editor_app.ui.dialogs import Dialog, Question
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.calendar import words
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, boxed, down

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.timetable import Timetable
    from editor_app.storage.queries.planned import PlannedRow

_HINT: Final = "2026-12-04 09:30"


def problem(timetable: Timetable, row: PlannedRow, at: datetime, now: datetime) -> DeskError | None:
    """Why a delivery can't go out at that time; None = it can."""
    from editor_app.domain.text import T
    from editor_app.services import planning

    if at < now:
        return Invalid(T("That time has passed."), T("Choose a later one."))
    return planning.why_not(timetable, row, at)


class MoveDialog(Dialog):
    """Another time for one delivery, typed; answers "move" with `at` set when the time can be read."""

    def __init__(self, over: QWidget, row: PlannedRow, zone: ZoneInfo) -> None:
        super().__init__(over, tr("Give it another time"), width=560)
        self.row = row
        self.at = row.planned_at
        self._zone = zone
        there = row.planned_at.astimezone(zone)
        label = tr("Date and time, {zone}", zone=moments.zone_word(zone.key))
        self.field = Field(label, LineInput(f"{there:%Y-%m-%d %H:%M}", hint=_HINT))
        self._utc = Label("", Role.NOTE, "ink2")
        facts = Label(joined(row.account_name, words.window(row, zone)), Role.DENSE, "ink2", wrap=True)
        self.add(boxed(down(Label(row.title, Role.ROW_TITLE, wrap=True), facts, gap=2)), self.field, self._utc)
        self.begin_at(self.field.control)
        self.field.changed.connect(lambda _text: self._tell_utc())
        self.set_note(tr("It is recorded with your name and the time."), "user")
        self.add_button("", Button(tr("Cancel")))
        self.verb = self.add_button("move", Button(tr("Move it"), Kind.PRIMARY), closes=False)
        self._tell_utc()

    def read(self) -> bool:
        """Take the typed time; if it can't be read, the field says why."""
        try:
            self.at = self._typed()
        except Invalid as wrong:
            self.field.show_error(saying.sentence(wrong))
            return False
        return True

    def _typed(self) -> datetime:
        return instant_from_text(self.field.text().strip().replace(" ", "T", 1), self._zone)

    def _tell_utc(self) -> None:
        try:
            self._utc.setText(words.both_times(self._typed(), self._zone))
        except Invalid:
            self._utc.setText("")


def ask_for_approval(over: QWidget, row: PlannedRow, zone: ZoneInfo, submit: Callable[[], None]) -> Question:
    """Say that the signed window never moves, and offer the way to another one."""
    question = Question(
        over,
        tr("Another window needs approval"),
        tr(
            "{window}. The window is part of what was signed and never moves. "
            "An editor hands the document in again with another one, and every stage signs it anew.",
            window=words.window(row, zone),
        ),
        mark="finding:warn",
    )
    question.add_button("", Button(tr("Leave it")))
    question.add_button("submit", Button(tr("Open the document")))
    question.answered.connect(lambda key: submit() if key == "submit" else None)
    question.ask()
    return question
