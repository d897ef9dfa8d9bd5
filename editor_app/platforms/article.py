"""An article for platforms that take HTML: its body, sealed pictures, by-line, and address in Latin letters."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, SealedMedia, late_placeholder
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Composed
from editor_app.rendering.markdown import article_html
from editor_app.rendering.sanitised import inert, is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.document import Content, Placed, Variant
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Fit, Platform, Workbench

_LONGEST_SLUG = 80
_WORD = re.compile(r"[a-z0-9]+")
_LABELS = {
    "zh": ("来源：", "作者：", "责任编辑：", "文号：", "原文：", "　"),
    "en": ("Source: ", "By ", "Responsible editor: ", "Document number: ", "Original: ", " · "),
}


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says, and the pictures that go with it."""

    body: str
    """HTML; the pictures stand in it as `pd-late:media_url/<ordinal>`."""
    media: tuple[SealedMedia, ...]
    """The cover first when there is one, then the pictures of the body in reading order."""
    content: Mapping[Digest, bytes]
    slug: str

    def composed(self, payload: Payload) -> Composed:
        """The payload with the bytes of its pictures."""
        return Composed(payload, self.content)


def article_of(variant: Variant, bench: Workbench, fit: Fit, *, with_original: bool) -> Article:
    """The article that a variant makes.

    Args:
        variant: resolved for one account.
        bench: gives the fitted pictures.
        fit: what the platform takes of a picture.
        with_original: whether the by-line names the original page, for platforms without a field for it.

    Raises:
        Invalid: a broken character, or a picture that can't be made to fit.
        NotFound: a picture that the store doesn't have.
    """
    album = _Album(bench, fit)
    if variant.cover is not None:
        album.ordinal_of(variant.cover, MediaRole.COVER)
    ordinals = [album.ordinal_of(placed, MediaRole.INLINE) for placed in variant.pictures]
    body = article_html(variant, lambda number: late_placeholder(f"media_url/{ordinals[number - 1]}"))
    byline = byline_html(variant.content, with_original=with_original)
    return Article(
        "\n".join(filter(None, (body, byline))), tuple(album.sealed), album.content, slug_of(variant.content)
    )


def byline_html(content: Content, *, with_original: bool) -> str:
    """The closing line: source, author, responsible editor, document number and original; empty when none is given."""
    labels = _LABELS["zh" if content.language.lower().startswith("zh") else "en"]
    source = _linked(content.source or content.source_url, content.source_url)
    original = _linked(content.link, content.link) if with_original else ""
    texts = (source, _escaped(content.author), _escaped(content.responsible_editor), _escaped(content.document_number))
    said = [label + text for label, text in zip(labels, (*texts, original), strict=False) if text]
    return f"<p>{labels[-1].join(said)}</p>" if said else ""


def slug_of(content: Content) -> str:
    """The last part of the public address: the document's own, else its title in pinyin; a-z, 0-9 and hyphens."""
    from pypinyin import lazy_pinyin

    wanted = content.slug or content.title
    spelt = unicodedata.normalize("NFKD", " ".join(lazy_pinyin(wanted))).lower()
    slug = ""
    for word in _WORD.findall(spelt):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug or f"document-{sha256(wanted.encode())[:8]}"


def require_within_limits(platform: Platform, variant: Variant, body: str) -> None:
    """Pass when the platform takes a title, a summary and a body of that length.

    Raises:
        Invalid: one is too long; the sentence says by how much.
    """
    content = variant.content
    counted = {
        "title_characters": (T("title"), len(content.title)),
        "summary_characters": (T("summary"), len(content.summary)),
        "body_bytes": (T("body"), len(body.encode())),
    }
    for name, (field_name, length) in counted.items():
        limit = platform.limit(name)
        if limit is not None and length > limit:
            raise Invalid(
                T(
                    "The {field} is too long for {platform}: {length}, and {limit} at most.",
                    field=field_name,
                    platform=platform.title,
                    length=length,
                    limit=limit,
                ),
                T("Shorten it, or say it differently for this account."),
            )


def option_lines(payload: Payload, name: str) -> tuple[str, ...]:
    """A list option, such as the tags, of a payload."""
    return tuple(filter(None, payload.option(name).split("\n")))


def one_per_line(names: tuple[str, ...]) -> str:
    """A list as an option's value; the inverse of `option_lines`, without blanks and repetitions."""
    return "\n".join(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def media_by_role(payload: Payload, role: MediaRole) -> tuple[SealedMedia, ...]:
    """The payload's pictures with that role."""
    return tuple(medium for medium in payload.media if medium.role is role)


@dataclass(slots=True)
class _Album:
    """Pictures as they are sealed, each one once."""

    bench: Workbench
    fit: Fit
    sealed: list[SealedMedia] = field(default_factory=list)
    content: dict[Digest, bytes] = field(default_factory=dict)
    _known: dict[tuple[Digest, str, MediaRole], int] = field(default_factory=dict)

    def ordinal_of(self, placed: Placed, role: MediaRole) -> int:
        """Its ordinal among the sealed pictures; 0 = there is nothing to show."""
        if placed.chart is not None:
            picture, origin = self.bench.chart(placed.chart, self.fit), f"chart:{placed.chart.id}"
        elif placed.digest is not None:
            picture, origin = self.bench.picture(placed.digest, self.fit), f"media:{placed.digest}"
        else:
            return 0
        key = (picture.digest, placed.alt, role)
        if key not in self._known:
            self._known[key] = ordinal = len(self.sealed) + 1
            self.content[picture.digest] = picture.content
            self.sealed.append(
                SealedMedia(
                    ordinal=ordinal,
                    role=role,
                    digest=picture.digest,
                    mime=picture.mime,
                    width=picture.width,
                    height=picture.height,
                    size=len(picture.content),
                    alt=placed.alt,
                    origin=origin,
                )
            )
        return self._known[key]


def _linked(words: str, address: str) -> str:
    if not address or not is_web_address(address):
        return _escaped(words)
    return f'<a href="{_escaped(address)}">{_escaped(words)}</a>'


def _escaped(words: str) -> str:
    return inert(html.escape(words))
