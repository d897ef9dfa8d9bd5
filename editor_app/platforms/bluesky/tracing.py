"""Which post of an account's list is a delivery's own, although another copy of the workspace chose its record key."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.platforms.bluesky.addresses import is_of, made_at, rkey_of
from editor_app.platforms.contract import Absent, Found, StepResult
from editor_app.platforms.tracing import SLACK, alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.manifest_json import Fields
    from editor_app.platforms.contract import Order, Sighting

_TOGETHER = timedelta(seconds=1)
"""We choose a post's key and the time in it at one moment; other programs do that too, but not with our ten bits."""


def is_older(record: Fields, since: datetime) -> bool:
    """Whether a post was certainly made before anything of the delivery could be."""
    made = made_at(rkey_of(record.text("uri")))
    return made is not None and made < since - SLACK


def judged(order: Order, host: str, records: Sequence[Fields]) -> Sighting:
    """Which of the records is the first post of the delivery: by the bits of its key and by its words.

    Args:
        order: of the delivery.
        host: for the sentence.
        records: the account's posts since the delivery came into the queue, the newest first.
    """
    words = order.payload.parts[0].body
    ours = [record for record in records if _is_ours(record, order)]
    for record in ours:
        if _said(record, "text") == words:
            return Found(StepResult(remote_id=record.text("uri"), url=_url(order, record)))
    like = [record for record in records if record in ours or _said(record, "text") == words]
    return alike(host, [_url(order, record) for record in like]) if like else Absent()


def _is_ours(record: Fields, order: Order) -> bool:
    rkey = rkey_of(record.text("uri"))
    made = made_at(rkey)
    try:
        said = datetime.fromisoformat(_said(record, "createdAt"))
        return made is not None and is_of(rkey, order.key) and abs(made - said) < _TOGETHER
    except (ValueError, TypeError):  # no time, or one without a zone: not of our making
        return False


def _said(record: Fields, name: str) -> str:
    value = record.optional("value")
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _url(order: Order, record: Fields) -> str:
    return f"{order.payload.option('web')}/profile/{order.payload.remote_uid}/post/{rkey_of(record.text('uri'))}"
