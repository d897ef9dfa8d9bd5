"""What the simulated Weibo remembers: tokens, pictures, posts, articles and comments, in a file that outlives it."""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

from editor_app.domain.identifiers import sha256

if TYPE_CHECKING:
    from pathlib import Path

LIFE = 30 * 86_400.0
"""Seconds that a sign-in lasts."""
_FIRST = 5_240_000_000_000_000
"""Numbers of posts have sixteen digits."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its `pic_id`."""

    id: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Status:
    """A post."""

    id: int
    sent: str
    """As it came."""
    text: str
    """As it is shown, with short addresses."""
    pictures: list[str]
    at: float
    """Seconds since 1970."""
    visible: int = 0
    """1 = only for the account itself."""
    article: str = ""
    deleted: bool = False


@dataclass(slots=True)
class Article:
    """A headline article."""

    id: str
    title: str
    content: str
    cover: str
    summary: str
    at: float


@dataclass(slots=True)
class Comment:
    """What somebody wrote below a post."""

    id: int
    status: int
    text: str
    author: str
    at: float
    answers: int = 0
    """Number of the comment that it answers; 0 = none."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the request log; never a token."""

    kind: str
    path: str
    body_sha256: str
    outcome: str


@dataclass(slots=True)
class Books:
    """Everything, guarded by one lock."""

    path: Path | None = None
    app_key: str = ""
    app_secret: str = ""
    uid: str = "2803301701"
    name: str = "练习微博"
    tokens: list[tuple[str, float]] = field(default_factory=list)
    """(token, end), the newest last."""
    codes: dict[str, str] = field(default_factory=dict)
    """Address to come back to by code; each is good once."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    statuses: dict[int, Status] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    """Whole addresses by their short ones."""
    counts: Counter[str] = field(default_factory=Counter)
    """Calls by hour and what is counted."""
    calls: list[Call] = field(default_factory=list)
    numbers: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Read the file, or begin a new account."""
        if self.path is not None and self.path.is_file():
            self._read(json.loads(self.path.read_text("utf-8")))
        if not self.app_key:
            self.app_key, self.app_secret = str(10**9 + secrets.randbelow(9 * 10**9)), secrets.token_hex(16)

    def number(self) -> int:
        """One that nothing else has."""
        with self.lock:
            self.numbers += 1
            return self.numbers

    def post_number(self) -> int:
        """A number for a post or a comment, higher than all before."""
        return _FIRST + self.number() * 1009

    def issue(self, now: float) -> str:
        """Another token, good for thirty days."""
        token = f"2.00{secrets.token_urlsafe(24)}"
        self.tokens.append((token, now + LIFE))
        self.keep()
        return token

    def short_of(self, url: str) -> str:
        """The short address of a whole one, always the same."""
        digest = sha256(url.encode())
        short = f"http://t.cn/A6{digest[:5]}"
        self.shorts[short] = url
        return short

    def keep(self) -> None:
        """Write all of it down, whole or not at all."""
        if self.path is None:
            return
        with self.lock:
            partly = self.path.with_suffix(".part")
            with os.fdopen(
                os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(self._all(), file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            partly.replace(self.path)

    def _all(self) -> dict[str, object]:
        pictures = [
            {**asdict(one), "content": base64.b64encode(one.content).decode()} for one in self.pictures.values()
        ]
        return {
            "app_key": self.app_key, "app_secret": self.app_secret, "uid": self.uid, "name": self.name,
            "tokens": self.tokens, "numbers": self.numbers, "counts": self.counts, "shorts": self.shorts,
            "pictures": pictures,
            "statuses": [asdict(one) for one in self.statuses.values()],
            "articles": [asdict(one) for one in self.articles.values()],
            "comments": [asdict(one) for one in self.comments.values()],
        }  # fmt: skip

    def _read(self, kept: dict[str, object]) -> None:
        """The inverse of `_all`.

        Raises:
            KeyError, TypeError: not such a file.
        """
        self.app_key, self.app_secret = str(kept["app_key"]), str(kept["app_secret"])
        self.uid, self.name = str(kept["uid"]), str(kept["name"])
        self.tokens = [(token, end) for token, end in cast("list[tuple[str, float]]", kept["tokens"])]
        self.numbers = cast("int", kept["numbers"])
        self.counts = Counter(cast("dict[str, int]", kept["counts"]))
        self.shorts = cast("dict[str, str]", kept["shorts"])
        for one in _rows(kept, "pictures"):
            picture = Picture(**{**one, "content": base64.b64decode(one["content"])})
            self.pictures[picture.id] = picture
        self.statuses = {one["id"]: Status(**one) for one in _rows(kept, "statuses")}
        self.articles = {one["id"]: Article(**one) for one in _rows(kept, "articles")}
        self.comments = {one["id"]: Comment(**one) for one in _rows(kept, "comments")}


def _rows(kept: dict[str, object], name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", kept[name])
