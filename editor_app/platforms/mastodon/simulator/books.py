"""What the simulated Mastodon remembers: programs, codes, tokens, pictures and posts, in a file that outlives it."""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json

_FIRST_ID = 113_000_000_000_000_000


@dataclass(slots=True)
class App:
    """A program that made itself known."""

    id: str
    secret: str
    name: str
    redirects: list[str]
    scopes: list[str]


@dataclass(slots=True)
class Code:
    """A code that was given to a browser; good for one time."""

    app: str
    redirect: str
    scopes: list[str]
    challenge: str
    at: float


@dataclass(slots=True)
class Token:
    """What a program acts with."""

    app: str
    scopes: list[str]


@dataclass(slots=True)
class Medium:
    """A picture, alone or of a post."""

    id: str
    mime: str
    content: bytes
    description: str
    focus: str = "0.0,0.0"
    looks: int = 0
    """How often it is still being worked on when somebody looks."""
    status: str = ""


@dataclass(slots=True)
class Status:
    """A post."""

    id: str
    at: float
    text: str
    visibility: str = "public"
    language: str = ""
    spoiler: str = ""
    answers: str = ""
    media: list[str] = field(default_factory=list)
    poll: dict[str, Json] | None = None
    app: str = ""
    shown: str = ""
    """What readers see, where that isn't made of the text any more."""
    history: list[str] = field(default_factory=list)
    deleted: bool = False
    by: str = ""
    """Who wrote it, `name@host`; empty = the account."""


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the request log; never a token or a code."""

    kind: str
    method: str
    path: str
    outcome: str


@dataclass(slots=True)
class Books:
    """Everything, guarded by one lock."""

    path: Path | None = None
    token: str = ""
    """A token that is printed at the start, for those who don't sign in."""
    apps: dict[str, App] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    media: dict[str, Medium] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    keys: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Post and time by Idempotency-Key."""
    calls: list[Call] = field(default_factory=list)
    numbers: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Read the file, or begin a new server."""
        if self.path is not None and self.path.is_file():
            self._read(json.loads(self.path.read_text("utf-8")))
        if not self.token:
            self.token = secrets.token_urlsafe(32)
            self.tokens[self.token] = Token("", ["read", "write"])
            self.keep()

    def number(self) -> str:
        """An id that is larger than every earlier one."""
        with self.lock:
            self.numbers += 1
            return str(_FIRST_ID + self.numbers)

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
        media = [{**asdict(one), "content": base64.b64encode(one.content).decode()} for one in self.media.values()]
        return {
            "token": self.token, "numbers": self.numbers, "keys": self.keys, "media": media,
            "apps": [asdict(one) for one in self.apps.values()],
            "tokens": {token: asdict(one) for token, one in self.tokens.items()},
            "statuses": [asdict(one) for one in self.statuses.values()],
        }  # fmt: skip

    def _read(self, kept: dict[str, Any]) -> None:
        """The inverse of `_all`; codes don't outlive the server.

        Raises:
            KeyError, TypeError: not such a file.
        """
        self.token, self.numbers = str(kept["token"]), int(kept["numbers"])
        self.keys = {key: (str(one[0]), float(one[1])) for key, one in kept["keys"].items()}
        self.apps = {one["id"]: App(**one) for one in cast("list[dict[str, Any]]", kept["apps"])}
        self.tokens = {token: Token(**one) for token, one in kept["tokens"].items()}
        for one in cast("list[dict[str, Any]]", kept["media"]):
            medium = Medium(**{**one, "content": base64.b64decode(one["content"])})
            self.media[medium.id] = medium
        self.statuses = {one["id"]: Status(**one) for one in cast("list[dict[str, Any]]", kept["statuses"])}
