"""What the practice server remembers: posts, pictures and requests, as JSON lines that outlive its end by force."""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING, cast

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import Digest, sha256
from editor_app.domain.manifest_json import Fields

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json

_TEXTS = ("title", "summary", "html", "slug", "language", "link", "tags", "author", "cover", "cover_alt")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a client sends as one post."""

    title: str = ""
    summary: str = ""
    html: str = ""
    slug: str = ""
    language: str = ""
    link: str = ""
    tags: str = ""
    """Joined by line feeds."""
    author: str = ""
    cover: str = ""
    cover_alt: str = ""

    def as_json(self) -> dict[str, Json]:
        """Every field."""
        return {name: str(getattr(self, name)) for name in _TEXTS}


@dataclass(frozen=True, slots=True)
class Post:
    """A draft or a post."""

    id: str
    number: int
    """Grows over all posts, drafts included."""
    profile: str
    channel: str
    key: str
    entry: Entry
    public: bool = False
    published_at: str = ""
    """RFC 3339, UTC."""
    review: str = ""
    """`pending` or `denied` while the platform checks, or after it refused, what it had accepted."""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One line of the request log."""

    number: int
    """1, 2, 3 … among the requests of its kind."""
    at: str
    """RFC 3339, UTC."""
    method: str
    path: str
    kind: str
    """`publish`, `draft`, `upload`, `read`."""
    key: str
    size: int
    body_sha256: str
    outcome: str
    """`done`, `refused`, or the fault that struck."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded picture."""

    digest: Digest
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What a reader wrote below a post, or the account answered."""

    id: str
    post: str
    author: str
    text: str
    at: str
    """RFC 3339, UTC."""
    to: str = ""
    """The message that it answers."""
    key: str = ""
    """Of an answer of the account."""
    own: bool = field(default=False, kw_only=True)
    shown: bool = field(default=True, kw_only=True)
    featured: bool = field(default=False, kw_only=True)


class Ledger:
    """Posts, messages, pictures and requests, in memory and, when `path` is given, on disk line by line."""

    def __init__(self, path: Path | None = None) -> None:
        self.lock = threading.RLock()
        self.posts: dict[str, Post] = {}
        self.pictures: dict[Digest, Picture] = {}
        self.messages: dict[str, Written] = {}
        self.requests: list[LoggedRequest] = []
        self._received: Counter[str] = Counter()
        self.token = ""
        self._last_number = 0
        self._file: IO[bytes] | None = None
        if path is not None:
            self._file = self._opened(path)
        if not self.token:
            self.token = secrets.token_urlsafe(24)
            self._append({"what": "token", "token": self.token})

    def keep(self, post: Post) -> None:
        """Remembers a post in its new state."""
        with self.lock:
            self.posts[post.id] = post
            self._append({"what": "post", **cast("dict[str, Json]", asdict(post))})

    def keep_message(self, message: Written) -> None:
        """Remembers a message in its new state."""
        with self.lock:
            self.messages[message.id] = message
            self._append({"what": "message", **cast("dict[str, Json]", asdict(message))})

    def keep_picture(self, content: bytes, mime: str) -> Picture:
        """Remembers a picture; the same bytes are kept once."""
        picture = Picture(sha256(content), mime, content)
        with self.lock:
            if picture.digest not in self.pictures:
                self.pictures[picture.digest] = picture
                self._append({"what": "picture", "mime": mime, "content": base64.b64encode(content).decode()})
        return picture

    def keep_request(self, request: LoggedRequest) -> None:
        """Remembers a request; reads are kept in memory only."""
        with self.lock:
            self.requests.append(request)
            self._received[request.kind] += 1
            if request.kind != "read":
                self._append({"what": "request", **cast("dict[str, Json]", asdict(request))})

    def forget(self, post: str) -> None:
        """Removes a post."""
        with self.lock:
            if self.posts.pop(post, None):
                self._append({"what": "gone", "id": post})

    def next_post(self) -> int:
        """A number that no post has had."""
        with self.lock:
            self._last_number += 1
            return self._last_number

    def next_request(self, kind: str) -> int:
        """The number of the next request of its kind."""
        return self._received[kind] + 1

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()

    def _append(self, line: dict[str, Json]) -> None:
        if self._file is None:
            return
        self._file.write(canonical(line) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _opened(self, path: Path) -> IO[bytes]:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b")
        kept = 0
        for line in file:
            if not line.endswith(b"\n"):
                break  # torn by an end in the middle of writing: never acknowledged
            self._replay(Fields(json.loads(line)))
            kept += len(line)
        file.seek(kept)
        file.truncate()
        return file

    def _replay(self, line: Fields) -> None:
        match line.text("what"):
            case "token":
                self.token = line.text("token")
            case "post":
                post = _post(line)
                self.posts[post.id] = post
                self._last_number = max(self._last_number, post.number)
            case "message":
                message = _written(line)
                self.messages[message.id] = message
                self._last_number = max(self._last_number, int(message.id))
            case "picture":
                content = base64.b64decode(line.text("content"))
                self.pictures[sha256(content)] = Picture(sha256(content), line.text("mime"), content)
            case "request":
                self.requests.append(_logged(line))
                self._received[self.requests[-1].kind] += 1
            case _:
                self.posts.pop(line.text("id"), None)


def entry_from_json(value: Json) -> Entry:
    """The inverse of `Entry.as_json`; a missing field is empty.

    Raises:
        ValueError: no object, or a field that is not text.
    """
    if not isinstance(value, dict):
        raise ValueError("a post is an object")  # noqa: TRY004 - a wrong file, not a wrong call
    fields = Fields({name: value.get(name, "") for name in _TEXTS})
    return Entry(**{name: fields.text(name) for name in _TEXTS})


def _post(line: Fields) -> Post:
    return Post(
        id=line.text("id"),
        number=line.integer("number"),
        profile=line.text("profile"),
        channel=line.text("channel"),
        key=line.text("key"),
        entry=entry_from_json(line.optional("entry")),
        public=line.optional("public") is True,
        published_at=line.text("published_at"),
        review=str(line.optional("review") or ""),
    )


def _written(line: Fields) -> Written:
    texts = [line.text(name) for name in ("id", "post", "author", "text", "at", "to", "key")]
    own, shown, featured = (line.optional(name) is True for name in ("own", "shown", "featured"))
    return Written(*texts, own=own, shown=shown, featured=featured)


def _logged(line: Fields) -> LoggedRequest:
    texts = ("at", "method", "path", "kind", "key", "body_sha256", "outcome")
    return LoggedRequest(
        number=line.integer("number"), size=line.integer("size"), **{name: line.text(name) for name in texts}
    )
