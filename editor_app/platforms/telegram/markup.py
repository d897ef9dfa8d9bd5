"""The HTML that Telegram takes, and how it counts: UTF-16 units of what is left when the marks are gone.

Source: core.telegram.org/bots/api, HTML style and MessageEntity (read 2026-11-29).
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from editor_app.rendering.text import PlainText, TextLink

TEXT_UNITS, CAPTION_UNITS = 4096, 1024
_BOLD = "bold:"
"""How a heading travels among the links of a text, which are kept through cutting."""
_TAG = re.compile(r"<[^>]+>")


def units(text: str) -> int:
    """How long Telegram calls `text`."""
    return len(text.encode("utf-16-le")) // 2


def with_bold_headings(whole: PlainText) -> PlainText:
    """The text with every heading marked to be bold, where no link stands in it."""
    marks = []
    for end in whole.headings:
        start = max(whole.text.rfind("\n", 0, end) + 1, 0)
        if start < end and not any(link.start < end and start < link.end for link in whole.links):
            marks.append(TextLink(start, end, _BOLD))
    return replace(whole, links=tuple(sorted((*whole.links, *marks), key=lambda link: link.start)))


def html_of(piece: PlainText) -> str:
    """The piece as Telegram takes it: links, bold headings, and everything else as it stands."""
    out, at = list[str](), 0
    for link in piece.links:
        out.append(escaped(piece.text[at : link.start]))
        words = escaped(piece.text[link.start : link.end])
        out.append(f"<b>{words}</b>" if link.url == _BOLD else f'<a href="{html.escape(link.url)}">{words}</a>')
        at = link.end
    return "".join([*out, escaped(piece.text[at:])])


def escaped(words: str) -> str:
    """Words without a mark: the three characters that must be written otherwise."""
    return html.escape(words, quote=False)


def plain_of(marked: str) -> str:
    """What readers see of `marked`, and what Telegram counts."""
    return html.unescape(_TAG.sub("", marked))
