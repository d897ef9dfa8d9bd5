"""From a variant to a thread on Mastodon: which words stand in which post, with which pictures and which poll."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isqrt
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, SealedMedia
from editor_app.domain.errors import Invalid
from editor_app.domain.media import placements
from editor_app.domain.text import T
from editor_app.platforms.articles import fitted, sealed
from editor_app.platforms.contract import Fit
from editor_app.platforms.mastodon.counting import Spelled, counted
from editor_app.platforms.mastodon.polls import poll_of, taken_out
from editor_app.platforms.mastodon.settings import CARD, YES
from editor_app.rendering.text import PlainText, TextLink, credits_of, lead, plain_text
from editor_app.rendering.threads import PartLimit, thread_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.document import Content, Placed, Variant
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Workbench
    from editor_app.platforms.mastodon.limits import Limits

_LONGEST_SIDE, _MOST_BYTES = 3840, 8_000_000
"""A server makes larger pictures smaller itself; what it makes of them nobody has signed."""
_ANY_BYTES = 10**9
_TEASERS = (400, 300, 200, 150, 100, 60, 0)
_LABELS = {"zh": ("来源：", "文号：", "图：", "、"), "en": ("Source: ", "Document number: ", "Pictures: ", ", ")}
_VOTE = {"zh": "征求意见：{title}", "en": "Your opinion: {title}"}
_TAG_MARKS = "#＃"


@dataclass(frozen=True, slots=True)
class Thread:
    """The parts of a payload and their pictures."""

    parts: tuple[Part, ...]
    media: tuple[SealedMedia, ...]
    bytes_of: Mapping[Digest, bytes]


@dataclass(slots=True)
class _Album:
    """Pictures as they are sealed, in the order of their posts."""

    bench: Workbench
    limits: Limits
    media: list[SealedMedia] = field(default_factory=list)
    bytes_of: dict[Digest, bytes] = field(default_factory=dict)

    def add(self, placed: Placed) -> int:
        """The ordinal of a picture."""
        if len(placed.alt) > self.limits.alt:
            raise Invalid(
                T("An alternative text has {length} characters; {count} are taken.",
                  length=len(placed.alt), count=self.limits.alt),
                T("Shorten it, or say it differently for this account."),
            )  # fmt: skip
        fit = Fit(min(_LONGEST_SIDE, isqrt(self.limits.pixels)), min(_MOST_BYTES, self.limits.bytes))
        made = fitted(placed, self.bench, fit)
        self.bytes_of[made.digest] = made.content
        self.media.append(sealed(len(self.media) + 1, MediaRole.INLINE, placed, made))
        return len(self.media)


def thread_of(variant: Variant, settings: Mapping[str, str], limits: Limits, bench: Workbench) -> Thread:
    """The thread that a variant makes.

    Args:
        variant: resolved for one account.
        settings: checked ones.
        limits: of the account's server.
        bench: gives the fitted pictures.

    Raises:
        Invalid: there is no title, or something can't be made to fit.
        NotFound: a picture that the store doesn't have.
    """
    if not variant.content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    body, choices = taken_out(variant.content.body) if settings["polls"] == YES else (variant.content.body, ())
    variant = replace(variant, content=replace(variant.content, body=body))
    room = limits.characters - counted(settings["warning"], limits.url)
    texts = _texts(variant, settings["style"], room, limits)
    shown = variant.pictures if settings["style"] != CARD else ()
    pictures = (variant.cover, *shown) if variant.cover is not None else shown
    album = _Album(bench, limits)
    numbers = [album.add(placed) for placed in pictures]
    groups = [tuple(numbers[at : at + limits.pictures]) for at in range(0, len(numbers), limits.pictures)]
    parts = [
        Part(n + 1, texts[n] if n < len(texts) else "", groups[n] if n < len(groups) else ())
        for n in range(max(len(texts), len(groups)))
    ]
    if choices:
        parts = _with_poll(parts, variant.content, poll_of(choices, settings, limits))
    return Thread(tuple(parts), tuple(album.media), album.bytes_of)


def _with_poll(parts: list[Part], content: Content, poll: str) -> list[Part]:
    """The poll at the end of the thread; pictures and a poll are never in one post."""
    if parts[-1].media:
        parts = [*parts, Part(len(parts) + 1, _VOTE[_tongue(content)].format(title=content.title.strip()))]
    return [*parts[:-1], replace(parts[-1], fields=(("poll", poll),))]


def _texts(variant: Variant, style: str, room: int, limits: Limits) -> tuple[str, ...]:
    title, link = PlainText(variant.content.title.strip()), _address(variant.content.link)
    words = _words(variant)
    if style != CARD:
        return _cut(_joined([title, words, *_closing(variant), link]), room, limits)
    said = variant.content.summary or words.text
    for length in _TEASERS:
        teaser = PlainText(lead(said, length) if length else "")
        cut = _cut(_joined([title, teaser, *_closing(variant), link]), room, limits)
        if len(cut) == 1:
            return cut
    raise Invalid(T("The title is too long for one post."), T("Shorten it for this account."))


def _cut(whole: PlainText, room: int, limits: Limits) -> tuple[str, ...]:
    """The text in posts; a handle counts in full where it is cut, so no post is ever too long."""
    spelled = Spelled(whole, limits.url)
    marked = spelled.marked
    all_of_it = spelled.restored(marked.text)
    if counted(all_of_it, limits.url) <= room:
        return (all_of_it,)
    return tuple(spelled.restored(part.text) for part in thread_parts(marked, PartLimit(room, _ANY_BYTES)))


def _words(variant: Variant) -> PlainText:
    """The text without its pictures, whose alternative texts go with the pictures themselves."""
    body = variant.content.body
    for placement in reversed(list(placements(body))):
        body = body[: placement.start] + body[placement.end :]
    return plain_text(body)


def _closing(variant: Variant) -> list[PlainText]:
    content = variant.content
    labels = _LABELS[_tongue(content)]
    said = (content.source, content.document_number, labels[-1].join(credits_of(variant)))
    lines = [label + words for label, words in zip(labels, said, strict=False) if words]
    return [PlainText("\n".join(lines)), PlainText(_hashtags(content))]


def _hashtags(content: Content) -> str:
    """`#one #two`: letters, digits and underscores make a hashtag there, and not digits alone."""
    words = ["".join(c for c in tag.lstrip(_TAG_MARKS) if c.isalnum() or c == "_") for tag in content.tags]
    return " ".join(f"#{word}" for word in dict.fromkeys(words) if word and not word.isdigit())


def _address(url: str) -> PlainText:
    return PlainText(url, (TextLink(0, len(url), url),)) if url else PlainText("")


def _joined(pieces: Sequence[PlainText]) -> PlainText:
    text, links = "", list[TextLink]()
    for piece in pieces:
        if not piece.text:
            continue
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{piece.text}" if text else piece.text
        links += [TextLink(start + link.start, start + link.end, link.url) for link in piece.links]
    return PlainText(text, tuple(links))


def _tongue(content: Content) -> str:
    return "zh" if content.language.lower().startswith("zh") else "en"
