"""From a variant to a thread: which words stand in which post, with which pictures, links and card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole, Part, SealedMedia
from editor_app.domain.errors import Invalid
from editor_app.domain.media import placements
from editor_app.domain.text import T
from editor_app.platforms.articles import fitted, sealed
from editor_app.platforms.contract import Fit
from editor_app.rendering.text import PlainText, TextLink, credits_of, lead, plain_text
from editor_app.rendering.threads import PartLimit, thread_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Content, Placed, Variant
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Workbench

POST_GRAPHEMES, POST_BYTES, IMAGES_PER_POST = 300, 3000, 4
IMAGE_FIT = Fit(longest_side=2000, max_bytes=2_000_000)
THUMB_FIT = Fit(longest_side=1200, max_bytes=1_000_000)
LIMIT = PartLimit(POST_GRAPHEMES, POST_BYTES)
_TAG = "tag:"
"""How a hashtag travels among the links of a text."""
_TAG_BYTES = 640
_TEASERS = (200, 150, 100, 60, 0)
_LABELS = {"zh": ("来源：", "文号：", "图：", "、"), "en": ("Source: ", "Document number: ", "Pictures: ", ", ")}


@dataclass(frozen=True, slots=True)
class Thread:
    """The parts of a payload and their pictures."""

    parts: tuple[Part, ...]
    media: tuple[SealedMedia, ...]
    bytes_of: Mapping[Digest, bytes]


def thread_of(variant: Variant, style: str, bench: Workbench) -> Thread:
    """The thread that a variant makes.

    Args:
        variant: resolved for one account.
        style: `thread` = the whole text; `card` = title and summary in one post, with a card of the link.
        bench: gives the fitted pictures.

    Raises:
        Invalid: there is no title, or something can't be made to fit.
        NotFound: a picture that the store doesn't have.
    """
    content = variant.content
    if not content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    pictures = variant.pictures if style == "thread" else ()
    texts = _texts(variant, style)
    has_card = bool(content.link) and len(texts) > _posts_for(len(pictures))
    if content.link and not has_card:
        texts = thread_parts(_joined([*_whole(variant), _address(content.link)]), LIMIT)
    if variant.cover is not None and not has_card:
        pictures = (variant.cover, *pictures)
    album = _Album(bench)
    groups = [album.group(pictures[at : at + IMAGES_PER_POST]) for at in range(0, len(pictures), IMAGES_PER_POST)]
    card_at = len(groups) if has_card else -1
    parts = [
        _part(number, texts[number] if number < len(texts) else PlainText(""), groups[number : number + 1])
        for number in range(max(len(texts), len(groups)))
    ]
    if has_card:
        parts[card_at] = _with_card(parts[card_at], variant, album)
    return Thread(tuple(parts), tuple(album.media), album.bytes_of)


def _whole(variant: Variant) -> list[PlainText]:
    """Title, text, closing line and hashtags."""
    return [PlainText(variant.content.title.strip()), _words(variant), *_closing(variant)]


def _words(variant: Variant) -> PlainText:
    """The text without its pictures, whose alternative texts go with the pictures themselves."""
    body = variant.content.body
    for placement in reversed(list(placements(body))):
        body = body[: placement.start] + body[placement.end :]
    return plain_text(body)


def _texts(variant: Variant, style: str) -> tuple[PlainText, ...]:
    if style == "thread":
        return thread_parts(_joined(_whole(variant)), LIMIT)
    said = variant.content.summary or _words(variant).text
    for length in _TEASERS:
        teaser = PlainText(lead(said, length) if length else "")
        whole = _joined([PlainText(variant.content.title.strip()), teaser, *_closing(variant)])
        if LIMIT.fits(whole.text):
            return (whole,)
    raise Invalid(T("The title is too long for one post."), T("Shorten it for this account."))


def _closing(variant: Variant) -> list[PlainText]:
    content = variant.content
    labels = _LABELS["zh" if content.language.lower().startswith("zh") else "en"]
    said = (content.source, content.document_number, labels[-1].join(credits_of(variant)))
    lines = [label + words for label, words in zip(labels, said, strict=False) if words]
    return [PlainText("\n".join(lines)), _hashtags(content)]


def _hashtags(content: Content) -> PlainText:
    """`#one #two`, each marked as a link of its own kind; white space is not possible in one."""
    words = ["".join(tag.split()).lstrip("#＃") for tag in content.tags]
    text, links = "", []
    for word in dict.fromkeys(w for w in words if w and len(w.encode()) <= _TAG_BYTES):
        start = len(text) + bool(text)
        text = f"{text} #{word}" if text else f"#{word}"
        links.append(TextLink(start, len(text), _TAG + word))
    return PlainText(text, tuple(links))


def _address(url: str) -> PlainText:
    return PlainText(url, (TextLink(0, len(url), url),))


def _joined(pieces: Sequence[PlainText]) -> PlainText:
    text, links = "", list[TextLink]()
    for piece in pieces:
        if not piece.text:
            continue
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{piece.text}" if text else piece.text
        links += [TextLink(start + link.start, start + link.end, link.url) for link in piece.links]
    return PlainText(text, tuple(links))


def facets_of(piece: PlainText) -> list[Json]:
    """The links and hashtags of a post with their places in UTF-8 bytes."""
    facets: list[Json] = []
    for link in piece.links:
        words = piece.text[link.start : link.end]
        feature: dict[str, Json] = {"$type": "app.bsky.richtext.facet#link", "uri": link.url}
        if link.url.startswith(_TAG):
            tag = link.url.removeprefix(_TAG)
            if words != f"#{tag}":
                continue  # the cut between two posts went through it
            feature = {"$type": "app.bsky.richtext.facet#tag", "tag": tag}
        start, end = (len(piece.text[:at].encode()) for at in (link.start, link.end))
        facets.append({"index": {"byteStart": start, "byteEnd": end}, "features": [feature]})
    return facets


def _part(number: int, piece: PlainText, pictures: Sequence[tuple[int, ...]]) -> Part:
    facets = facets_of(piece)
    fields = (("facets", canonical(facets).decode()),) if facets else ()
    return Part(number + 1, piece.text, pictures[0] if pictures else (), fields)


def _with_card(part: Part, variant: Variant, album: _Album) -> Part:
    content = variant.content
    card = {"uri": content.link, "title": content.title, "description": content.summary}
    thumb = album.thumb(variant.cover) if variant.cover else ()
    fields = tuple(sorted((*part.fields, ("card", canonical(card).decode()))))
    return Part(part.ordinal, part.body, thumb, fields)


def _posts_for(pictures: int) -> int:
    return -(-pictures // IMAGES_PER_POST)


class _Album:
    """Pictures as they are sealed, in the order of their posts."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self.media: list[SealedMedia] = []
        self.bytes_of: dict[Digest, bytes] = {}

    def group(self, pictures: Sequence[Placed]) -> tuple[int, ...]:
        """The ordinals of the pictures of one post."""
        return tuple(self._sealed(placed, MediaRole.INLINE, IMAGE_FIT) for placed in pictures)

    def thumb(self, cover: Placed) -> tuple[int, ...]:
        """The ordinal of a card's picture."""
        return (self._sealed(cover, MediaRole.CARD, THUMB_FIT),)

    def _sealed(self, placed: Placed, role: MediaRole, fit: Fit) -> int:
        made = fitted(placed, self._bench, fit)
        self.bytes_of[made.digest] = made.content
        self.media.append(sealed(len(self.media) + 1, role, placed, made))
        return len(self.media)
