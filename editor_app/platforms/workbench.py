"""What composing may use and what it gives: pictures made ready, and a payload with the exact bytes of its pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.chart import Chart
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import Digest


@dataclass(frozen=True, slots=True)
class Fit:
    """What a platform takes of a picture."""

    longest_side: int
    """Pixels; larger pictures are scaled down."""
    max_bytes: int
    mimes: tuple[str, ...] = ("image/jpeg", "image/png")
    """Accepted types, the preferred one first; a picture already of an accepted type and size keeps its type."""
    piece: tuple[int, int] = (1, 1)
    """Only the k-th of n pieces from top to bottom."""
    shape: tuple[int, int] = (0, 0)
    """How width and height must be to one another, such as 16 to 9; (0, 0) = as they are."""
    margin: bool = False
    """Whether all of it stays, on a margin in the colour of its edges; else it is cut from the middle."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made ready for one platform."""

    content: bytes
    digest: Digest
    mime: str
    width: int
    height: int


class Workbench(Protocol):
    """What composing may use besides the variant; services provide it."""

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        """The stored picture, fitted.

        Raises:
            Invalid: it can't be made to fit.
            NotFound: no such picture.
        """
        ...

    def chart(self, chart: Chart, fit: Fit) -> Picture:
        """The chart drawn as PNG, fitted."""
        ...


@dataclass(frozen=True, slots=True)
class Composed:
    """A payload and the exact bytes of its pictures."""

    payload: Payload
    media: Mapping[Digest, bytes]
    blurred: frozenset[Digest] = frozenset()
    """Pictures of it that were squeezed until it shows; the workbench knows which."""
