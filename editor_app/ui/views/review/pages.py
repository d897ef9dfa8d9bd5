"""The sealed payload of one account as a page: its HTML or posts, with every late field said in words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from editor_app.domain.identifiers import grouped
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.option_words import late_word, option_name, option_value
from editor_app.ui.views.write.part_pages import part_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.edition import Part, Payload, SealedMedia

SCHEME: Final = "sealed:"
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE: Final = re.compile(r"""\bsrc\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"pd-late:media_url/([0-9]+)")
_LATE: Final = re.compile(r"pd-late:([a-z_]+)(?:/[0-9]+)?")
_LATE_ATTRIBUTE: Final = re.compile(r"""\s[\w-]+\s*=\s*(?:"[^"]*pd-late:[^"]*"|'[^']*pd-late:[^']*')""")
# Qt enlarges headings again whatever the sheet says, so they travel as paragraphs of a class.
_HEADING: Final = re.compile(r"<(/?)h([1-6])\b")
COVER_WIDTH: Final = 220
_LISTED: Final = 20
"""So many values of a list are shown."""
_TAG: Final = re.compile(r"<[^>]*>")


def sealed_html(payload: Payload, facts: str) -> str:
    """The page of a payload: head, text, and what goes out beside it."""
    parts = [f'<p class="title">{html.escape(payload.title)}</p>'] if payload.title else []
    meta = joined(html.escape(payload.account_name), html.escape(facts))
    parts.append(f'<p class="meta">{meta}</p><hr>')
    cover = next((media for media in payload.media if media.role.value == "cover"), None)
    if cover is not None:
        parts.append(_cover(cover))
    if payload.format == "html":
        parts += [_article(part_html(part, payload), payload) for part in payload.parts]
    else:
        parts += [_post(part, payload) for part in payload.parts]
    parts.append(_fields(payload))
    return "".join(parts)


def without_late(body: str) -> str:
    """HTML whose late fields are gone: for comparing words."""
    return _LATE.sub("", _LATE_ATTRIBUTE.sub("", _IMAGE.sub("", body)))


def late_in_words(body: str) -> str:
    """HTML whose late fields stand in the text as words, and in attributes not at all."""
    pieces: list[str] = []
    at = 0
    for tag in _TAG.finditer(body):
        pieces += [_spoken(body[at : tag.start()]), _LATE_ATTRIBUTE.sub("", tag[0])]
        at = tag.end()
    return "".join([*pieces, _spoken(body[at:])])


def _spoken(text: str) -> str:
    def chip(found: re.Match[str]) -> str:
        words = tr("filled in when sent: {what}", what=late_word(found[1]))
        return f'<span class="late">〔{html.escape(words)}〕</span>'

    return _LATE.sub(chip, text)


def _article(body: str, payload: Payload) -> str:
    """The body with its pictures from the sealed bytes, each with its alternative text to be read."""
    media = {each.ordinal: each for each in payload.media}

    def picture(found: re.Match[str]) -> str:
        source = _SOURCE.search(found[0])
        number = _ORDINAL.search(source[1]) if source else None
        sealed = media.get(int(number[1])) if number else None
        if sealed is None:
            strange = html.escape(tr("a picture that is not sealed"))
            return f'<span class="late">〔{strange}〕</span>'
        return _picture(sealed, "")

    return _HEADING.sub(_as_paragraph, late_in_words(_IMAGE.sub(picture, body)))


def _as_paragraph(found: re.Match[str]) -> str:
    return "</p" if found[1] else f'<p class="h{found[2]}"'


def _post(part: Part, payload: Payload) -> str:
    words = "<br>".join(html.escape(line) for line in part.body.split("\n"))
    count = len(payload.parts)
    number = tr("Post {number} of {count}", number=part.ordinal, count=count) if count > 1 else ""
    length = tr_n("{count} character", "{count} characters", count=len(part.body))
    pictures = "".join(_picture(media, "") for media in payload.media if media.ordinal in part.media)
    head = f'<p class="meta">{html.escape(joined(number, length))}</p>'
    return f"{head}<p>{_spoken(words)}</p>{pictures}<hr>"


def _picture(media: SealedMedia, what: str) -> str:
    alt = media.alt or tr("none")
    facts = _facts(media, what)
    words = tr("Alternative text: {alt}", alt=alt)
    below = f"{html.escape(words)}<br>{html.escape(facts)}"
    return f'<p class="pic"><img src="{SCHEME}{media.ordinal}"></p><p class="alt">{below}</p>'


def _cover(media: SealedMedia) -> str:
    """The cover, small, with what is said of it beside."""
    words = tr("Alternative text: {alt}", alt=media.alt or tr("none"))
    image = f'<img src="{SCHEME}{media.ordinal}" width="{COVER_WIDTH}">'
    facts = html.escape(_facts(media, tr("Cover")))
    return (
        f'<table width="100%"><tr><td width="{COVER_WIDTH + 12}">{image}</td>'
        f'<td class="value">{facts}<br>{html.escape(words)}</td></tr></table>'
    )


def _facts(media: SealedMedia, what: str) -> str:
    return joined(what, f"{media.width} × {media.height}", f"{-(-media.size // 1024)} KB", grouped(media.digest, 2))


def _fields(payload: Payload) -> str:
    rows = "".join(
        f'<tr><td class="name" width="120">{html.escape(name)}</td><td class="value">{html.escape(value)}</td></tr>'
        for name, value in _beside(payload)
    )
    if not rows:
        return ""
    head = html.escape(tr("Goes out with it"))
    return f'<hr><p class="meta">{head}</p><table width="100%">{rows}</table>'


def _listed(values: list[str]) -> str:
    """The values, of a long list the first ones and how many there are."""
    said = tr(", ").join(values[:_LISTED])
    return said if len(values) <= _LISTED else joined(f"{said} …", tr("{count} in all", count=len(values)))


def _beside(payload: Payload) -> Iterator[tuple[str, str]]:
    if payload.summary:
        yield tr("Summary"), payload.summary
    if payload.link:
        yield tr("Link"), payload.link
    if payload.slug:
        yield tr("Address"), payload.slug
    for name, value in payload.options:
        if value:
            words = option_value(payload.platform, name, value)
            yield option_name(payload.platform, name), _listed(words.split("\n"))
    late = dict.fromkeys(late_word(name) for name in payload.late)
    if late:
        yield tr("Filled in when sent"), tr(", ").join(late)
