"""Deliveries that nothing sends, as Today, bell and notices show them to whoever can start a sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import Deed
from editor_app.ui.i18n import said, tr
from editor_app.ui.moments import when
from editor_app.ui.tasks import FIRST, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.desk import Seat


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """One for all of them."""
    from editor_app.services import unserved

    found = unserved.unserved(seat.desk) if seat.member.may(Deed.CONTROL_DELIVERY) else None
    if found is not None:
        yield Task(
            "unserved",
            FIRST,
            "icon:send",
            said(found.words),
            remedy(),
            when(found.since, now, zone),
            tr("Look"),
            "queue",
            (("state", "queued"),),
            "carmine",
            spoken=True,
            urgent=True,
        )


def first_due(time: str) -> str:
    """Since when it is so."""
    return tr("The first one was due at {time}.", time=time)


def remedy() -> str:
    """What to do about it."""
    return tr("Deliveries go out when a publisher sits here, or from a worker of its own.")
