"""What tests of WeChat share: the simulated account with and without a socket, at a clock turned by hand."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link, Order, Step
from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.simulator.account import OfficialAccount
from editor_app.platforms.wechat.simulator.books import Books
from editor_app.platforms.wechat.simulator.mishaps import Conduct, Mishaps
from editor_app.platforms.wechat.simulator.server import WeChatServer
from tests.platforms.workshop import FIRST, Bench, before_public, order_of, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGIN = "http://127.0.0.1:1"


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)


def form(content: bytes) -> tuple[str, bytes]:
    """A form with a picture as `media`."""
    head = b'--edge\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\n\r\n'
    return "multipart/form-data; boundary=edge", head + content + b"\r\n--edge--\r\n"


@dataclass
class Counter:
    """The simulated account without a socket."""

    clock: Clock = field(default_factory=Clock)
    books: Books = field(default_factory=Books)
    mishaps: Mishaps = field(default_factory=Mishaps)
    conduct: Conduct = field(default_factory=Conduct)
    token: str = ""

    def __post_init__(self) -> None:
        self.account = OfficialAccount(self.books, self.mishaps, self.conduct, self.clock, ORIGIN)

    def asked(self, path: str, body: bytes, kind: str = "application/json", **query: str) -> Answer:
        """The raw answer."""
        pieces = tuple(piece for piece in path.split("/") if piece)
        return self.account.answer(Asked("POST", pieces, query, {"content-type": kind}, body), "10.1.2.3")

    def told(self, path: str, said: object = None, **query: str) -> dict[str, Any]:
        """What a call with a good token is told."""
        body = said if isinstance(said, bytes) else json.dumps(said or {}, ensure_ascii=False).encode()
        return dict(json.loads(self.asked(path, body, access_token=self.signed_in(), **query).body))

    def sign_in(self, **more: object) -> dict[str, Any]:
        """What stable_token says."""
        said = {"grant_type": "client_credential", "appid": self.books.app_id, "secret": self.books.secret, **more}
        return dict(json.loads(self.asked("/cgi-bin/stable_token", json.dumps(said).encode()).body))

    def signed_in(self) -> str:
        """A token, asked for once."""
        self.token = self.token or self.sign_in()["access_token"]
        return self.token

    def picture(self, content: bytes = FIRST) -> str:
        """A picture in the library."""
        kind, body = form(content)
        answer = self.asked("/cgi-bin/material/add_material", body, kind, access_token=self.signed_in(), type="image")
        return str(json.loads(answer.body)["media_id"])

    def draft(self, **more: object) -> dict[str, Any]:
        """A draft as it comes back from draft/add."""
        article = {"title": "题", "content": "<p>12 个事项</p>", "thumb_media_id": self.picture(), **more}
        return self.told("/cgi-bin/draft/add", {"articles": [article]})


@dataclass
class Site:
    """The simulated account on a port, and our connection to it."""

    server: WeChatServer
    clock: Clock
    link: Link
    options: dict[str, str]

    def ready(self, **said: Any) -> Order:
        """An order before its public step."""
        composed = PLATFORM.compose(variant(options=self.options, **said), "wx", Bench())
        return before_public(PLATFORM, self.link, order_of(composed))

    def public(self) -> list[str]:
        """Ids of what readers get."""
        return [one.id for one in self.server.books.articles.values() if not one.deleted]

    def calls(self, path: str) -> int:
        """How often a path was called."""
        return sum(call.path == path for call in self.server.books.calls)


@contextmanager
def site(**options: str) -> Iterator[Site]:
    """A whole account for the length of a block."""
    clock = Clock()
    server = WeChatServer(now=clock)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    link = PLATFORM.link(Connection(server.url, Secret(server.secret), options))
    try:
        yield Site(server, clock, link, options)
    finally:
        link.close()
        server.close()
        thread.join(5)


def submitting(order: Order) -> Step:
    """The public step."""
    return PLATFORM.steps(order.payload)[-1]
