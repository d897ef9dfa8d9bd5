"""What the simulated WeChat remembers: tokens, pictures, drafts, jobs and articles, in a file that outlives it."""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json

RUNNING, PUBLIC = 1, 0
"""Statuses of a publishing job; others are refusals."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the account's library, or one that was uploaded for a text."""

    id: str
    mime: str
    content: bytes
    library: bool
    """Whether `media_id` names it; a picture for a text has only an address."""
    at: float
    """Seconds since 1970."""


@dataclass(slots=True)
class Draft:
    """A draft of one article or more."""

    id: str
    articles: list[dict[str, Json]]
    updated: float


@dataclass(slots=True)
class Job:
    """An accepted publishing call: it holds what it will publish."""

    id: int
    draft: str
    articles: list[dict[str, Json]]
    due: float
    outcome: str
    status: int = RUNNING
    article: str = ""


@dataclass(slots=True)
class Article:
    """What readers see."""

    id: str
    news: list[dict[str, Json]]
    published: float
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Mass:
    """A sending to every follower."""

    number: str
    """The caller's own."""
    job: int
    at: float


@dataclass(slots=True)
class Comment:
    """What a reader wrote below an article, and the account's one answer."""

    id: int
    article: int
    """Number of the article's messages (`msg_data_id`)."""
    reader: str
    text: str
    at: float
    elected: bool = False
    answer: str = ""
    answered: float = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the request log; never a token or a secret."""

    kind: str
    path: str
    body_sha256: str
    outcome: str


@dataclass(slots=True)
class Books:
    """Everything, guarded by one lock."""

    path: Path | None = None
    app_id: str = ""
    secret: str = ""
    tokens: list[tuple[str, float]] = field(default_factory=list)
    """(token, end), the newest last."""
    forced: list[float] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    masses: list[Mass] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """Calls by `day path`."""
    calls: list[Call] = field(default_factory=list)
    numbers: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Read the file, or begin a new account."""
        if self.path is not None and self.path.is_file():
            self._read(json.loads(self.path.read_text("utf-8")))
        if not self.secret:
            self.app_id = f"wx{secrets.token_hex(8)}"
            self.secret = secrets.token_hex(16)
            self.keep()

    def number(self) -> int:
        """One that nothing else has."""
        with self.lock:
            self.numbers += 1
            return self.numbers

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
            "app_id": self.app_id, "secret": self.secret, "tokens": self.tokens, "forced": self.forced,
            "numbers": self.numbers, "counts": self.counts, "pictures": pictures,
            "drafts": [asdict(one) for one in self.drafts.values()],
            "jobs": [asdict(one) for one in self.jobs.values()],
            "articles": [asdict(one) for one in self.articles.values()],
            "comments": [asdict(one) for one in self.comments.values()],
            "masses": [asdict(one) for one in self.masses],
        }  # fmt: skip

    def _read(self, kept: dict[str, object]) -> None:
        """The inverse of `_all`.

        Raises:
            KeyError, TypeError: not such a file.
        """
        self.app_id, self.secret = str(kept["app_id"]), str(kept["secret"])
        self.tokens = [(token, end) for token, end in cast("list[tuple[str, float]]", kept["tokens"])]
        self.forced = cast("list[float]", kept["forced"])
        self.numbers = cast("int", kept["numbers"])
        self.counts = Counter(cast("dict[str, int]", kept["counts"]))
        for one in _rows(kept, "pictures"):
            picture = Picture(**{**one, "content": base64.b64decode(one["content"])})
            self.pictures[picture.id] = picture
        self.drafts = {one["id"]: Draft(**one) for one in _rows(kept, "drafts")}
        self.jobs = {one["id"]: Job(**one) for one in _rows(kept, "jobs")}
        self.articles = {one["id"]: Article(**one) for one in _rows(kept, "articles")}
        if "comments" in kept:  # older files have none
            self.comments = {one["id"]: Comment(**one) for one in _rows(kept, "comments")}
        if "masses" in kept:
            self.masses = [Mass(**one) for one in _rows(kept, "masses")]


def _rows(kept: dict[str, object], name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", kept[name])
