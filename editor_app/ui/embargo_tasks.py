"""Loosenings of embargoes that wait for this member's signature, as Today, bell and notices show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui import embargo_words
from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import when
from editor_app.ui.tasks import REVIEWS, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.desk import Seat


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """One line for each loosening that the member may allow."""
    from editor_app.services import embargo_wishes, members

    found = embargo_wishes.waiting(seat)
    names = {str(each.id): each.name for each in members.all_members(seat.desk)} if found else {}
    for each in found:
        yield Task(
            f"embargo:{each.document}:{each.wish.ordinal}",
            REVIEWS,
            "icon:lock-open",
            each.title,
            joined(
                tr("{name} asks to loosen the embargo", name=each.by),
                embargo_words.wish_words(each.wish, names, now, zone),
                each.wish.reason,
            ),
            when(each.wish.at, now, zone),
            tr("Decide…"),
            "review",
            (("embargo", each.document),),
        )
