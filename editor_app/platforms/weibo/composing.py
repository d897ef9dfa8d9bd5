"""What a document becomes on Weibo: a short share, a long post with pictures, or a headline article with its post."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, late_placeholder
from editor_app.domain.errors import Invalid
from editor_app.domain.media import placements
from editor_app.domain.text import T
from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.articles import fitted, sealed, sealed_article
from editor_app.platforms.contract import Fit
from editor_app.platforms.weibo.addresses import is_on, marked
from editor_app.platforms.weibo.counting import characters
from editor_app.platforms.weibo.settings import ARTICLE, LONG, SHORT
from editor_app.rendering.sanitised import is_web_address
from editor_app.rendering.text import credits_of, lead, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.document import Content, Placed, Variant
    from editor_app.domain.edition import SealedMedia
    from editor_app.domain.identifiers import Digest
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Workbench

POST, SAFE_POST, LONG_POST = 140, 130, 2000
MOST_PICTURES = 9
ARTICLE_TITLE, ARTICLE_BODY = 32, 90_000
FIT = Fit(longest_side=4096, max_bytes=4_900_000)
MARK_FIELD = "mark"
_MARK = late_placeholder(MARK_FIELD)
_KEY = "0" * 16
"""As long as what will stand for the mark."""
TOPIC = re.compile(r"#[^#\n]+#")
_ENOUGH = 600
"""Characters of a text that a short post can use at most."""
_LABELS = {"zh": ("来源：", "文号：", "图：", "、"), "en": ("Source: ", "Document number: ", "Pictures: ", ", ")}


@dataclass(frozen=True, slots=True)
class Made:
    """What stands in the payload."""

    part: Part
    media: tuple[SealedMedia, ...]
    bytes_of: Mapping[Digest, bytes]
    late: tuple[str, ...]
    post: str = ""
    """The words of the post that an article comes with."""
    is_ai_made: bool = False
    """Whether a picture in it was made by AI, which is declared on Weibo by hand."""


def made_of(variant: Variant, settings: Mapping[str, str], bench: Workbench) -> Made:
    """The post or article of a variant.

    Raises:
        Invalid: no title, no address to lead to, too long, or too many pictures.
        NotFound: a picture that the store doesn't have.
    """
    if not variant.content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    address = _address(variant, settings)
    if settings["form"] == ARTICLE:
        return _article(variant, address, settings, bench)
    is_long = settings["form"] == LONG
    text = _long(variant, address, settings) if is_long else _share(variant, address, settings)
    placed = _nine(_pictures(variant)) if is_long else _pictures(variant)[:1]
    media, bytes_of = _sealed(placed, bench)
    late = (MARK_FIELD, *(f"pic_id/{medium.ordinal}" for medium in media if is_long))
    part = Part(1, text, tuple(medium.ordinal for medium in media))
    return Made(part, media, bytes_of, late, is_ai_made=any(one.ai_made for one in placed))


def length(text: str, settings: Mapping[str, str]) -> int:
    """How long a composed text will be once its mark is known."""
    return characters(text.replace(_MARK, _KEY), short_addresses=settings["addresses"] == SHORT)


def _address(variant: Variant, settings: Mapping[str, str]) -> str:
    """Where the post leads: the document's page or the account's, with the mark by which the post is found again."""
    url = (variant.content.link or settings["home"]).strip()
    if not is_web_address(url):
        raise Invalid(
            T("A post on Weibo must lead to a page, and the document has no address."),
            T("Give the address of the page, or set one for this account."),
        )
    domain = settings["safe_domain"]
    if domain and not is_on(url, domain):
        raise Invalid(
            T("Weibo takes addresses below {domain} only, and this one is not: {url}", domain=domain, url=url),
            T("Give the address of your own page, or bind its domain to the application."),
        )
    try:
        return marked(url, _MARK)
    except ValueError:
        raise Invalid(
            T("“{url}” is not a web address.", url=url), T("Write it like https://news.example.gov.")
        ) from None


def _share(variant: Variant, address: str, settings: Mapping[str, str]) -> str:
    """Title, as much of the summary as there is room for, source and address in one line."""
    content = variant.content
    source = _source(content)
    summary = " ".join((content.summary or _words(variant))[:_ENOUGH].split())
    whole = _line(content, summary, source, address)
    if length(whole, settings) > POST:
        leads = dict.fromkeys(lead(summary, most) for most in range(SAFE_POST, 9, -1))
        shorter = (_line(content, said, source, address) for said in (*leads, ""))
        whole = next((line for line in shorter if length(line, settings) <= SAFE_POST), "") or _line(
            content, "", source, address
        )
    _require_length(T("title"), whole, POST, settings)
    if TOPIC.search(whole):
        raise Invalid(
            T("A share on Weibo takes no #topic#."), T("Take the # signs out of title and summary for this account.")
        )
    return whole


def _line(content: Content, said: str, source: str, address: str) -> str:
    title = f"【{content.title.strip()}】" if _is_chinese(content) else f"{content.title.strip()}. "
    return f"{title}{said}{source} {address}"


def _long(variant: Variant, address: str, settings: Mapping[str, str]) -> str:
    """The whole text, its closing lines, topics and the address."""
    content = variant.content
    title = f"【{content.title.strip()}】" if _is_chinese(content) else content.title.strip()
    labels = _LABELS["zh" if _is_chinese(content) else "en"]
    said = (content.source, content.document_number, labels[-1].join(credits_of(variant)))
    closing = "\n".join(label + words for label, words in zip(labels, said, strict=False) if words)
    topics = " ".join(f"#{word}#" for word in dict.fromkeys(_topic(tag) for tag in content.tags) if word)
    text = "\n\n".join(piece for piece in (title, _words(variant), closing, topics, address) if piece)
    _require_length(T("body"), text, LONG_POST, settings)
    return text


def _article(variant: Variant, address: str, settings: Mapping[str, str], bench: Workbench) -> Made:
    """A headline article as HTML, and the words of its post."""
    if variant.cover is None and variant.pictures:
        variant = replace(variant, cover=variant.pictures[0])
    if variant.cover is None:
        raise Invalid(
            T("A headline article on Weibo needs a cover picture."),
            T("Choose a cover, or put a picture into the text."),
        )
    content = variant.content
    made = sealed_article(variant, bench, FIT)
    body = made.part.body + byline_html(content, with_original=True)
    _require(T("title"), len(content.title.strip()), ARTICLE_TITLE)
    _require(T("body"), len(body), ARTICLE_BODY)
    post = _share(variant, address, settings)
    inline = tuple(medium.ordinal for medium in made.media if medium.role is MediaRole.INLINE)
    is_ai_made = any(one.ai_made for one in (variant.cover, *variant.pictures))
    return Made(Part(1, body, inline), made.media, made.bytes_of, (MARK_FIELD, *made.late), post, is_ai_made)


def _pictures(variant: Variant) -> tuple[Placed, ...]:
    """The cover, then the pictures of the text."""
    return (*((variant.cover,) if variant.cover is not None else ()), *variant.pictures)


def _nine(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The same, when a post takes so many.

    Raises:
        Invalid: it doesn't.
    """
    if len(placed) > MOST_PICTURES:
        raise Invalid(
            T("A post on Weibo has {limit} pictures at most, this one has {count}.",
              limit=MOST_PICTURES, count=len(placed)),
            T("Take some out for this account."),
        )  # fmt: skip
    return placed


def _sealed(placed: tuple[Placed, ...], bench: Workbench) -> tuple[tuple[SealedMedia, ...], dict[Digest, bytes]]:
    pictures = [fitted(one, bench, FIT) for one in placed]
    media = tuple(
        sealed(n, MediaRole.INLINE, one, made) for n, (one, made) in enumerate(zip(placed, pictures, strict=True), 1)
    )
    return media, {made.digest: made.content for made in pictures}


def _words(variant: Variant) -> str:
    """The text without its pictures."""
    body = variant.content.body
    for placement in reversed(list(placements(body))):
        body = body[: placement.start] + body[placement.end :]
    return plain_text(body).text


def _source(content: Content) -> str:
    if not content.source:
        return ""
    return f"（来源：{content.source}）" if _is_chinese(content) else f" (Source: {content.source})"


def _topic(tag: str) -> str:
    return "".join(tag.split()).replace("#", "").replace("＃", "")


def _is_chinese(content: Content) -> bool:
    return content.language.lower().startswith("zh")


def _require_length(what: Text, text: str, most: int, settings: Mapping[str, str]) -> None:
    _require(what, length(text, settings), most)


def _require(what: Text, count: int, most: int) -> None:
    """Pass when it is no longer than Weibo takes.

    Raises:
        Invalid: it is; the sentence says by how much.
    """
    if count > most:
        raise Invalid(
            T(
                "The {field} is too long for {platform}: {length}, and {limit} at most.",
                field=what,
                platform=T("Weibo"),
                length=count,
                limit=most,
            ),
            T("Shorten it, or say it differently for this account."),
        )
