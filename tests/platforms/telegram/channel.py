"""What tests of Telegram share: the played channel on a port, our connection to it, and a clock turned by hand."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link, Order
from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.telegram import PLATFORM
from editor_app.platforms.telegram.simulator.books import CHAT, NAME, Books
from editor_app.platforms.telegram.simulator.channel import Channel, Conduct
from editor_app.platforms.telegram.simulator.counter import Counter
from editor_app.platforms.telegram.simulator.server import TelegramServer
from tests.platforms.wechat.counter import Clock
from tests.platforms.workshop import Bench, order_of, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.canonical import Json


@dataclass
class Desk:
    """The played channel without a socket."""

    clock: Clock = field(default_factory=Clock)
    books: Books = field(default_factory=Books)
    faults: Faults = field(default_factory=Faults)
    conduct: Conduct = field(default_factory=Conduct)

    def __post_init__(self) -> None:
        self.channel = Channel(self.books, self.conduct, self.clock)
        self.counter = Counter(self.channel, self.faults)

    def asked(self, method: str, token: str = "", **fields: Json) -> Answer:
        body = json.dumps({"chat_id": CHAT, **fields}).encode()
        path = (f"bot{token or self.books.token}", method)
        return self.counter.answer(Asked("POST", path, {}, {"content-type": "application/json"}, body))

    def told(self, method: str, **fields: Json) -> dict[str, Any]:
        return dict(json.loads(self.asked(method, **fields).body))

    def posted(self, text: str = "共 12 件事") -> int:
        return int(self.told("sendMessage", text=text)["result"]["message_id"])


@dataclass
class Site:
    """The played channel on a port, and our connection to it."""

    server: TelegramServer
    clock: Clock
    link: Link

    def order(self, **said: Any) -> Order:
        return order_of(PLATFORM.compose(variant(**said), self.link.identity().remote_uid, Bench()))

    def texts(self) -> list[str]:
        """What readers see, message by message."""
        return [message.text for message in self.server.books.messages.values()]


@contextmanager
def site(**options: str) -> Iterator[Site]:
    """A channel for the length of a block."""
    clock = Clock()
    server = TelegramServer(now=clock)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    link = PLATFORM.link(Connection(server.url, Secret(server.secret), {"channel": f"@{NAME}", **options}))
    try:
        yield Site(server, clock, link)
    finally:
        link.close()
        server.close()
        thread.join(5)
