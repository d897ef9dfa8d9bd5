"""From a variant to what a person will paste: formatted and plain text, topics, pictures made ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import Part, Payload
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import AccountId
from editor_app.domain.media import placements
from editor_app.domain.text import T, Text
from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.articles import sealed_article, slug_of
from editor_app.platforms.contract import Composed
from editor_app.platforms.covers import SHAPE, cover_fit
from editor_app.platforms.hand_off.profiles import IMAGES, TEXT, TITLE, TOPICS
from editor_app.platforms.hand_off.settings import profile_of
from editor_app.rendering.text import credits_of, graphemes, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Content, Variant
    from editor_app.platforms.contract import Workbench
    from editor_app.platforms.hand_off.profiles import Profile

HANDED, POSTED = "handed", "posted_url"
"""Late fields: the folder of the kit, and where a person says that the post is."""
PLAIN, HASHTAGS = "text", "topics"
_BASIC_PLANE = 0xFFFF
_LABELS = {"zh": ("来源：", "文号：", "图：", "、"), "en": ("Source: ", "Document number: ", "Pictures: ", ", ")}
_NAMES = {TITLE: T("title"), TEXT: T("text"), IMAGES: T("pictures"), TOPICS: T("topics")}


def composed(name: str, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
    """The payload of a variant.

    Args:
        name: of our platform, as payloads carry it.
        variant: resolved for one account.
        remote_uid: as connected.
        bench: gives the fitted pictures.

    Raises:
        Invalid: no title, a picture that is needed is missing, or the platform certainly takes less.
        NotFound: a picture that the store doesn't have.
    """
    profile, content = profile_of(variant.options), variant.content
    if not content.title.strip():
        raise Invalid(T("The document has no title."), T("Write a title."))
    article = sealed_article(variant, bench, profile.fit, cover_fit(profile.fit, variant.options))
    byline = byline_html(content, with_original=False)
    fields = tuple(sorted({PLAIN: plain(variant, profile), HASHTAGS: "\n".join(topics(content))}.items()))
    payload = Payload(
        account=variant.account or AccountId(""),
        account_name=variant.account_name,
        platform=name,
        remote_uid=remote_uid,
        format="html",
        title=content.title.strip(),
        summary=content.summary.strip(),
        link=content.link,
        slug=slug_of(variant),
        language=content.language,
        parts=(Part(1, "\n".join(filter(None, (article.part.body, byline))), article.part.media, fields),),
        media=article.media,
        options=tuple(sorted({"author": content.author.strip(), "service": profile.name, **_shape(variant)}.items())),
        late=(HANDED, *article.late, POSTED),
    )
    _require_certain(profile, payload)
    return Composed(payload, article.bytes_of)


def _shape(variant: Variant) -> dict[str, str]:
    """The shape that the cover was brought to, for whoever posts it; nothing where it is the picture's own."""
    shape = variant.options.get(SHAPE, "")
    return {SHAPE: shape} if variant.cover is not None and ":" in shape else {}


def plain(variant: Variant, profile: Profile) -> str:
    """The text without markup, its closing line, and the topics where the platform has them in the text."""
    content = variant.content
    labels = _LABELS["zh" if content.language.lower().startswith("zh") else "en"]
    said = (content.source, content.document_number, labels[-1].join(credits_of(variant)))
    closing = "\n".join(label + words for label, words in zip(labels, said, strict=False) if words)
    tags = " ".join(profile.topic.format(each) for each in topics(content)) if profile.topic else ""
    return "\n\n".join(filter(None, (_words(variant.content.body), closing, tags)))


def _words(body: str) -> str:
    """The text without its pictures, whose alternative texts are handed over with the pictures themselves."""
    for placement in reversed(list(placements(body))):
        body = body[: placement.start] + body[placement.end :]
    return plain_text(body).text


def topics(content: Content) -> tuple[str, ...]:
    """The topics in order, each once, without white space and without a mark of their own."""
    words = ("".join(tag.split()).strip("#＃") for tag in content.tags)
    return tuple(dict.fromkeys(word for word in words if word))


def text_of(payload: Payload) -> str:
    """The signed plain text."""
    return dict(payload.parts[0].fields).get(PLAIN, "")


def topics_of(payload: Payload) -> tuple[str, ...]:
    """The signed topics."""
    return tuple(filter(None, dict(payload.parts[0].fields).get(HASHTAGS, "").split("\n")))


def beyond(profile: Profile, payload: Payload) -> Iterator[tuple[Text, bool]]:
    """What is more than the platform is known to take, each in words, and whether it certainly takes less."""
    counted = {
        TITLE: graphemes(payload.title),
        TEXT: graphemes(text_of(payload)),
        IMAGES: len(payload.media),
        TOPICS: len(topics_of(payload)),
    }
    for name, bound in profile.bounds.items():
        length = counted[name]
        surely = halved(payload.title) if bound.halves else length
        if max(length, surely) > bound.value:
            words = T(
                "{platform} takes {limit} at most ({field}); here are {length}.",
                platform=profile.title,
                limit=bound.value,
                field=_NAMES[name],
                length=length,
            )
            yield words, bound.certain and surely > bound.value


def halved(text: str) -> int:
    """Its length where two characters of ASCII count as one, and an emoji beyond the basic plane as two."""
    return -(-sum(1 if c.isascii() else 4 if ord(c) > _BASIC_PLANE else 2 for c in text) // 2)


def _require_certain(profile: Profile, payload: Payload) -> None:
    for words, is_certain in beyond(profile, payload):
        if is_certain:
            raise Invalid(words, T("Shorten it, or say it differently for this account."))
    if profile.needs_picture and not payload.media:
        raise Invalid(
            T("{platform} takes no post without a picture.", platform=profile.title), T("Add a picture or a cover.")
        )
