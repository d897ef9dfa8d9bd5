"""From a variant to posts: the text in as few messages as it takes, then the pictures in albums of up to ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, SealedMedia
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.articles import fitted, sealed
from editor_app.platforms.contract import Fit
from editor_app.platforms.plain_articles import picture_words, plain_article
from editor_app.platforms.telegram.markup import (
    CAPTION_UNITS,
    TEXT_UNITS,
    escaped,
    html_of,
    units,
    with_bold_headings,
)
from editor_app.rendering.threads import PartLimit, thread_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.document import Placed, Variant
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Workbench
    from editor_app.rendering.text import PlainText

FIT = Fit(longest_side=2560, max_bytes=5_000_000)
"""A photo has at most 10 MB, and its sides 10,000 pixels together (sendPhoto, read 2026-11-29); phones show less."""
ALBUM = 10
"""Pictures of one media group (sendMediaGroup: 2 to 10, read 2026-11-29)."""
BETWEEN = "\n\n"
"""Stands between the captions of an album; none has it inside."""
_LENGTHS = (TEXT_UNITS, TEXT_UNITS * 3 // 4, TEXT_UNITS // 2, TEXT_UNITS // 4, TEXT_UNITS // 8)
"""Characters that readers see, tried in turn: an emoji can be many units."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The parts of a payload and their pictures."""

    parts: tuple[Part, ...]
    media: tuple[SealedMedia, ...]
    bytes_of: Mapping[Digest, bytes]


def posts_of(variant: Variant, bench: Workbench) -> Posts:
    """What a variant makes in a channel; what pictures show stands below them, where screen readers find it.

    Raises:
        Invalid: there is no title, or something can't be made to fit.
        NotFound: a picture that the store doesn't have.
    """
    if not variant.content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    texts = _cut(with_bold_headings(plain_article(variant)))
    parts = [Part(number, html_of(text)) for number, text in enumerate(texts, 1)]
    placed = [*filter(None, (variant.cover,)), *variant.pictures]
    media, bytes_of = list[SealedMedia](), dict["Digest", bytes]()
    for ordinal, picture in enumerate(placed, 1):
        made = fitted(picture, bench, FIT)
        bytes_of[made.digest] = made.content
        media.append(sealed(ordinal, MediaRole.INLINE, picture, made))
    captions = [_caption(picture, variant.content.language) for picture in placed]
    for first, last in _albums(len(media)):
        body = BETWEEN.join(captions[first:last])
        parts.append(Part(len(parts) + 1, body, tuple(range(first + 1, last + 1))))
    return Posts(tuple(parts), tuple(media), bytes_of)


def captions_of(part: Part) -> list[str]:
    """The captions of an album's pictures in order."""
    return part.body.split(BETWEEN)


def _cut(whole: PlainText) -> Sequence[PlainText]:
    for length in _LENGTHS:
        texts = thread_parts(whole, PartLimit(length, TEXT_UNITS * 4))
        if all(units(text.text) <= TEXT_UNITS for text in texts):
            return texts
    raise Invalid(T("The text is too long for a thread."), T("Shorten the text for this account."))


def _albums(count: int) -> list[tuple[int, int]]:
    """First and last of each album; none is left with a single picture when it can be helped."""
    albums, at = list[tuple[int, int]](), 0
    while at < count:
        size = min(ALBUM, count - at)
        if count - at - size == 1 and size > 2:
            size -= 1
        albums.append((at, at + size))
        at += size
    return albums


def _caption(picture: Placed, language: str) -> str:
    words = escaped(picture_words(picture, language))
    if units(words) > CAPTION_UNITS:
        raise Invalid(
            T("The words below a picture are too long: {length}, and {limit} at most.",
              length=units(words), limit=CAPTION_UNITS),
            T("Shorten it, or say it differently for this account."),
        )  # fmt: skip
    return words
