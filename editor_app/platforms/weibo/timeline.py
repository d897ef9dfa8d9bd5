"""The account's newest posts, and which of them is a delivery's own: by the mark in its address, never by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.weibo import calls
from editor_app.platforms.weibo.addresses import mark_in
from editor_app.platforms.weibo.counting import ADDRESS
from editor_app.platforms.weibo.normalisations import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

_MOST = "100"
"""Asked for; an ordinary application is given the five newest."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a list shows it."""

    number: str
    text: str
    status: Fields

    @property
    def at(self) -> datetime:
        """When it was made.

        Raises:
            ValueError: it doesn't say so.
        """
        return calls.made_at(self.status)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest posts, and how many the account has in all."""

    posts: tuple[Post, ...]
    """The newest first, whatever order the list came in."""
    total: int
    """More than are here where the platform doesn't say: then nothing is called complete."""

    @property
    def mark(self) -> str:
        """The number of the newest; 0 = there is none."""
        return self.posts[0].number if self.posts else "0"

    def after(self, number: str) -> tuple[Post, ...]:
        """Those newer than a post that was the newest once."""
        return tuple(post for post in self.posts if int(post.number) > int(number))

    def reaches(self, number: str) -> bool:
        """Whether nothing newer than that post can be missing."""
        return len(self.posts) >= self.total or any(int(post.number) <= int(number) for post in self.posts)


class Timeline:
    """Reads lists and resolves short addresses, each once."""

    def __init__(self, read: Callable[[str], Fields]) -> None:
        self._read = read
        self._known: dict[str, str] = {}

    def newest(self) -> Newest:
        """The newest posts of the account itself."""
        told = self._read(calls.asked(calls.TIMELINE, {"count": _MOST}))
        posts = [_post(Fields(one)) for one in told.items("statuses")]
        posts.sort(key=lambda post: int(post.number), reverse=True)
        said = calls.members(told).get("total_number")
        total = said if isinstance(said, int) and said >= len(posts) else len(posts) + 1
        return Newest(tuple(posts), total)

    def marked(self, posts: Iterable[Post], mark: str) -> Post | None:
        """The post whose address carries the mark."""
        return next((post for post in posts if mark in map(mark_in, self.addresses(post.text))), None)

    def addresses(self, text: str) -> list[str]:
        """Every address in a text, the short ones as what they lead to."""
        return [self.whole(url) for url in ADDRESS.findall(text)]

    def whole(self, url: str) -> str:
        """Where a short address leads; every other one is itself.

        Raises:
            PlatformError: Weibo doesn't say.
        """
        found = SHORT.match(url)
        if found is None:
            return url
        short = found[0]
        if short not in self._known:
            (told,) = self._read(calls.asked(calls.EXPAND, {"url_short": short})).items("urls")
            self._known[short] = Fields(told).text("url_long") or short
        return self._known[short]


def _post(status: Fields) -> Post:
    return Post(calls.number_in(status), calls.words_in(status), status)
