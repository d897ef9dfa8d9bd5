"""What people post by hand, as Today, bell and notices show it: what is late, what waits for a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import Deed
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.moments import when
from editor_app.ui.tasks import FIRST, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.desk import Seat
    from editor_app.services.hands import Hand


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """Late hand-overs for publishers; for whoever did not post it, what neither program nor person has seen yet."""
    from editor_app.services import hands

    for found in hands.hands(seat.desk):
        if found.is_late and seat.member.may(Deed.CONTROL_DELIVERY):
            yield _late(found, now, zone)
        elif found.owes_second_look and _may_look(seat, found):
            yield _second_look(found)


def _may_look(seat: Seat, found: Hand) -> bool:
    is_other = found.posted is not None and found.posted.key != seat.actor.key
    return is_other and (seat.member.may(Deed.CONTROL_DELIVERY) or seat.member.may(Deed.DECIDE))


def _late(found: Hand, now: datetime, zone: ZoneInfo) -> Task:
    who = tr("{name} has the kit", name=found.taken.by) if found.taken else tr("nobody has the kit")
    why = said(found.stop) if found.stop else ""
    return Task(
        f"hand:{found.row.id}:late",
        FIRST,
        "icon:hourglass",
        found.row.title,
        joined(found.row.account_name, tr("not posted by hand yet"), who, why),
        tr("was due {time}", time=when(found.due, now, zone)),
        tr("See it"),
        "queue",
        (("delivery", found.row.id),),
        "carmine",
        incident=f"hand:{found.row.id}:late",
        urgent=True,
    )


def _second_look(found: Hand) -> Task:
    by = found.posted.by if found.posted else ""
    return Task(
        f"hand:{found.row.id}:look",
        FIRST,
        "icon:scan-eye",
        found.row.title,
        joined(found.row.account_name, tr("{name} posted it; a second person has to look", name=by)),
        "",
        tr("See it"),
        "queue",
        (("delivery", found.row.id),),
        "ochre",
        incident=f"hand:{found.row.id}:look",
    )
