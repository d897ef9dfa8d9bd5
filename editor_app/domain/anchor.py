"""Where a comment stands: words with their surroundings, found again after any edit or honestly called gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.domain.identifiers import AccountId

AROUND = 32
"""Characters kept on either side of the quote."""
LONGEST_QUOTE = 2_000
WHOLE = 1_000
_ENOUGH = 6
"""Characters of the old surroundings that must stand beside words found elsewhere, when there are so many."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture, in thousandths of its width and height.

    Raises:
        ValueError: nothing of a picture.
    """

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        right, bottom = self.x + self.width, self.y + self.height
        if min(self.x, self.y) < 0 or min(self.width, self.height) < 1 or max(right, bottom) > WHOLE:
            raise ValueError("no part of a picture")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment is about."""

    field: str
    """`title`, `body` and so on; `picture` and `chart` with a subject."""
    account: AccountId | None = None
    """The account whose variant is meant; None = the master, which the others inherit."""
    subject: str = ""
    """Digest of the picture or id of the chart."""
    quote: str = ""
    """The words; empty = the whole field."""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    """Where the quote stood in the field of the revision that was commented on."""
    region: Region | None = None
    """Of a picture; None = all of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that both texts have."""

    before: int
    after: int
    length: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand now."""

    start: int
    end: int
    is_changed: bool = False
    """Part of them is left; the rest was written anew."""


def anchor_at(text: str, start: int, end: int, field: str = "body", account: AccountId | None = None) -> Anchor:
    """The anchor of `text[start:end]`.

    Raises:
        ValueError: no such piece, or a longer one than a comment is about.
    """
    if not 0 <= start < end <= len(text) or end - start > LONGEST_QUOTE:
        raise ValueError("no piece of the text")
    around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(field, account, "", text[start:end], *around, start)


def place_of(anchor: Anchor, before: str, now: str, kept: Sequence[Stretch]) -> Found | None:
    """Where the quote stands in `now`; None = it was deleted.

    Args:
        anchor: with a quote.
        before: the field as it was when the comment was made.
        now: the field as it is.
        kept: what both have in common, in order.
    """
    quote = anchor.quote
    places = list(_places(quote, now))
    whole = [at for at in places if _stands_as_it_stood(anchor, now, at)]
    if len(whole) == 1:
        return _found(anchor, whole[0])
    followed = _followed(anchor, kept)
    if followed is not None and not followed.is_changed:
        return followed
    if len(places) == 1 and before.count(quote) == 1:
        return _found(anchor, places[0])
    moved = None if followed else _best(anchor, now, [at for at in places if not _is_another(anchor, at, kept)])
    return followed or moved


def _found(anchor: Anchor, at: int) -> Found:
    return Found(at, at + len(anchor.quote))


def _places(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _stands_as_it_stood(anchor: Anchor, now: str, at: int) -> bool:
    end = at + len(anchor.quote)
    return now[:at].endswith(anchor.prefix) and now.startswith(anchor.suffix, end) and _has_surroundings(anchor)


def _has_surroundings(anchor: Anchor) -> bool:
    return len(anchor.prefix) + len(anchor.suffix) >= _ENOUGH


def _followed(anchor: Anchor, kept: Sequence[Stretch]) -> Found | None:
    """The quote along the pieces that stayed."""
    start, end = anchor.start, anchor.start + len(anchor.quote)
    parts: list[tuple[int, int]] = []
    for stretch in kept:
        low, high = max(start, stretch.before), min(end, stretch.before + stretch.length)
        if low < high:
            parts.append((stretch.after + low - stretch.before, stretch.after + high - stretch.before))
    left = sum(high - low for low, high in parts)
    if not parts or left * 2 < end - start:
        return None
    found = parts[0][0], parts[-1][1]
    return Found(*found, is_changed=left < end - start or found[1] - found[0] != end - start)


def _is_another(anchor: Anchor, at: int, kept: Sequence[Stretch]) -> bool:
    """Whether the same words stood there before, elsewhere than those that are looked for."""
    length = len(anchor.quote)
    return any(
        stretch.after <= at
        and at + length <= stretch.after + stretch.length
        and stretch.before + at - stretch.after != anchor.start
        for stretch in kept
    )


def _best(anchor: Anchor, now: str, places: Sequence[int]) -> Found | None:
    """The place with most of the old surroundings, when it is enough and no other has as much."""
    scored = sorted(((_beside(anchor, now, at), at) for at in places), reverse=True)
    if not scored or scored[0][0] < _needed(anchor) or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return _found(anchor, scored[0][1])


def _needed(anchor: Anchor) -> int:
    return min(_ENOUGH, max(1, len(anchor.prefix) + len(anchor.suffix)))


def _beside(anchor: Anchor, now: str, at: int) -> int:
    """How many characters of the old surroundings stand right beside `at`."""
    end = at + len(anchor.quote)
    left = _common(reversed(anchor.prefix), reversed(now[max(0, at - AROUND) : at]))
    return left + _common(iter(anchor.suffix), iter(now[end : end + AROUND]))


def _common(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
