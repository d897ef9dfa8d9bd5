"""Deliveries that are due while no worker serves: said to people, because nothing else in the queue would tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.text import T_n
from editor_app.domain.timetable import from_json
from editor_app.storage.queries import planned
from editor_app.storage.queries import unserved as queries

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk

AFTER = timedelta(minutes=2)
"""A worker takes what is due within seconds."""


@dataclass(frozen=True, slots=True)
class Unserved:
    """What nothing takes."""

    number: int
    since: datetime
    """When the first of them was due."""

    @property
    def words(self) -> Text:
        """How much it is."""
        return T_n(
            "{count} delivery is due, and nothing sends it.",
            "{count} deliveries are due, and nothing sends them.",
            count=self.number,
        )


def unserved(desk: Desk) -> Unserved | None:
    """What has been due for two minutes without a sign of any worker; None = nothing.

    What waits for another delivery (an unknown outcome, the account that goes first) waits by right. At most
    `queries.MOST` are counted.
    """
    with desk.database.read() as snapshot:
        lead = from_json(planned.timetable_value(snapshot), ZoneInfo(desk.workspace.zone)).lead
        found = queries.unserved(snapshot, desk.clock.now() - AFTER, lead)
    return Unserved(found.number, found.since) if found is not None else None
