"""A place of a team's pictures as it comes into force: an admin proposes it, it is agreed to, it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, Subject
from editor_app.storage.media_setting import Standing, said_of, set_standing
from editor_app.storage.queries import media_changes
from editor_app.storage.queries.settings import workspace_itself

if TYPE_CHECKING:
    from editor_app.domain.identifiers import MemberId
    from editor_app.storage.database import Work


def put_in_force(work: Work, admin: MemberId, new: Standing) -> None:
    """Propose, agree and set; `admin` is the only one."""
    before, work.actor = work.actor, Actor(f"member:{admin}", "admin")
    work.record("workspace.place_pictures", Subject("workspace", workspace_itself(work).id))
    media_changes.insert_media_change(work, said_of(new), admin)
    media_changes.decide_media_change(work, "agreed", admin)
    set_standing(work, new)
    work.actor = before
