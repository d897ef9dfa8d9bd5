"""What is to be filed of accounts, as Today, bell and notices show it to those who look after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.tasks import FIRST, OFFICE, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from editor_app.services.desk import Seat
    from editor_app.services.registered import Registered


def tasks(seat: Seat) -> Iterator[Task]:
    """Every account of which something is owed to the authority; first once it is overdue."""
    from editor_app.domain.member import Deed
    from editor_app.services import registered
    from editor_app.services.register_words import standing_words

    if not seat.member.may(Deed.MANAGE_ACCOUNTS):
        return
    today = registered.today(seat.desk)
    for each in registered.registered(seat.desk):
        due = each.standing.due_on
        if due is None:
            continue
        name = each.account.name
        yield Task(
            f"register:{each.account.id}:{due}:{each.is_overdue}",
            FIRST if each.is_overdue else OFFICE,
            "icon:clipboard-list",
            name,
            joined(said(standing_words(each)), _stops(each)),
            days_words(due, today),
            tr("File it…"),
            "accounts",
            (("account", name),),
            "carmine" if each.is_overdue else "ochre",
            spoken=True,
            incident=f"register:{each.account.id}:{each.is_overdue}",
            urgent=each.is_overdue,
        )


def days_words(due: date, today: date) -> str:
    """How many days there are, or since when it is too late."""
    days = (due - today).days
    if days < 0:
        return tr_n("overdue by {count} day", "overdue by {count} days", count=-days)
    return tr("today") if days == 0 else tr_n("{count} day left", "{count} days left", count=days)


def _stops(found: Registered) -> str:
    """What it stops, if it does."""
    until = found.standing.publish_until
    if until is None:
        return ""
    return tr("stops ordinary posts")
