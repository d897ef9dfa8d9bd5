"""The simulated server's interface on a port: limits, throttling, and answers that get lost."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException

import pytest

from editor_app.platforms.mastodon.simulator.server import MastodonServer
from tests.platforms.mastodon.desk import Clock, asked, server_at

POSTS = "/api/v1/statuses"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[MastodonServer]:
    with server_at(clock) as made:
        yield made


def test_limits_are_told_as_version_two_tells_them(server: MastodonServer) -> None:
    server.conduct.characters = 1000
    told = asked(server, "GET", "/api/v2/instance").json
    assert told["configuration"]["statuses"]["max_characters"] == 1000
    assert told["version"].startswith("4.")


def test_too_many_calls_are_refused_until_a_date(server: MastodonServer, clock: Clock) -> None:
    server.conduct.calls = 2
    clock.turn(hours=3)
    seen = [asked(server, "GET", "/api/v2/instance") for _ in range(3)]
    assert [one.status for one in seen] == [200, 200, 429]
    assert seen[1].headers["x-ratelimit-remaining"] == "0"
    assert seen[2].headers["x-ratelimit-reset"].endswith("Z")
    until = datetime.fromisoformat(seen[2].headers["x-ratelimit-reset"]) - parsedate_to_datetime(
        seen[2].headers["date"]
    )
    assert 299 <= until.total_seconds() <= 301, "both by the server's own clock"
    clock.turn(minutes=6)
    assert asked(server, "GET", "/api/v2/instance").status == 200


def test_a_late_post_comes_after_its_connection_is_gone(server: MastodonServer, clock: Clock) -> None:
    server.faults.put({"late": 1})
    with pytest.raises((HTTPException, OSError)):
        asked(server, "POST", POSTS, {"status": "x"}, server.token)
    assert server.books.statuses == {}
    clock.turn(seconds=1)
    asked(server, "GET", "/api/v2/instance")
    assert len(server.books.statuses) == 1


@pytest.mark.parametrize(
    ("fault", "made"), [("drop_before", 0), ("drop_after", 1), ("5xx", 0), ("5xx_after", 1), ("malformed", 1)]
)
def test_what_goes_wrong_has_the_effect_that_it_says(server: MastodonServer, fault: str, made: int) -> None:
    server.faults.put({fault: 1})
    try:
        seen = asked(server, "POST", POSTS, {"status": "x"}, server.token)
        assert seen.status >= 500 or fault == "malformed"
    except (HTTPException, OSError):
        assert fault.startswith("drop")
    assert len(server.books.statuses) == made


@pytest.mark.parametrize("target", ["/api/v1/none", "/api/v1/accounts/7/statuses", "/api/v1/statuses/7"])
def test_what_is_not_there_is_404(server: MastodonServer, target: str) -> None:
    assert asked(server, "GET", target, token=server.token).status == 404


@pytest.mark.parametrize("body", [b"{", b"[]"])
def test_broken_requests_are_refused(server: MastodonServer, body: bytes) -> None:
    assert asked(server, "POST", POSTS, body, server.token).status == 400
    assert asked(server, "PUT", f"{POSTS}/7", body, server.token).status == 400
