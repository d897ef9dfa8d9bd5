"""A form with one file as bytes that are always the same for the same order, so that the request can be hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.edition import SealedMedia

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


def file_name(key: str, medium: SealedMedia) -> str:
    """An ASCII name that tells later whose upload it was."""
    return f"pd-{key}-{medium.ordinal}.{ENDINGS.get(medium.mime, 'bin')}"


def form(
    medium: SealedMedia, name: str, content: bytes, fields: Sequence[tuple[str, str]], field_name: str = "file"
) -> tuple[str, bytes]:
    """Content type and body of a form with `fields` and then the picture as `field_name`."""
    boundary = f"press-desk-{medium.digest[:32]}"  # 70 characters at most, RFC 2046
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields
    ]
    said = f'form-data; name="{field_name}"; filename="{name}"'
    head = f"Content-Disposition: {said}\r\nContent-Type: {medium.mime}\r\n\r\n"
    pieces.append(f"--{boundary}\r\n{head}".encode() + content + b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(pieces)
