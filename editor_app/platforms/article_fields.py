"""What stands around the body of an article where HTML is taken: its by-line, lists as options, allowed lengths."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.rendering.sanitised import inert, is_web_address

if TYPE_CHECKING:
    from editor_app.domain.document import Content, Variant
    from editor_app.domain.edition import MediaRole, Payload, SealedMedia
    from editor_app.platforms.contract import Platform

_LABELS = {
    "zh": ("来源：", "作者：", "责任编辑：", "文号：", "原文：", "　"),
    "en": ("Source: ", "By ", "Responsible editor: ", "Document number: ", "Original: ", " · "),
}


def byline_html(content: Content, *, with_original: bool) -> str:
    """The closing line: source, author, responsible editor, document number and original; empty when none is given."""
    labels = _LABELS["zh" if content.language.lower().startswith("zh") else "en"]
    source = _linked(content.source or content.source_url, content.source_url)
    original = _linked(content.link, content.link) if with_original else ""
    texts = (source, _escaped(content.author), _escaped(content.responsible_editor), _escaped(content.document_number))
    said = [label + text for label, text in zip(labels, (*texts, original), strict=False) if text]
    return f"<p>{labels[-1].join(said)}</p>" if said else ""


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


def _linked(words: str, address: str) -> str:
    if not address or not is_web_address(address):
        return _escaped(words)
    return f'<a href="{_escaped(address)}">{_escaped(words)}</a>'


def _escaped(words: str) -> str:
    return inert(html.escape(words))
