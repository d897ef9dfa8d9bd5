"""Who agrees to new roles and who signs for whom: the rows and dialogs beside the list of members."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from typing_extensions import override

from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import date_text
from editor_app.ui.saying import roles_words
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.views.settings.rows import SettingRow
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.duty import Deputy
    from editor_app.domain.member import Member, RoleChange
    from editor_app.services.desk import Seat

_SIGNING = frozenset({"reviewer", "expert"})


class DeputyDialog(MemberDialog):
    """From which day to which day who signs for whom; an admin may choose for whom."""

    def __init__(self, over: QWidget, seat: Seat, people: Sequence[Member]) -> None:
        super().__init__(over, tr("Name a deputy"), tr("Name the deputy"))
        self._seat = seat
        zone = ZoneInfo(seat.desk.workspace.zone)
        today = seat.desk.clock.now().astimezone(zone).date()
        there = [each for each in people if each.state.value != "departed"]
        signing = [each for each in there if {role.value for role in each.roles} & _SIGNING]
        away = there if _manages(seat) else [each for each in there if each.id == seat.member.id]
        self.away = Choice(tr("Who is away"), [(each.name, each.name) for each in away], seat.member.name)
        self.deputy = Choice(tr("Who signs"), [(each.name, each.name) for each in signing])
        self.begins = Field(tr("First day"), LineInput(today.isoformat()))
        self.ends = Field(tr("Last day"), LineInput((today + timedelta(days=7)).isoformat()))
        words = tr("The signature says for whom it stands. Nobody signs for an author, and both have signed then.")
        self.fill(
            boxed(across(_under(self.away, tr("Who is away")), _under(self.deputy, tr("Who signs")), None, gap=12)),
            boxed(across(self.begins, self.ends, gap=12)),
            Label(words, Role.NOTE, "ink2", wrap=True),
        )
        self.set_note(tr("Recorded with your name"), "user")
        self.begin_at(self.begins.control)

    @override
    def act(self) -> None:
        """Name the deputy."""
        from editor_app.services import duties

        begins, ends = _day(self.begins), _day(self.ends)
        if begins is None or ends is None:
            return
        seat, away, deputy = self._seat, self.away.key(), self.deputy.key()
        zone = ZoneInfo(seat.desk.workspace.zone)
        first = datetime.combine(begins, time(), zone)
        after = datetime.combine(ends + timedelta(days=1), time(), zone)
        self.run(lambda: duties.name_deputy(seat, away, deputy, first, after))


def change_row(change: RoleChange, agree: Callable[[], None], decline: Callable[[], None]) -> SettingRow:
    """A change of roles that waits for another admin."""
    yes = Button(tr("Agree"), Kind.PRIMARY, small=True, name=joined(change.member.name, tr("Agree")))
    no = Button(tr("Decline"), Kind.QUIET, small=True, name=joined(change.member.name, tr("Decline")))
    yes.clicked.connect(agree)
    no.clicked.connect(decline)
    words = tr(
        "{name} proposes: {becomes} instead of {was}", name=change.proposed_by.name,
        becomes=roles_words(change.becomes), was=roles_words(change.was),
    )  # fmt: skip
    return SettingRow(tr("New roles for {name}", name=change.member.name), words, yes, no)


def deputy_row(deputy: Deputy, zone: str, end: Callable[[], None] | None) -> SettingRow:
    """Who signs for whom, and until when."""
    office = ZoneInfo(zone)
    first = deputy.begins_at.astimezone(office).date()
    last = (deputy.ends_at - timedelta(microseconds=1)).astimezone(office).date()
    names = {"deputy": deputy.deputy.name, "name": deputy.principal.name}
    buttons = []
    if end is not None:
        button = Button(tr("End"), Kind.QUIET, small=True, name=joined(deputy.deputy.name, tr("End")))
        button.clicked.connect(end)
        buttons.append(button)
    words = tr("from {first} to {last}", first=date_text(first), last=date_text(last))
    return SettingRow(tr("{deputy} signs for {name}", **names), words, *buttons)


def _under(choice: Choice, label: str) -> QWidget:
    return boxed(down(Label(label, Role.NOTE, "ink2"), choice, gap=4))


def _day(field: Field) -> date | None:
    try:
        found = date.fromisoformat(field.text().strip())
    except ValueError:
        field.show_error(tr("Write the day as 2026-12-01."))
        return None
    field.show_error("")
    return found


def _manages(seat: Seat) -> bool:
    from editor_app.domain.member import Deed

    return seat.member.may(Deed.MANAGE_MEMBERS)
