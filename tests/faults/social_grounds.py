"""Where the social platforms are tried: their simulators behind a wire, and what readers find there."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.platforms.mastodon.simulator.server import MastodonServer
from editor_app.platforms.weibo.simulator.server import WeiboServer
from tests.faults.crossing import Twist, passing_to
from tests.faults.grounds import Row, over
from tests.platforms.faulty import Answer
from tests.platforms.wechat.counter import Clock

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.grounds import Ground

ASKS = frozenset({"drop_before", "5xx"})
"""What isn't in the list may be late there, so a person is asked before it is sent again."""
NO_ALT = "it has no alternative texts"
_SETTINGS = {"form": "long", "safe_domain": "example.gov.cn", "home": "https://news.example.gov.cn"}


@contextmanager
def weibo(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The simulated account, granted long posts with nine pictures."""
    clock = Clock()
    server = WeiboServer(now=clock)
    server.conduct.granted = True
    server.conduct.publish_hourly = server.conduct.user_hourly = 1000

    def seen() -> list[str]:
        return [one.sent for one in server.books.statuses.values() if not one.deleted and one.visible == 0]

    with _served(server), over(passing_to(server.url), server.secret, seen, context, _SETTINGS) as ground:
        assert ground.wire is not None
        ground.wire.expired = Answer(403, b'{"error":"expired_token","error_code":21327,"request":"/2/x.json"}')
        ground.turn = lambda by: clock.turn(seconds=by.total_seconds())
        yield ground


@contextmanager
def mastodon(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The simulated server."""
    clock = Clock()
    server = MastodonServer(now=clock)

    def seen() -> list[str]:
        return [one.text for one in server.books.statuses.values() if not one.deleted and one.visibility == "public"]

    with _served(server), over(passing_to(server.url), server.token, seen, context) as ground:
        ground.turn = lambda by: clock.turn(seconds=by.total_seconds())
        yield ground


@contextmanager
def _served(server: WeiboServer | MastodonServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.close()
        thread.join(10)


ROWS = (
    Row("weibo", weibo, "POST /2/statuses/upload_url_text", ASKS, lacks={Twist.STRIP_ALT: NO_ALT}),
    Row("mastodon", mastodon, "POST /api/v1/statuses"),
)
