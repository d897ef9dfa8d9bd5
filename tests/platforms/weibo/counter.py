"""What tests of Weibo share: the simulated account with and without a socket, at a clock turned by hand."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link, Order, Step
from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.weibo import PLATFORM
from editor_app.platforms.weibo.simulator.books import Books
from editor_app.platforms.weibo.simulator.interface import Interface
from editor_app.platforms.weibo.simulator.mishaps import Conduct, Mishaps
from editor_app.platforms.weibo.simulator.server import WeiboServer
from tests.platforms.workshop import FIRST, Bench, before_public, order_of, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGIN = "http://127.0.0.1:1"
UID = "2803301701"
PAGE = "https://www.example.gov.cn/a"


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)


def with_picture(content: bytes = FIRST, **said: str) -> tuple[str, bytes]:
    """A form with fields and a picture as `pic`."""
    pieces = [f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in said.items()]
    head = b'--edge\r\nContent-Disposition: form-data; name="pic"; filename="a.png"\r\n\r\n'
    return "multipart/form-data; boundary=edge", b"".join(pieces) + head + content + b"\r\n--edge--\r\n"


@dataclass
class Counter:
    """The simulated account without a socket."""

    clock: Clock = field(default_factory=Clock)
    books: Books = field(default_factory=Books)
    mishaps: Mishaps = field(default_factory=Mishaps)
    conduct: Conduct = field(default_factory=Conduct)

    def __post_init__(self) -> None:
        self.interface = Interface(self.books, self.mishaps, self.conduct, self.clock, ORIGIN)
        self.token = self.books.issue(self.clock().timestamp())

    def asked(
        self, path: str, method: str = "POST", form: tuple[str, bytes] | None = None, token: str | None = None,
        **said: str,
    ) -> Answer:  # fmt: skip
        """The raw answer."""
        kind, body = form or ("application/x-www-form-urlencoded", urlencode(said).encode())
        headers = {"content-type": kind, "authorization": f"OAuth2 {self.token if token is None else token}"}
        query = said if method == "GET" else {}
        pieces = tuple(piece for piece in path.split("/") if piece)
        return self.interface.answer(Asked(method, pieces, query, headers, body if method == "POST" else b""))

    def told(self, path: str, **said: str) -> dict[str, Any]:
        """What a call is told."""
        return dict(json.loads(self.asked(path, **said).body))

    def read(self, path: str, **said: str) -> dict[str, Any]:
        """What a read is told."""
        return dict(json.loads(self.asked(path, "GET", **said).body))

    def share(self, text: str = f"12 个事项 {PAGE}") -> dict[str, Any]:
        """A post."""
        return self.told("/2/statuses/share.json", status=text)


@dataclass
class Site:
    """The simulated account on a port, and our connection to it."""

    server: WeiboServer
    clock: Clock
    link: Link
    options: dict[str, str]

    def ready(self, **said: Any) -> Order:
        """An order before its public step."""
        composed = PLATFORM.compose(variant(options=self.options, **said), UID, Bench())
        return before_public(PLATFORM, self.link, order_of(composed))

    def public(self) -> list[str]:
        """Numbers of what readers get."""
        return [str(one.id) for one in self.server.books.statuses.values() if not one.deleted and not one.visible]

    def calls(self, path: str) -> int:
        """How often a path was called."""
        return sum(call.path == path for call in self.server.books.calls)


@contextmanager
def site(**options: str) -> Iterator[Site]:
    """A whole account for the length of a block; everything is granted to it when a form needs it."""
    clock = Clock()
    server = WeiboServer(now=clock)
    server.conduct.granted = options.get("form") == "long"
    server.conduct.articles = options.get("form") == "article"
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    link = PLATFORM.link(Connection(server.url, Secret(server.secret), options))
    try:
        yield Site(server, clock, link, options)
    finally:
        link.close()
        server.close()
        thread.join(5)


def publishing(order: Order) -> Step:
    """The public step."""
    return PLATFORM.steps(order.payload)[-1]
