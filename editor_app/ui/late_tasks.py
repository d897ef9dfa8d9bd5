"""Stages of review that wait too long, as Today, bell and notices show them to whoever is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import when
from editor_app.ui.tasks import FIRST, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.services.approvals import Waiting
    from editor_app.services.desk import Seat


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """Every overdue stage of which this member is told."""
    from editor_app.services import deadlines

    with seat.desk.database.read() as snapshot:
        found = deadlines.late_for(snapshot, seat.member.id, now)
    for each in found:
        signers = tr(", ").join(one.name for one in each.stage.terms.signers)
        yield Task(
            f"late:{each.edition.id}:{each.stage.ordinal}",
            FIRST,
            "icon:hourglass",
            each.title,
            joined(each.number, tr("{stage} waits too long", stage=each.stage.name), signers),
            tr("was due {time}", time=when(each.due, now, zone)),
            tr("See it"),
            "review",
            (("edition", each.edition.id),),
            "carmine",
            incident=f"late:{each.edition.id}:{each.stage.ordinal}",
            urgent=True,
        )


def deadline_words(each: Waiting, now: datetime, zone: ZoneInfo) -> str:
    """By when a review is due; without a deadline, from when the edition may go out."""
    if each.due is not None:
        word = tr("was due {time}", time=when(each.due, now, zone))
        return word if now > each.due else tr("by {time}", time=when(each.due, now, zone))
    window = each.edition.sealed().not_before
    return tr("not before {time}", time=when(window, now, zone)) if window else ""
