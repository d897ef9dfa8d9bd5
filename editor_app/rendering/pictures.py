"""Pictures from people and for platforms: cleaned for the store, fitted for an account; decoded only in the child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Protocol

from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.rendering import limited
from editor_app.rendering.limited import JobFailed, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest

MAX_FILE_BYTES = 64 * 1024 * 1024
_KINDS = "PNG, JPEG, WEBP, GIF"


class Bounds(Protocol):
    """What a platform takes of a picture; `platforms.contract.Fit` is one."""

    @property
    def longest_side(self) -> int:
        """Pixels."""
        ...

    @property
    def max_bytes(self) -> int:
        """Of the encoded file."""
        ...

    @property
    def mimes(self) -> Sequence[str]:
        """Accepted types, the preferred one first."""
        ...

    @property
    def piece(self) -> tuple[int, int]:
        """Only the k-th of n pieces from top to bottom; (1, 1) is all of it."""
        ...

    @property
    def shape(self) -> tuple[int, int]:
        """How width and height must be to one another; (0, 0) is as they are."""
        ...

    @property
    def margin(self) -> bool:
        """Whether all of it stays, on a margin; else it is cut to its shape from the middle."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture without metadata."""

    content: bytes
    digest: Digest
    mime: str
    width: int
    height: int
    alike: int = 100
    """Per cent of likeness to what it was before it was squeezed; see `likeness`."""


def cleaned(content: bytes) -> Picture:
    """A person's file as the store keeps it: upright, sRGB, on a fresh canvas; JPEG stays JPEG, the rest becomes PNG.

    Photographs in WebP become JPEG. The same file always gives the same bytes.

    Raises:
        Invalid: not a still picture that we read, damaged, or too large; the sentence says which.
    """
    _require_plausible(content)
    try:
        return _picture(limited.run("picture.clean", {}, content))
    except JobFailed as refused:
        _refuse(refused)


def fitted(content: bytes, bounds: Bounds) -> Picture:
    """A stored picture made ready for a platform; one that fits already stays as it is, to the byte.

    Raises:
        Invalid: it can't be read, or can't be made to fit.
    """
    order: dict[str, Json] = {
        "longest_side": bounds.longest_side,
        "max_bytes": bounds.max_bytes,
        "mimes": list(bounds.mimes),
        "piece": list(bounds.piece),
        "shape": list(bounds.shape),
        "margin": bounds.margin,
    }
    try:
        return _picture(limited.run("picture.fit", order, content))
    except JobFailed as refused:
        _refuse(refused)


def warm() -> None:
    """Start the child process now; takes a fifth of a second of CPU in the background."""
    limited.warm()


def _picture(reply: Reply) -> Picture:
    content = reply.blobs[0]
    size = reply.number("width"), reply.number("height")
    return Picture(content, sha256(content), reply.text("mime"), *size, reply.number("alike"))


def _require_plausible(content: bytes) -> None:
    """Refuse at once what needs no decoding to be refused."""
    if len(content) > MAX_FILE_BYTES:
        raise Invalid(
            T("The picture file has {size} MB; {limit} MB are the most.", size=len(content) >> 20, limit=64),
            T("Save it smaller, then insert it again."),
        )
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise Invalid(
            T("SVG drawings can't be inserted yet."),
            T("Export the drawing as PNG, at least 1,600 pixels wide, and insert that."),
        )


def _refuse(refused: JobFailed) -> NoReturn:
    values = {name: value for name, value in refused.values.items() if isinstance(value, int)}
    match refused.code:
        case "too_large":
            megapixels = values["width"] * values["height"] // 1_000_000
            raise Invalid(
                T("The picture has {megapixels} million pixels; 40 million are the most.", megapixels=megapixels),
                T("Scale it down in a picture program, then insert it again."),
            )
        case "animated":
            raise Invalid(
                T("The picture moves; only still pictures can be published."), T("Save one frame of it as PNG.")
            )
        case "truncated":
            raise Invalid(
                T("The picture file is damaged: its end is missing."), T("Copy or download the file once more.")
            )
        case "no_room":
            raise Invalid(
                T("The picture can't be made smaller than {kilobytes} KB.", kilobytes=values["bytes"] >> 10),
                T("Choose another picture for this account."),
            )
        case "memory":
            raise Invalid(
                T("The picture needs more memory than a picture may use."),
                T("Scale it down in a picture program, then insert it again."),
            )
        case _:
            raise Invalid(
                T("The file is not a picture of a kind that can be read ({kinds}).", kinds=_KINDS),
                T("Save it as PNG or JPEG, then insert it again."),
            )
