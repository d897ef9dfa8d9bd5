"""What the simulated WeChat makes of an article's HTML: what it drops, and how it gives pictures back.

From PLATFORMS-CN 1.8: inline styles survive; style and script elements, class, id, forms, frames, foreign pictures and
the targets of outside links do not.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from typing_extensions import override

_DROPPED_WHOLE = frozenset({"script", "style", "iframe", "form", "object", "embed", "noscript", "template"})
_KEPT = frozenset({
    "section", "p", "span", "strong", "em", "b", "i", "u", "s", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "blockquote", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "img", "sup", "sub", "br", "hr", "a",
})  # fmt: skip
_VOID = frozenset({"img", "br", "hr"})
_ATTRIBUTES = frozenset({"style", "src", "alt", "colspan", "rowspan", "width", "height", "href", "start", "align"})
_OWN = re.compile(r"https?://mp\.weixin\.qq\.com/")


def stored(content: str, origin: str) -> str:
    """The article as it is kept.

    Args:
        content: as it was sent.
        origin: where pictures of the account lie.
    """
    reader = _Filter(origin)
    reader.feed(content)
    reader.close()
    return "".join(reader.out)


def given_back(content: str) -> str:
    """The kept article as the interface gives it back: pictures load late."""
    return re.sub(r'(<img\b[^>]*?) src="', r'\1 data-src="', content)


class _Filter(HTMLParser):
    def __init__(self, origin: str) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._origin = origin
        self._inside: list[str] = []
        """Elements that are dropped with all they hold."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED_WHOLE:
            self._inside.append(tag)
        if self._inside or tag not in _KEPT:
            return
        values = {name: value or "" for name, value in attrs if name in _ATTRIBUTES}
        if tag == "img" and not values.get("src", "").startswith(f"{self._origin}/mmbiz"):
            return
        if tag == "a" and not _OWN.match(values.get("href", "")):
            values.pop("href", None)
        said = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
        self.out.append(f"<{tag}{said}{'/' if tag in _VOID else ''}>")

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        elif not self._inside and tag in _KEPT and tag not in _VOID:
            self.out.append(f"</{tag}>")

    @override
    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.out.append(html.escape(data, quote=False))
