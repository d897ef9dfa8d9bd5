"""Long pictures in pieces: WeChat takes none of a megabyte, and scaled down to that their words could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, late_placeholder
from editor_app.platforms.articles import fitted, sealed
from editor_app.platforms.contract import Fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Placed, Variant
    from editor_app.domain.edition import SealedMedia
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.articles import SealedArticle
    from editor_app.platforms.contract import Picture, Workbench

_TALL_FROM = 2
"""So many times as high as wide: such as a policy in one drawing; its width is what makes its words legible."""
PIECE_PIXELS = 3000
"""A piece is at most so high."""
_WHOLE = Fit(longest_side=40_000, max_bytes=64_000_000)
_TALL = Fit(longest_side=8000, max_bytes=1_000_000)
_MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Sliced:
    """An article's body and its pictures, long ones in pieces."""

    body: str
    media: tuple[SealedMedia, ...]
    """As in `SealedArticle`; further pieces come last."""
    bytes_of: Mapping[Digest, bytes]
    pieces: Mapping[str, tuple[tuple[str, str], ...]]
    """See `typeset.Setting.pieces`."""


class LongPictures:
    """A workbench that leaves long pictures their width."""

    def __init__(self, variant: Variant, bench: Workbench) -> None:
        placed = [*variant.pictures, *([variant.cover] if variant.cover else [])]
        self._tall = {one.digest for one in placed if one.digest and _is_tall(one.width, one.height)}
        self._bench = bench

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        """As `Workbench.picture`."""
        is_as_it_is = (fit.piece, fit.shape) == ((1, 1), (0, 0))
        return self._bench.picture(digest, _TALL if digest in self._tall and is_as_it_is else fit)

    def chart(self, chart: Chart, fit: Fit) -> Picture:
        """As `Workbench.chart`."""
        return self._bench.chart(chart, fit)


def sliced(variant: Variant, made: SealedArticle, bench: Workbench, fit: Fit) -> Sliced:
    """The article with every picture of its text that is too long for one in pieces.

    Raises:
        Invalid: a piece can't be made to fit.
    """
    media, bytes_of = list(made.media), dict(made.bytes_of)
    pieces: dict[str, tuple[tuple[str, str], ...]] = {}
    zh = variant.content.language.lower().startswith("zh")
    for at, medium in enumerate(made.media):
        placed = next((one for one in variant.pictures if _is_of(medium, one)), None)
        count = _count(placed, medium, bench) if placed and medium.role is MediaRole.INLINE else 1
        if placed is None or count < 2:
            continue
        cut = [fitted(placed, bench, replace(fit, piece=(number, count))) for number in range(1, count + 1)]
        media[at] = sealed(medium.ordinal, medium.role, placed, cut[0])
        following = []
        for number, piece in enumerate(cut[1:], 2):
            said = replace(placed, alt=_alt(medium.alt, number, count, zh=zh))
            media.append(sealed(len(media) + 1, medium.role, said, piece))
            following.append((late_placeholder(f"media_url/{media[-1].ordinal}"), said.alt))
        pieces[late_placeholder(f"media_url/{medium.ordinal}")] = tuple(following)
        bytes_of |= {piece.digest: piece.content for piece in cut}
    kept = {medium.digest for medium in media}
    return Sliced(made.part.body, tuple(media), {d: b for d, b in bytes_of.items() if d in kept}, pieces)


def _is_of(medium: SealedMedia, placed: Placed) -> bool:
    origin = f"chart:{placed.chart.id}" if placed.chart else f"media:{placed.digest}"
    return (medium.origin, medium.alt) == (origin, placed.alt)


def _count(placed: Placed, medium: SealedMedia, bench: Workbench) -> int:
    """How many pieces a picture takes: one where it kept its width whole; a long chart is drawn once more to see."""
    if not _is_tall(medium.width, medium.height):
        return 1
    whole = fitted(placed, bench, _WHOLE) if placed.chart else None
    width, height = (whole.width, whole.height) if whole else (placed.width, placed.height)
    if medium.width >= width:
        return 1
    return min(-(-height // PIECE_PIXELS), _MOST_PIECES)


def _is_tall(width: int, height: int) -> bool:
    return height > _TALL_FROM * width


def _alt(alt: str, number: int, count: int, *, zh: bool) -> str:
    return f"{alt}（第 {number} 部分，共 {count} 部分）" if zh else f"{alt} (part {number} of {count})"
