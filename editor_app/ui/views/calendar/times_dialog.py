"""When the office publishes: an account's regular times and gap, the lead account, and the quiet days of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T
from editor_app.domain.timetable import AccountTimes, QuietDays, RegularTime
from editor_app.domain.timetable_text import dates, dates_text, walls, walls_text
from editor_app.ui import moments, saying
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.calendar.words import SHORT_DAYS
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.timetable import Timetable

_HEIGHT: Final = 416
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog asks for."""

    account: AccountId
    times: AccountTimes
    lead: AccountId | None
    quiet: QuietDays


class TimesDialog(Dialog):
    """Answers "keep" when everything can be read; `wanted()` gives it."""

    def __init__(self, over: QWidget, timetable: Timetable, accounts: Sequence[Account], chosen: str = "") -> None:
        super().__init__(over, tr("Times of the office"), width=640)
        self._timetable = timetable
        options = [(account.id, account.name) for account in accounts]
        self.account = Choice(tr("Account"), list(options), chosen)
        self.account.currentIndexChanged.connect(lambda _index: self.show_account())
        self.days = [LineInput(name=tr(day), hint="") for day in SHORT_DAYS]
        self.gap = LineInput("0", name=tr("Least minutes between two publications"))
        lead = [("", tr("none: all go at once")), *options]
        self.lead = Field(tr("Goes first; the others wait for its read-back"), Choice(tr("Lead account"), lead,
                                                                                     timetable.lead or ""))  # fmt: skip
        on = timetable.quiet.weekdays
        self.quiet_days = [Toggle(tr(day), on=number in on) for number, day in enumerate(SHORT_DAYS)]
        for toggle in self.quiet_days:
            toggle.setAccessibleDescription(tr("Quiet days"))
        self.quiet_dates = Field(
            tr("Further quiet dates"), LineInput(dates_text(timetable.quiet.dates), hint="2026-12-13 2027-01-01")
        )
        self._error = Label("", Role.DENSE, "carmine", wrap=True)
        self._error.hide()
        self._lay_out()
        self.set_note(tr("It is recorded with your name and the time."), "user")
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(tr("Keep"), Kind.PRIMARY), closes=False)
        self.begin_at(self.days[0])
        self.show_account()

    def show_account(self) -> None:
        """Show the times of the account that is chosen."""
        times = self._timetable.of(AccountId(self.account.key()))
        for number, field in enumerate(self.days):
            field.setText(walls_text(each.wall for each in times.regular if each.weekday == number))
        self.gap.setText(str(times.gap // _MINUTE))

    def wanted(self) -> Wanted | None:
        """What was asked for; None when something can't be read, which the dialog then says."""
        try:
            made = self._read()
        except Invalid as wrong:
            self.show_problem(saying.sentence(wrong))
            return None
        self.show_problem("")
        return made

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, in place."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.place_panel()

    def _read(self) -> Wanted:
        regular = tuple(
            RegularTime(number, wall.hour, wall.minute)
            for number, field in enumerate(self.days)
            for wall in walls(field.text())
        )
        gap = self.gap.text().strip() or "0"
        if not gap.isdecimal() or len(gap) > 4:
            raise Invalid(T("“{text}” is not a number of minutes.", text=gap), T("Write it like 30."))
        quiet_days = frozenset(number for number, toggle in enumerate(self.quiet_days) if toggle.isChecked())
        if len(quiet_days) == len(self.quiet_days):
            raise Invalid(T("A week needs a day on which something may go out."))
        lead = self.lead.text()
        return Wanted(
            AccountId(self.account.key()),
            AccountTimes(regular, int(gap) * _MINUTE),
            AccountId(lead) if lead else None,
            QuietDays(dates(self.quiet_dates.text()), quiet_days),
        )

    def _lay_out(self) -> None:
        zone = moments.zone_word(self._timetable.zone.key)
        regular = QGridLayout()
        regular.setContentsMargins(0, 0, 0, 0)
        regular.setHorizontalSpacing(8)
        regular.setVerticalSpacing(4)
        cells = [*zip(map(tr, SHORT_DAYS), self.days, strict=True), (tr("Gap, minutes"), self.gap)]
        for place, (name, field) in enumerate(cells):
            regular.addWidget(Label(name, Role.NOTE, "ink2"), place // 4 * 2, place % 4)
            regular.addWidget(field, place // 4 * 2 + 1, place % 4)
        holder = QWidget()
        holder.setLayout(regular)
        column = down(
            boxed(across(Label(tr("One account"), Role.DENSE_BOLD), None, self.account)),
            Label(tr("Regular times, {zone}: “09:00 17:30”", zone=zone), Role.NOTE, "ink2"),
            holder,
            Rule(),
            Label(tr("The whole office"), Role.DENSE_BOLD),
            self.lead,
            Label(tr("Quiet days: nothing ordinary goes out"), Role.NOTE, "ink2"),
            boxed(across(*self.quiet_days, None, gap=6)),
            self.quiet_dates,
            self._error,
            gap=8,
        )
        area = scrolled(boxed(column))
        area.setMinimumHeight(_HEIGHT)
        self.add(area)
