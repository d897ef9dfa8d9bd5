"""What a proof of a withdrawal does: the posts that are gone are withdrawn, in the transaction of the proof itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import Event
from editor_app.domain.edition import EditionKind
from editor_app.domain.recall import TAKES_AWAY, measure_of, target_in, targets_of
from editor_app.storage.queries import deliveries, recalled
from editor_app.storage.queries.deliveries import NEVER, Change

if TYPE_CHECKING:
    from editor_app.domain.edition import Manifest, Payload
    from editor_app.domain.identifiers import DeliveryId, DocumentId
    from editor_app.storage.database import Work

_GONE = Change(next_try_at=NEVER, clear_reason=True)


def settle(work: Work, manifest: Manifest, payload: Payload) -> int:
    """Mark as withdrawn what a withdrawal took away, now that it was read back as gone; returns how many."""
    if manifest.kind is not EditionKind.WITHDRAWAL or measure_of(payload) not in TAKES_AWAY:
        return 0
    gone = frozenset(targets_of(payload))
    posts = [one for one in recalled.copies(work, manifest.document) if one.account == payload.account]
    return _withdrawn(work, [one.delivery for one in posts if target_in(one.remote_id) in gone])


def settle_post(work: Work, document: DocumentId, post: DeliveryId) -> int:
    """Mark as withdrawn what a person proved to be gone, with every change to the same post; returns how many."""
    found = deliveries.delivery_by_id(work, post)
    target = target_in(found.receipt.remote_id) if found.receipt else ""
    posts = [one for one in recalled.copies(work, document) if one.account == found.account]
    return _withdrawn(work, [one.delivery for one in posts if target_in(one.remote_id) == target])


def _withdrawn(work: Work, posts: list[DeliveryId]) -> int:
    for one in posts:
        deliveries.move(work, deliveries.delivery_by_id(work, one), Event.WITHDRAW, _GONE)
    return len(posts)
