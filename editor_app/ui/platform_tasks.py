"""Accounts whose platform isn't installed here, as Today, bell and notices show them to those who look after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.tasks import FIRST, OFFICE, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.services.desk import Seat


def tasks(seat: Seat) -> Iterator[Task]:
    """Every such account; first while something waits for it."""
    from editor_app.domain.member import Deed
    from editor_app.services import uninstalled

    if not seat.member.may(Deed.MANAGE_ACCOUNTS):
        return
    for each in uninstalled.orphans(seat.desk):
        waiting = tr_n("{count} delivery waits", "{count} deliveries wait", count=each.waiting) if each.waiting else ""
        yield Task(
            f"platform:{each.account.id}:{bool(each.waiting)}",
            FIRST if each.waiting else OFFICE,
            "icon:plug",
            each.account.name,
            joined(tr("Its platform is not installed here"), waiting),
            "",
            tr("See it"),
            "accounts",
            (("account", each.account.name),),
            "carmine" if each.waiting else "ochre",
            spoken=True,
            incident=f"platform:{each.account.platform}",
            urgent=bool(each.waiting),
        )
