"""A form with several pictures as bytes that are always the same for the same post, so that it can be hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from editor_app.platforms.multipart import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.platforms.contract import Order


def field_of(ordinal: int) -> str:
    """The name of the field in which a picture lies."""
    return f"p{ordinal}"


def pictures_form(fields: Sequence[tuple[str, str]], ordinals: Sequence[int], order: Order) -> tuple[str, bytes]:
    """Content type and body of a form with `fields` and then the pictures of those ordinals."""
    media = [order.payload.media[ordinal - 1] for ordinal in ordinals]
    boundary = "press-desk-" + sha256("".join(medium.digest for medium in media).encode())[:32]
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for medium in media:
        said = f'form-data; name="{field_of(medium.ordinal)}"; filename="{file_name(order.key, medium)}"'
        head = f"--{boundary}\r\nContent-Disposition: {said}\r\nContent-Type: {medium.mime}\r\n\r\n"
        pieces.append(head.encode() + order.media(medium.digest) + b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(pieces)
