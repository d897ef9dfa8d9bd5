"""What one admin proposed and another one has to agree to, as Today, bell and notices show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import Deed
from editor_app.ui.i18n import tr
from editor_app.ui.moments import when
from editor_app.ui.saying import roles_words
from editor_app.ui.tasks import OFFICE, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.desk import Seat


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """New roles, and a place of the team's pictures, that others proposed."""
    from editor_app.services import media_places, role_changes

    if not seat.member.may(Deed.MANAGE_MEMBERS):
        return
    for change in role_changes.open_changes(seat.desk):
        if change.proposed_by.id != seat.member.id:
            yield Task(
                f"roles:{change.member.id}:{change.proposed_at.isoformat()}",
                OFFICE,
                "icon:user-check",
                tr("New roles for {name}", name=change.member.name),
                tr("{name} proposes: {becomes} instead of {was}", name=change.proposed_by.name,
                   becomes=roles_words(change.becomes), was=roles_words(change.was)),
                when(change.proposed_at, now, zone),
                tr("Decide…"),
                "settings",
                (("section", "members"),),
                spoken=True,
            )  # fmt: skip
    place = media_places.waiting(seat.desk) if seat.desk.store.url else None
    if place is not None and place.proposed_by.id != seat.member.id:
        yield Task(
            f"pictures:{place.proposed_at.isoformat()}",
            OFFICE,
            "icon:image",
            tr("Another place for the team's pictures"),
            tr("{name} proposes: {place}", name=place.proposed_by.name, place=place.place.address),
            when(place.proposed_at, now, zone),
            tr("Decide…"),
            "settings",
            (("section", "pictures"),),
            spoken=True,
        )
