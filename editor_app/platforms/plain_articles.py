"""An article as plain text with its links: what goes where HTML does not, shared by letters, rooms and channels."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.media import placements
from editor_app.platforms.article_fields import byline_html
from editor_app.rendering.sanitised import is_web_address
from editor_app.rendering.text import PlainText, TextLink, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.document import Placed, Variant

_TAG = re.compile(r"<[^>]+>")


def plain_article(variant: Variant) -> PlainText:
    """Title, text without its pictures, by-line and address of the original, with a blank line between.

    Raises:
        Invalid: a broken character, or lists and quotes nested too deep.
    """
    content = variant.content
    byline = html.unescape(_TAG.sub("", byline_html(content, with_original=False)))
    title = PlainText(content.title.strip(), headings=(len(content.title.strip()),))
    return joined([title, plain_text(without_pictures(content.body)), PlainText(byline), _address(content.link)])


def without_pictures(body: str) -> str:
    """The Markdown without its pictures and charts, whose words go out with them."""
    for placement in reversed(list(placements(body))):
        body = body[: placement.start] + body[placement.end :]
    return body


def picture_words(picture: Placed, language: str) -> str:
    """What stands below a picture that is posted by itself: what it shows, its caption and who made it, a line each.

    Charts name their source themselves.
    """
    by = ("图：" if language.lower().startswith("zh") else "Picture: ") + picture.credit
    said = (picture.alt, picture.caption, by if picture.credit and picture.chart is None else "")
    lines = dict.fromkeys(" ".join(words.split()) for words in said)
    return "\n".join(filter(None, lines))


def joined(pieces: Sequence[PlainText]) -> PlainText:
    """The pieces that have words, with a blank line between; links and headings move along."""
    text, links, headings = "", list[TextLink](), list[int]()
    for piece in pieces:
        if not piece.text:
            continue
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{piece.text}" if text else piece.text
        links += [replace(link, start=link.start + start, end=link.end + start) for link in piece.links]
        headings += [at + start for at in piece.headings]
    return PlainText(text, tuple(links), tuple(headings))


def with_addresses(whole: PlainText) -> str:
    """The text with the address of each link behind its words, where they are not the address itself."""
    out, at = list[str](), 0
    for link in whole.links:
        words = whole.text[link.start : link.end]
        out.append(whole.text[at : link.end])
        at = link.end
        if words != link.url:
            out.append(f" ({link.url})")
    return "".join([*out, whole.text[at:]])


def _address(url: str) -> PlainText:
    if not is_web_address(url):
        return PlainText(url)
    return PlainText(url, (TextLink(0, len(url), url),))
