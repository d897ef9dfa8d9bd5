"""Reading one page of the open web by the guarded way of `open_web`; apart because a link check needs its head only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.link import LinkState
from editor_app.platforms.open_web import Walk

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from editor_app.domain.text import Text
    from editor_app.platforms.open_web import OpenWeb

MOST_BYTES = 3_000_000
_ENCODINGS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "utf-16": "utf-16",
    "iso-8859-1": "cp1252", "windows-1252": "cp1252",
}  # fmt: skip
"""What pages are written in; a page chooses none of the other codecs of Python, of which some take hours."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What was read at an address."""

    status: int
    """0 = no answer came."""
    text: str = ""
    is_whole: bool = False
    """Whether a page came, not too large, with status 200."""
    why: Text | None = None
    """Why nothing came, in words."""


def read_page(web: OpenWeb, url: str) -> Page:
    """What is at `url`, redirects followed; ends within the deadline, whatever the other side does."""
    walk = _Reading(web, url)
    Thread(target=walk.go, name="page", daemon=True).start()
    look = walk.outcome_within(web.deadline.total_seconds())
    status = look.status or 0
    came = look.state in {LinkState.ALIVE, LinkState.MOVED} and walk.content is not None
    return Page(status, walk.content or "", came, look.why) if came else Page(status, why=look.why)


@dataclass
class _Reading(Walk):
    """The same way, with the page's content at its end."""

    content: str | None = field(default=None)

    @override
    def answer(self, url: str) -> tuple[int, str]:
        return self.asked("GET", url)

    @override
    def take(self, answer: HTTPResponse) -> None:
        self.content = None
        content = answer.read(MOST_BYTES + 1)
        kind = answer.headers.get_content_type()
        if len(content) > MOST_BYTES or kind not in {"text/html", "application/xhtml+xml", "text/plain"}:
            return
        named = _CHARSET.search(content[:4096])
        said = answer.headers.get_content_charset() or (named[1].decode().lower() if named else "")
        self.content = content.decode(_ENCODINGS.get(said, "utf-8"), "replace")
