"""One part of a sealed thread as the record that is put: the one place where late fields are filled in.

Source, read 2026-11-28: the lexicons app.bsky.feed.post, app.bsky.embed.images, app.bsky.embed.external and
app.bsky.richtext.facet as published with @atproto/api.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from editor_app.domain.edition import MediaRole, SealedMedia
from editor_app.platforms.bluesky.addresses import COLLECTION

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Part
    from editor_app.platforms.contract import Order


def record_of(part: Part, order: Order) -> dict[str, Json]:
    """The record of a part.

    Raises:
        KeyError: a late field that it needs hasn't arisen yet.
    """
    record: dict[str, Json] = {
        "$type": COLLECTION,
        "text": part.body,
        "createdAt": order.late[f"created_at/{part.ordinal}"],
        "langs": [order.payload.language],
    }
    fields = dict(part.fields)
    if "facets" in fields:
        record["facets"] = _parsed(fields["facets"])
    embed = _embed(part, order, fields.get("card", ""))
    if embed is not None:
        record["embed"] = embed
    if part.ordinal > 1:
        record["reply"] = {"root": _reference(order, 1), "parent": _reference(order, part.ordinal - 1)}
    return record


def pictures_of(part: Part, order: Order) -> tuple[SealedMedia, ...]:
    """The sealed pictures of a part, in order."""
    return tuple(order.payload.media[ordinal - 1] for ordinal in part.media)


def alts_of(part: Part, order: Order) -> tuple[str, ...]:
    """The alternative texts that readers get; the picture of a card has none."""
    return tuple(medium.alt for medium in pictures_of(part, order) if medium.role is not MediaRole.CARD)


def _embed(part: Part, order: Order, card: str) -> dict[str, Json] | None:
    pictures = pictures_of(part, order)
    if card:
        external = cast("dict[str, Json]", _parsed(card))
        if pictures:
            external["thumb"] = _blob(order, pictures[0].ordinal)
        return {"$type": "app.bsky.embed.external", "external": external}
    if not pictures:
        return None
    images: list[Json] = [
        {
            "alt": medium.alt,
            "image": _blob(order, medium.ordinal),
            "aspectRatio": {"width": medium.width, "height": medium.height},
        }
        for medium in pictures
    ]
    return {"$type": "app.bsky.embed.images", "images": images}


def _blob(order: Order, ordinal: int) -> Json:
    return _parsed(order.late[f"blob/{ordinal}"])


def _reference(order: Order, part: int) -> dict[str, Json]:
    return {"uri": order.late[f"uri/{part}"], "cid": order.late[f"cid/{part}"]}


def _parsed(text: str) -> Json:
    return cast("Json", json.loads(text))
