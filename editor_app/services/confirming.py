"""The second confirmation of what notifies people: held until a publisher, who sees how many are left, releases it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.queries import announced

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Payload
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Platform
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot

_ASKED = (
    "It notifies every follower, and {left} of {most} are left this month. A publisher releases it to confirm.",
    "It notifies every follower, and {left} of {most} are left today. A publisher releases it to confirm.",
)


def unconfirmed(desk: Desk, delivery: Delivery, platform: Platform, payload: Payload) -> Text | None:
    """What a publisher has to confirm before it goes out; None = nothing, or it was confirmed."""
    wanted = platform.announcement(payload)
    if wanted is None:
        return None
    with desk.database.read() as snapshot:
        if _was_confirmed(snapshot, delivery):
            return None
        used = announced.count_since(snapshot, delivery.account, wanted.began(desk.clock.now()))
    left = max(wanted.most - used, 0)
    if wanted.per == "month":
        return T(
            "It notifies every follower, and {left} of {most} are left this month. A publisher releases it to confirm.",
            left=left,
            most=wanted.most,
        )
    return T(
        "It notifies every follower, and {left} of {most} are left today. A publisher releases it to confirm.",
        left=left,
        most=wanted.most,
    )


def _was_confirmed(snapshot: Snapshot, delivery: Delivery) -> bool:
    """Whether somebody released it after it was held for exactly this; another hold's release confirms nothing."""
    asked = False
    for row in audit.of_subject(snapshot, Subject("delivery", delivery.id)):
        if row.action == "delivery.hold":
            reason = json.loads(row.detail).get("reason") or [""]
            asked = reason[0] in _ASKED
        elif row.action == "delivery.release" and asked:
            return True
    return False
