"""What the played channel keeps: the bot's token and every message, in a file if one is named."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BOT, CHAT = 123456789, -1001234567890
NAME = "press_practice"


@dataclass(slots=True)
class Message:
    """One message of the channel."""

    id: int
    at: float
    """Seconds since 1970."""
    text: str
    """HTML: the text, or the caption of a picture."""
    picture: str = ""
    """Base64."""
    mime: str = ""
    album: str = ""
    edited: int = 0
    silent: bool = False


@dataclass(slots=True)
class Asked:
    """One call that arrived."""

    method: str
    numbers: tuple[int, ...] = ()
    """Messages that it made."""


@dataclass
class Books:
    """The channel's messages; safe to use from several threads under `lock`."""

    place: Path | None = None
    token: str = field(default_factory=lambda: f"{BOT}:{secrets.token_urlsafe(27)[:35]}")
    messages: dict[int, Message] = field(default_factory=dict)
    last: int = 100
    calls: list[Asked] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self.place is not None and self.place.exists():
            kept = json.loads(self.place.read_text("utf-8"))
            self.token, self.last = str(kept["token"]), int(kept["last"])
            self.messages = {int(one["id"]): Message(**one) for one in kept["messages"]}
        self.keep()

    def add(self, text: str, at: float, picture: tuple[bytes, str] = (b"", ""), album: str = "") -> Message:
        """A new message under the next number."""
        self.last += 1
        content, mime = picture
        said = base64.b64encode(content).decode()
        self.messages[self.last] = Message(self.last, at, text, said, mime, album)
        return self.messages[self.last]

    def keep(self) -> None:
        """Write everything into the file."""
        if self.place is not None:
            kept = {"token": self.token, "last": self.last, "messages": [asdict(m) for m in self.messages.values()]}
            self.place.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
