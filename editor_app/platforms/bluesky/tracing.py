"""Which post of an account's list is a delivery's own, although another copy of the workspace chose its record key."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.platforms.bluesky.addresses import is_of, made_at, record_key, rkey_of
from editor_app.platforms.bluesky.answers import images_of, members
from editor_app.platforms.contract import Absent, Found, StepResult
from editor_app.platforms.tracing import SLACK, alike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.domain.edition import Part
    from editor_app.domain.manifest_json import Fields
    from editor_app.platforms.contract import Order, Sighting

_TICK = timedelta(microseconds=1)
"""A part's record key lies so much later than the moment for each part before it, and for itself."""
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


def late_of_thread(order: Order, remote_id: str, record_of: Callable[[str], Fields | None]) -> dict[str, str]:
    """The late fields that the posts of a thread tell, whoever chose their record keys.

    Args:
        order: of the delivery.
        remote_id: of the thread's first post.
        record_of: reads the record of a key; None = there is none.
    """
    first = made_at(rkey_of(remote_id))
    if first is None:
        return {}
    late: dict[str, str] = {}
    for part in order.payload.parts:
        rkey = record_key(order.key, first - _TICK, part.ordinal)
        late[f"rkey/{part.ordinal}"] = rkey
        record = record_of(rkey)
        if record is not None:
            late |= _late_of_post(record, part)
    return late


def _late_of_post(record: Fields, part: Part) -> dict[str, str]:
    named = {"created_at": _said(record, "createdAt"), "uri": record.text("uri"), "cid": record.text("cid")}
    blobs = [canonical(members(image).get("image")).decode() for image in images_of(record.optional("value"))]
    return {
        **{f"{name}/{part.ordinal}": value for name, value in named.items()},
        **{f"blob/{medium}": blob for medium, blob in zip(part.media, blobs, strict=False)},
    }


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
