"""Pictures as the simulated WeChat takes them: a form with the field `media`, looked at by its bytes, not its name."""

from __future__ import annotations

import re
from typing import NamedTuple

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_NAME = re.compile(rb'[; ]name="([^"]*)"')
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"BM": "image/bmp"}
FOR_TEXTS = ("image/png", "image/jpeg")
TEXT_BYTES = 1_048_576
"""A picture for a text is smaller than 1 MB."""
LIBRARY_BYTES = 10 * 1_048_576
THUMB_BYTES = 64 * 1024


class Sent(NamedTuple):
    """What a form brought."""

    content: bytes
    mime: str
    """By its first bytes; empty = no picture."""


def sent_in(content_type: str, body: bytes) -> Sent | None:
    """The file of the field `media`; None = the form has none, or it broke off."""
    found = _BOUNDARY.search(content_type)
    if not found:
        return None
    edge = b"--" + found[1].encode()
    if not body.rstrip(b"\r\n").endswith(edge + b"--"):
        return None
    for piece in body.split(edge)[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name and name[1] == b"media":
            content = content.removesuffix(b"\r\n")
            return Sent(content, next((mime for magic, mime in MAGIC.items() if content.startswith(magic)), ""))
    return None
