"""The setting that says where a team's pictures are, and where they were before they were carried there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.media_place import MediaPlace, place_from_json
from editor_app.storage.queries.settings import set_value, value_of

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Work
    from editor_app.storage.snapshot import Snapshot

MEDIA = "media"
"""It stays behind when the workspace is exported."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where pictures are now; None = in a folder of each computer's own."""

    at: MediaPlace | None = None
    before: MediaPlace | None = None
    """Read from while something may still lie there only."""


def standing(snapshot: Snapshot) -> Standing:
    """Where the pictures are at this moment."""
    said = value_of(snapshot, MEDIA)
    if not isinstance(said, dict):
        return Standing()
    return Standing(place_from_json(said.get("at")), place_from_json(said.get("before")))


def said_of(new: Standing) -> Json:
    """The setting as it is kept."""
    at, before = (place.as_json() if place else None for place in (new.at, new.before))
    return {"at": at, "before": before}


def set_standing(work: Work, new: Standing) -> None:
    """Let everybody put pictures there from now on."""
    set_value(work, MEDIA, said_of(new))
