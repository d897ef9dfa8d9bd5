"""The second looks that emergencies owe, as Today, bell and notices show them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, tr
from editor_app.ui.tasks import FIRST, OFFICE, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from editor_app.services.debts import Debt
    from editor_app.services.desk import Seat

_HOUR = timedelta(hours=1)


def tasks(seat: Seat, now: datetime) -> Iterator[Task]:
    """Every debt; first for those who may pay it, and for everybody once it is overdue."""
    from editor_app.services import debts

    for debt in debts.debts(seat.desk):
        may = debts.may_settle(seat, debt.row.edition)
        yield Task(
            f"debt:{debt.row.edition}:{debt.is_overdue}",
            FIRST if may or debt.is_overdue else OFFICE,
            "icon:hourglass",
            debt.row.title,
            joined(tr("Went out on {name}'s signature alone", name=debt.row.approved_by), owed_words(debt)),
            left_words(debt, now),
            tr("Second look…") if may else tr("See it"),
            "emergency",
            (("edition", debt.row.edition),),
            "carmine" if debt.is_overdue else "ochre",
            incident=f"debt:{debt.row.edition}",
            urgent=debt.is_overdue,
        )


def owed_words(debt: Debt) -> str:
    """What is owed, and what it stops."""
    if debt.is_overdue:
        return tr("the emergency lane is closed until a second person has looked")
    return tr("a second person must look at it")


def left_words(debt: Debt, now: datetime) -> str:
    """How long there is, or since when it is too late."""
    left = abs(debt.due - now)
    hours, minutes = left // _HOUR, left % _HOUR // timedelta(minutes=1)
    span = tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return tr("overdue by {span}", span=span) if debt.is_overdue else tr("{span} left", span=span)
