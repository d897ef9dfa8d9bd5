"""What a request to the simulated Weibo brings: fields of its address and form, and at most one picture.

Fields of a form are decoded once. What was percent-encoded twice stays as it came, and readers see it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.sandbox.exchange import Asked

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_NAME = re.compile(rb'[; ]name="([^"]*)"')
_FILE = re.compile(rb'filename="')
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
MOST_BYTES = 5 * 1024 * 1024


def fields_of(asked: Asked) -> dict[str, str]:
    """Every field of the address and the form."""
    told = dict(asked.query)
    kind = asked.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        told |= dict(parse_qsl(asked.body.decode(), keep_blank_values=True))
    for head, content in _pieces(kind, asked.body):
        name = _NAME.search(head)
        if name and not _FILE.search(head):
            told[name[1].decode()] = content.decode()
    return told


def picture_of(asked: Asked) -> tuple[str, bytes] | None:
    """Type and bytes of the field `pic`; None = there is none.

    Raises:
        Fail: no picture, or one that is not taken.
    """
    for head, content in _pieces(asked.headers.get("content-type", ""), asked.body):
        name = _NAME.search(head)
        if name and name[1] == b"pic" and _FILE.search(head):
            if not content:
                raise Fail(20007, "does multipart has image?")
            mime = next((mime for magic, mime in MAGIC.items() if content.startswith(magic)), "")
            if not mime:
                raise Fail(20005, "unsupported image type, only support JPG, GIF, PNG")
            if len(content) >= MOST_BYTES:
                raise Fail(20006, "image size too large")
            return mime, content
    return None


def _pieces(kind: str, body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Head and content of each part of a form that came whole."""
    found = _BOUNDARY.search(kind)
    if not found or not kind.startswith("multipart/form-data"):
        return
    edge = b"--" + found[1].encode()
    if not body.rstrip(b"\r\n").endswith(edge + b"--"):
        return
    for piece in body.split(edge)[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        yield head, content.removesuffix(b"\r\n")
