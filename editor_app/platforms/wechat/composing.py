"""What a document becomes on WeChat: an article in a theme or a post of pictures, refused when it is too long."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, late_placeholder
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T, Text
from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.articles import fitted, sealed, sealed_article
from editor_app.platforms.contract import Fit
from editor_app.platforms.covers import SHAPE, cover_fit
from editor_app.platforms.wechat.settings import PICTURES, YES
from editor_app.platforms.wechat.slicing import LongPictures, sliced
from editor_app.platforms.wechat.themes import theme_for
from editor_app.platforms.wechat.tree import tree_of
from editor_app.platforms.wechat.typeset import Setting, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Variant
    from editor_app.domain.edition import SealedMedia
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Platform, Workbench

FIT = Fit(longest_side=2400, max_bytes=1_000_000)
MOST_PICTURES = 20
LISTED = "2.35:1"
"""In which shape lists show a cover (draft/add: pic_crop_235_1)."""


@dataclass(frozen=True, slots=True)
class Made:
    """The text and its pictures."""

    part: Part
    media: tuple[SealedMedia, ...]
    late: tuple[str, ...]
    bytes_of: Mapping[Digest, bytes]


def article(variant: Variant, settings: Mapping[str, str], bench: Workbench) -> Made:
    """An article with a cover; where the document has none, its first picture.

    Raises:
        Invalid: it has no picture at all, or names a theme that is not there.
    """
    if variant.cover is None and variant.pictures:
        variant = replace(variant, cover=variant.pictures[0])
    if variant.cover is None:
        raise Invalid(T("WeChat needs a cover picture."), T("Choose a cover, or put a picture into the text."))
    shape = {SHAPE: LISTED} if settings["cover_margin"] == YES else {}
    whole = sealed_article(variant, LongPictures(variant, bench), FIT, cover_fit(FIT, shape))
    made = sliced(variant, whole, bench, FIT)
    content = variant.content
    setting = Setting(
        theme=theme_for(settings["theme"], variant.kind),
        chinese=content.language.lower().startswith("zh"),
        widths={late_placeholder(f"media_url/{m.ordinal}"): m.width for m in made.media},
        pieces=made.pieces,
        charts=_charts(variant, made.media) if settings["chart_tables"] == YES else {},
    )
    body = typeset(made.body, byline_html(content, with_original=False), setting)
    late = tuple(_late_name(medium) for medium in made.media)
    return Made(Part(1, body, tuple(medium.ordinal for medium in made.media)), made.media, late, made.bytes_of)


def picture_post(variant: Variant, bench: Workbench) -> Made:
    """The pictures in reading order, the cover first, and the words of the text.

    Raises:
        Invalid: no picture, or too many.
    """
    from editor_app.rendering.text import plain_text

    placed = [*([variant.cover] if variant.cover else []), *variant.pictures]
    if not 0 < len(placed) <= MOST_PICTURES:
        raise Invalid(
            T(
                "A post of pictures has 1 to {limit} pictures, this one has {count}.",
                limit=MOST_PICTURES,
                count=len(placed),
            ),
            T("Change its pictures, or publish it as an article."),
        )
    bench = LongPictures(variant, bench)
    pictures = [fitted(one, bench, FIT) for one in placed]
    media = tuple(
        sealed(n, MediaRole.INLINE, one, made) for n, (one, made) in enumerate(zip(placed, pictures, strict=True), 1)
    )
    lines = [line for line in plain_text(variant.content.body).text.split("\n") if line.strip()]
    body = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)
    late = tuple(f"media_id/{medium.ordinal}" for medium in media)
    return Made(Part(1, body, tuple(m.ordinal for m in media)), media, late, {p.digest: p.content for p in pictures})


def require_within_limits(platform: Platform, variant: Variant, settings: Mapping[str, str], body: str) -> None:
    """Pass when the platform takes texts of that length.

    Raises:
        Invalid: one is too long; the sentence says by how much.
    """
    content = variant.content
    titles = "long_title_characters" if settings["long_titles"] == YES else "title_characters"
    counted: dict[str, tuple[Text, int]] = {
        titles: (T("title"), len(content.title.strip())),
        "author_characters": (T("author"), len(content.author.strip())),
        "summary_characters": (T("summary"), len(content.summary.strip()) if settings["form"] != PICTURES else 0),
        "text_characters": (T("body"), len(tree_of(body).text())),
        "body_bytes": (T("body"), len(body.encode())),
        "link_bytes": (T("link"), len(content.link.encode())),
    }
    for name, (said, length) in counted.items():
        limit = platform.limit(name)
        if limit is not None and length > limit:
            raise Invalid(
                T(
                    "The {field} is too long for {platform}: {length}, and {limit} at most.",
                    field=said,
                    platform=platform.title,
                    length=length,
                    limit=limit,
                ),
                T("Shorten it, or say it differently for this account."),
            )


def _late_name(medium: SealedMedia) -> str:
    return f"{'media_id' if medium.role is MediaRole.COVER else 'media_url'}/{medium.ordinal}"


def _charts(variant: Variant, media: tuple[SealedMedia, ...]) -> dict[str, Chart]:
    by_origin = {f"chart:{one.chart.id}": one.chart for one in variant.pictures if one.chart is not None}
    return {
        late_placeholder(f"media_url/{medium.ordinal}"): by_origin[medium.origin]
        for medium in media
        if medium.origin in by_origin and medium.role is MediaRole.INLINE
    }
