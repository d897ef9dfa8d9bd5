"""What tests of Mastodon share: the simulated server on a port at a clock turned by hand, and our connection to it."""

from __future__ import annotations

import http.client
import json
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link, Order, Step
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.mastodon.simulator.server import MastodonServer
from tests.platforms.workshop import Bench, Sent, before_public, order_of, sent, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.mastodon.simulator.books import Status


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)


@contextmanager
def server_at(clock: Clock) -> Iterator[MastodonServer]:
    """A server for the length of a block."""
    server = MastodonServer(now=clock)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(10)


@dataclass
class Site:
    """The simulated server, and our connection to its account."""

    server: MastodonServer
    clock: Clock
    link: Link
    options: dict[str, str]
    orders: int = 0

    @property
    def uid(self) -> str:
        return f"{urlsplit(self.server.url).netloc}/109"

    def composed(self, **said: Any) -> Order:
        """A fresh order under a key of its own."""
        self.orders += 1
        made = PLATFORM.compose(variant(options=self.options, **said), self.uid, Bench())
        return order_of(made, DeliveryKey(f"{self.orders:016x}"))

    def ready(self, **said: Any) -> Order:
        """An order before its first public step."""
        return before_public(PLATFORM, self.link, self.composed(**said))

    def delivered(self, **said: Any) -> Sent:
        """A whole delivery."""
        return sent(PLATFORM, self.link, self.composed(**said))

    def public(self) -> list[Status]:
        """What readers get, the oldest first."""
        return [one for one in self.server.books.statuses.values() if not one.deleted]

    def calls(self, kind: str) -> int:
        """How many calls of a kind the server had."""
        return sum(call.kind == kind for call in self.server.books.calls)


@contextmanager
def site(**options: str) -> Iterator[Site]:
    """A whole account for the length of a block."""
    clock = Clock()
    with server_at(clock) as server:
        link = PLATFORM.link(Connection(server.url, Secret(server.token), options))
        with closing(link):
            yield Site(server, clock, link, options)


def posting(order: Order, part: int = 1) -> Step:
    """The public step of a part."""
    return next(step for step in PLATFORM.steps(order.payload) if step.part == part)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a program or a browser is answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The answer's JSON."""
        return json.loads(self.body)


def asked(
    server: MastodonServer, method: str, target: str, said: object = None, token: str = "", **headers: str
) -> Seen:
    """One request, as any program makes it; no redirect is followed."""
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)) as wire:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            named["Authorization"] = f"Bearer {token}"
        body = said if isinstance(said, bytes) else json.dumps(said).encode() if said is not None else None
        if body is not None:
            named.setdefault("Content-Type", "application/json")
        wire.request(method, target, body, named)
        reply = wire.getresponse()
        return Seen(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())


def allowed(address: str, *, yes: bool = True) -> str:
    """Where the browser is sent to by the page of a sign-in, once its button is pressed."""
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as wire:
        wire.request("GET", f"{parts.path}/{'yes' if yes else 'no'}?{parts.query}")
        reply = wire.getresponse()
        reply.read()
        return reply.headers["Location"]


def opened(address: str) -> int:
    """The status of the page at an address."""
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as wire:
        wire.request("GET", f"{parts.path}?{parts.query}")
        reply = wire.getresponse()
        reply.read()
        return reply.status
