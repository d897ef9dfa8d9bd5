"""Record keys, post addresses and content ids of the AT Protocol: apart, because both plans and reads need them.

Sources, read 2026-11-28: atproto.com/specs/tid, atproto.com/specs/data-model (blob CIDs: CIDv1, raw, SHA-256).
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.identifiers import Digest
from editor_app.domain.instants import instant, microseconds

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DeliveryKey

COLLECTION = "app.bsky.feed.post"
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_LETTERS = 13
_RAW_SHA256 = bytes([0x01, 0x55, 0x12, 0x20])
"""CID version 1, codec raw, multihash SHA-256 of 32 bytes."""


def record_key(key: DeliveryKey, moment: datetime, part: int) -> str:
    """The TID of a part: its time (one microsecond later for each part), then ten bits out of the delivery key."""
    value = ((microseconds(moment) + part) << 10) | (int(key, 16) & 0x3FF)
    return "".join(_SORTABLE[(value >> shift) & 31] for shift in range(60, -1, -5))


def made_at(rkey: str) -> datetime | None:
    """The time in a record key; None = it is none that is made of a time."""
    if len(rkey) != _LETTERS or not set(rkey) <= set(_SORTABLE):
        return None
    return instant(_value(rkey) >> 10)


def is_of(rkey: str, key: DeliveryKey) -> bool:
    """Whether a record key ends in the ten bits of that delivery: a thousandth of all others does too."""
    return made_at(rkey) is not None and _value(rkey) & 0x3FF == int(key, 16) & 0x3FF


def _value(rkey: str) -> int:
    value = 0
    for letter in rkey:
        value = value << 5 | _SORTABLE.index(letter)
    return value


def post_uri(did: str, rkey: str) -> str:
    """The address of a post in its repository."""
    return f"at://{did}/{COLLECTION}/{rkey}"


def is_link_of(url: str, did: str, rkey: str) -> bool:
    """Whether a link from the browser is that of a post; an account stands in it by its handle or its id."""
    places = urlsplit(url).path.strip("/").split("/")
    who = places[places.index("profile") + 1] if "profile" in places[:-1] else did
    return places[-1] == rkey and (not who.startswith("did:") or who == did)


def rkey_of(uri: str) -> str:
    """The record key at the end of a post's address."""
    return uri.rpartition("/")[2]


def blob_cid(digest: Digest) -> str:
    """The content id that every server gives bytes with that SHA-256."""
    content = _RAW_SHA256 + bytes.fromhex(digest)
    return "b" + base64.b32encode(content).decode().lower().rstrip("=")


def digest_of(cid: str) -> Digest:
    """The SHA-256 in a blob's content id.

    Raises:
        ValueError: it is no content id of a blob.
    """
    padded = cid[1:].upper() + "=" * (-len(cid[1:]) % 8)
    content = base64.b32decode(padded)
    if not cid.startswith("b") or not content.startswith(_RAW_SHA256) or len(content) != len(_RAW_SHA256) + 32:
        raise ValueError("not the content id of a blob")
    return Digest(content[len(_RAW_SHA256) :].hex())
