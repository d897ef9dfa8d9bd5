"""The HTML that the simulated Mastodon makes of a post's words: paragraphs, shortened links, hashtags, handles."""

from __future__ import annotations

import html
import re

from editor_app.platforms.mastodon.counting import ADDRESS, HANDLE

_SHOWN = 30
_PREFIX = re.compile(r"https?://(?:www\.)?")
_TAG = re.compile(r"(?<![\w/&])#([^\W\d]\w*|\d+[^\W\d]\w*)")
_ENTITY = re.compile("|".join(f"({one.pattern})" for one in (ADDRESS, HANDLE, _TAG)), re.IGNORECASE)


def html_of(text: str, origin: str, known: frozenset[str]) -> str:
    """The content of a post.

    Args:
        text: its words.
        origin: address of the server, for hashtags.
        known: handles of people that the server knows, `name@host`.
    """
    out, at = list[str](), 0
    for found in _ENTITY.finditer(text):
        out += [html.escape(text[at : found.start()]), _marked(found[0], origin, known)]
        at = found.end()
    whole = "".join([*out, html.escape(text[at:])]).strip("\n")
    paragraphs = re.split(r"\n\n+", whole)
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs) if whole else ""


def _marked(words: str, origin: str, known: frozenset[str]) -> str:
    if words.startswith("#"):
        return f'<a href="{origin}/tags/{html.escape(words[1:])}" class="mention hashtag" rel="tag">#<span>{words[1:]}</span></a>'  # noqa: E501
    if words.startswith("@"):
        return _mention(words, known)
    prefix = _PREFIX.match(words)
    begin = prefix.end() if prefix else 0
    shown, rest = words[begin : begin + _SHOWN], words[begin + _SHOWN :]
    pieces = (("invisible", words[:begin]), ("ellipsis" if rest else "", shown), ("invisible", rest))
    inside = "".join(f'<span class="{kind}">{html.escape(piece)}</span>' for kind, piece in pieces)
    return (
        f'<a href="{html.escape(words)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">{inside}</a>'
    )


def _mention(words: str, known: frozenset[str]) -> str:
    handle = words[1:]
    if handle not in known:
        return html.escape(words)
    name, _, host = handle.partition("@")
    return (
        f'<span class="h-card" translate="no"><a href="https://{host}/@{name}" class="u-url mention">'
        f"@<span>{name}</span></a></span>"
    )
