"""Finding the signed words on a public page that was made for browsers; it guesses nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.contract import Observed

if TYPE_CHECKING:
    from collections.abc import Sequence

_SILENT = frozenset({"script", "style", "noscript", "template", "svg"})
_TITLES = frozenset({"og:title", "twitter:title", "title"})
_SPACE = re.compile(r"[\s\u00a0\u200b-\u200d\u2060\ufeff]+")
_MARK = re.compile(r"^(?:•|\d+[.、])\s*")
_WALL = re.compile(r"登录|登陆|验证码|安全验证|访问异常|请稍候|在APP|打开APP|sign in|log in|captcha", re.IGNORECASE)
_A_PAGE = 400
"""A page with fewer characters is a shell that a browser would fill, and says nothing."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text as they are looked for: without list marks and without white space."""
    lines = (_flat(_MARK.sub("", line.strip())) for line in text.splitlines())
    return tuple(line for line in lines if line)


def seen_on(page: str, expected: Observed) -> Observed | None:
    """What of `expected` stands on the page; None = the page can't be read, so it proves nothing either way.

    The words are looked for in the page's visible text without white space, whatever stands around them. A paragraph
    that isn't there is empty in what is seen, so that the comparison names it.
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    text, titles = _flat("".join(reader.words)), [_flat(title) for title in reader.titles]
    title = _flat(expected.title)
    has_title = any(title in one for one in (*titles, text))
    there = [part in text for part in expected.parts]
    if not any(there):
        return None if has_title or _is_wall(text, titles) else Observed(" ".join(titles)[:200], (text[:400],), ())
    seen_title = expected.title if has_title else " ".join(titles)[:200]
    return Observed(seen_title, tuple(p if ok else "" for p, ok in zip(expected.parts, there, strict=True)), ())


def _is_wall(text: str, titles: Sequence[str]) -> bool:
    return len(text) < _A_PAGE or _WALL.search(text[:_A_PAGE] + " ".join(titles)) is not None


def _flat(text: str) -> str:
    return _SPACE.sub("", text)


class _Page(HTMLParser):
    """Visible words and the titles that a page gives itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.titles: list[str] = []
        self._silent = 0
        self._in_title = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent += tag in _SILENT
        self._in_title = tag == "title" and not self._silent
        if tag == "meta" and (given.get("property") or given.get("name")) in _TITLES:
            self.titles.append(given.get("content") or "")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        self._in_title = False

    @override
    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)
        elif not self._silent:
            self.words.append(data)
