"""A whole HTML page around a rendered article, for the exact preview and for review; it can load nothing but media."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, filled, placeholders
from editor_app.rendering.sanitised import is_web_address
from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.edition import Payload

POLICY = "default-src 'none'; img-src media:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content Security Policy: no script, no frame, no request; pictures by our own `media:` scheme only."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a page is shown."""

    dark: bool = False
    """Set as a class on <html>: the media query of the web view stays light."""
    width: int = 0
    """Of the column in CSS pixels; 0 = the theme's own."""


def payload_page(payload: Payload, look: PageLook | None = None) -> str:
    """What readers of one account will see: title, cover, and every part with its pictures by digest.

    Late fields stand as what they will be: media addresses as `media:<digest>`, others as a visible mark.
    """
    parts = [_part(part.body, payload) for part in payload.parts]
    if payload.format == "text":
        texts = [_lines(filled(part.body, _late(part.body, payload))) for part in payload.parts]
        parts = [f'<section class="post"><p>{text}</p>{_media(part.media, payload)}</section>'
                 for text, part in zip(texts, payload.parts, strict=True)]  # fmt: skip
    covers = [medium for medium in payload.media if medium.role is MediaRole.COVER]
    cover = "".join(f'<img class="cover" src="media:{m.digest}" alt="{html.escape(m.alt)}">' for m in covers)
    title = f"<h1>{html.escape(payload.title)}</h1>" if payload.title else ""
    summary = f'<p class="summary">{html.escape(payload.summary)}</p>' if payload.summary else ""
    link = f'<p class="link">{html.escape(payload.link)}</p>' if is_web_address(payload.link) else ""
    body = "\n".join([title, summary, cover, *parts, link])
    return article_page(body, payload.title, payload.language, look)


def article_page(body: str, title: str, language: str, look: PageLook | None = None) -> str:
    """`body` (sanitised HTML) as a page.

    Args:
        body: as `article_html` made it, pictures by `media:<digest>`.
        title: of the document.
        language: a BCP 47 tag.
        look: light or dark, and how wide.
    """
    shown = look or PageLook()
    width = f"<style>article{{max-width:{shown.width}px}}</style>" if shown.width else ""
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}" class="{"dark" if shown.dark else "light"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{html.escape(title)}</title>\n'
        f"<style>{_style()}</style>{width}\n</head>\n<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )


def _part(body: str, payload: Payload) -> str:
    return f'<section class="part">{filled(body, _late(body, payload))}</section>'


def _late(body: str, payload: Payload) -> Mapping[str, str]:
    """A value for every late field of `body`: pictures by digest, the rest as its own name in a mark."""
    by_ordinal = {medium.ordinal: medium.digest for medium in payload.media}
    values = {}
    for name in placeholders(body):
        kind, _, number = name.partition("/")
        digest = by_ordinal.get(int(number)) if kind == "media_url" and number else None
        values[name] = f"media:{digest}" if digest else f"[{name}]"
    return values


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _media(ordinals: tuple[int, ...], payload: Payload) -> str:
    known = {medium.ordinal: medium for medium in payload.media}
    return "".join(
        f'<img src="media:{known[n].digest}" alt="{html.escape(known[n].alt)}">' for n in ordinals if n in known
    )


@cache
def _style() -> str:
    return resource("templates/article.css").read_text("utf-8")
