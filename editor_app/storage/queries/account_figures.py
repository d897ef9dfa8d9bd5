"""Named queries about how accounts are used: their last posts, and how many requests a post takes."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, func, select, type_coerce

from editor_app.domain.identifiers import AccountId, DeliveryId
from editor_app.storage.tables import audit, delivery

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.storage.database import Snapshot

_LATELY = 20_000
"""So many of the newest lines of the audit log are looked at: a year of a small office, two weeks of a large one."""
_COUNTED = ("delivery.done", "delivery.verify", "delivery.read_back", "delivery.drift")


def last_posts(snapshot: Snapshot) -> dict[AccountId, datetime]:
    """When each account last published anything."""
    return {AccountId(row.account): row.at for row in snapshot.connection.execute(_LAST_POSTS)}


def requests(snapshot: Snapshot, since: datetime) -> dict[AccountId, dict[DeliveryId, int]]:
    """How many requests each delivery took since then, read-backs included, as far as they were counted."""
    found: dict[AccountId, dict[DeliveryId, int]] = defaultdict(lambda: defaultdict(int))
    newest = snapshot.connection.execute(_NEWEST).scalar() or 0
    for row in snapshot.connection.execute(_REQUESTS, {"after": newest - _LATELY, "since": since}):
        count = json.loads(row.detail).get("requests", 0)
        if isinstance(count, int) and count:
            found[AccountId(row.account)][DeliveryId(row.id)] += count
    return {account: dict(each) for account, each in found.items()}


_LAST_POSTS = (
    select(delivery.c.account, func.max(delivery.c.received_at).label("at"))
    .where(delivery.c.received_at.is_not(None))
    .group_by(delivery.c.account)
)
_NEWEST = select(func.max(audit.c.sequence))
_REQUESTS = (
    select(delivery.c.id, delivery.c.account, type_coerce(audit.c.detail, String).label("detail"))
    .join(delivery, delivery.c.id == audit.c.subject_id)
    .where(
        audit.c.sequence > bindparam("after"),
        audit.c.subject_kind == "delivery",
        audit.c.action.in_(_COUNTED),
        audit.c.at >= bindparam("since", type_=audit.c.at.type),
    )
)
