"""What platforms that take an article as HTML share: sealing its pictures, and reading pictures back out of a page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.edition import MediaRole, Part, SealedMedia, late_placeholder
from editor_app.domain.identifiers import Digest, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.document import Placed, Variant
    from editor_app.platforms.contract import Fit, Picture, Workbench

URL_FIELD = "media_url"
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class SealedArticle:
    """The body of a variant with its pictures ready for upload."""

    part: Part
    media: tuple[SealedMedia, ...]
    """Pictures of the body in reading order, then the cover."""
    bytes_of: Mapping[Digest, bytes]

    @property
    def cover(self) -> SealedMedia | None:
        """The cover; None = there is none."""
        return next((media for media in self.media if media.role is MediaRole.COVER), None)

    @property
    def late(self) -> tuple[str, ...]:
        """Names of the late fields: where each picture lies once it is uploaded."""
        return tuple(f"{URL_FIELD}/{media.ordinal}" for media in self.media)


def sealed_article(variant: Variant, bench: Workbench, fit: Fit, cover: Fit | None = None) -> SealedArticle:
    """The variant's body as HTML with `pd-late:media_url/N` for every picture, and the pictures fitted.

    Args:
        variant: resolved for one account.
        bench: gives the fitted pictures.
        fit: what the platform takes of a picture.
        cover: the same of a cover, where it differs.

    Raises:
        Invalid: a picture can't be made to fit, or the text can't be rendered.
        NotFound: a picture of the text is not in the workspace.
    """
    from editor_app.rendering.markdown import article_html

    placed = [(MediaRole.INLINE, picture) for picture in variant.pictures]
    if variant.cover is not None:
        placed.append((MediaRole.COVER, variant.cover))
    media: list[SealedMedia] = []
    ordinals: dict[tuple[MediaRole, Digest, str], int] = {}
    bytes_of: dict[Digest, bytes] = {}
    at: list[int] = []
    for role, picture in placed:
        made = fitted(picture, bench, cover if cover is not None and role is MediaRole.COVER else fit)
        which = (role, made.digest, picture.alt)
        if which not in ordinals:  # the same picture with the same words is uploaded once
            ordinals[which] = len(media) + 1
            media.append(sealed(len(media) + 1, role, picture, made))
            bytes_of[made.digest] = made.content
        at.append(ordinals[which])
    body = article_html(variant, lambda number: late_placeholder(f"{URL_FIELD}/{at[number - 1]}"))
    inline = tuple(one.ordinal for one in media if one.role is MediaRole.INLINE)
    return SealedArticle(Part(1, body, inline), tuple(media), bytes_of)


def fitted(placed: Placed, bench: Workbench, fit: Fit) -> Picture:
    """The picture or chart, made ready."""
    if placed.chart is not None:
        return bench.chart(placed.chart, fit)
    if placed.digest is None:
        raise ValueError("a placed picture is a medium or a chart")
    return bench.picture(placed.digest, fit)


def sealed(ordinal: int, role: MediaRole, placed: Placed, made: Picture) -> SealedMedia:
    """The picture as the manifest names it."""
    origin = f"chart:{placed.chart.id}" if placed.chart else f"media:{placed.digest}"
    return SealedMedia(
        ordinal=ordinal,
        role=role,
        digest=made.digest,
        mime=made.mime,
        width=made.width,
        height=made.height,
        size=len(made.content),
        alt=placed.alt,
        origin=origin,
    )


def slug_of(variant: Variant) -> str:
    """The last part of a public address: the variant's own, else its title in pinyin; a-z, 0-9 and hyphens."""
    from pypinyin import lazy_pinyin

    wanted = variant.content.slug or variant.content.title
    plain = "".join(c for c in unicodedata.normalize("NFKD", wanted) if not unicodedata.combining(c))
    spelt = " ".join(lazy_pinyin(plain)).lower()
    slug = ""
    for word in _WORD.findall(spelt):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug or f"document-{sha256(wanted.encode())[:8]}"


@dataclass(frozen=True, slots=True)
class SeenImage:
    """One `img` of a page."""

    src: str
    alt: str
    """Empty when it has none."""


def images_in(html: str) -> tuple[SeenImage, ...]:
    """Every `img` in reading order."""
    reader = _Images()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[SeenImage] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            values = dict(attrs)
            self.found.append(SeenImage(values.get("src") or "", values.get("alt") or ""))
