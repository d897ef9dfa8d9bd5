"""From a variant to messages: one with the whole text in the HTML that clients show, then one for each picture."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, SealedMedia
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.articles import fitted, sealed
from editor_app.platforms.contract import Fit
from editor_app.platforms.plain_articles import picture_words, plain_article, without_pictures
from editor_app.rendering.markdown import page
from editor_app.rendering.sanitised import inert, is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    import nh3

    from editor_app.domain.document import Variant
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Workbench

FIT = Fit(longest_side=2000, max_bytes=2_000_000)
MOST_BYTES = 48_000
"""Of text and HTML together: an event has at most 65,536 bytes, with everything that servers put around it."""
_TAGS = (
    "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table thead tbody tr th td "
    "caption pre span"
)
"""Of those that the specification suggests (v1.11, m.room.message msgtypes, read 2026-11-29)."""
_AS_PARAGRAPH = re.compile(r"<(/?)(?:dt|dd|figcaption)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Messages:
    """The parts of a payload and their pictures."""

    parts: tuple[Part, ...]
    media: tuple[SealedMedia, ...]
    bytes_of: Mapping[Digest, bytes]


def messages_of(variant: Variant, bench: Workbench) -> Messages:
    """What a variant makes in a room; the cover comes first of the pictures.

    Raises:
        Invalid: there is no title, the text is too long for one event, or a picture can't be made to fit.
        NotFound: a picture that the store doesn't have.
    """
    content = variant.content
    if not content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    marked = formatted(variant)
    plain = plain_article(variant).text
    size = len(marked.encode()) + len(plain.encode())
    if size > MOST_BYTES:
        raise Invalid(
            T("The text is too long for one message: {length} bytes, and {limit} at most.",
              length=size, limit=MOST_BYTES),
            T("Shorten it, or say it differently for this account."),
        )  # fmt: skip
    parts = [Part(1, marked, (), (("text", plain),))]
    media, bytes_of = list[SealedMedia](), dict["Digest", bytes]()
    placed = [*filter(None, (variant.cover,)), *variant.pictures]
    for ordinal, picture in enumerate(placed, 1):
        made = fitted(picture, bench, FIT)
        bytes_of[made.digest] = made.content
        media.append(sealed(ordinal, MediaRole.INLINE, picture, made))
        parts.append(Part(ordinal + 1, html.escape(picture_words(picture, content.language), quote=False), (ordinal,)))
    return Messages(tuple(parts), tuple(media), bytes_of)


def formatted(variant: Variant) -> str:
    """Title, text without pictures and by-line in the HTML that clients show.

    Raises:
        Invalid: a broken character, or lists and quotes nested too deep.
    """
    content = variant.content
    title = f"<h2>{inert(html.escape(content.title.strip(), quote=False))}</h2>"
    body = page(without_pictures(content.body), lambda _placement: None).html
    pieces = (title, body, byline_html(content, with_original=True))
    return _cleaner().clean(_AS_PARAGRAPH.sub(r"<\1p>", "\n".join(filter(None, pieces)))).strip()


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    del tag
    return value if attribute != "href" or is_web_address(value) else None


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS.split()),
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_allowed,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
