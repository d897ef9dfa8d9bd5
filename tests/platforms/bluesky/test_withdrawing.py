"""A thread is deleted record by record, and only the server's own word says that one is gone."""

import json
import socket
from urllib.parse import parse_qs, urlsplit

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import PlatformError
from editor_app.domain.recall import Aim, Measure, taking_away
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.contract import Connection, Order
from tests.platforms.bluesky.test_link import SECRET, TOKENS
from tests.platforms.loopback import Received, answer, serving
from tests.platforms.remedies import LATER, carried_out, proof
from tests.platforms.workshop import Bench, variant

URIS = tuple(f"at://did:plc:x/app.bsky.feed.post/{key}" for key in ("3kaaaaaaaaaa2", "3kaaaaaaaaab2"))


class Repository:
    """A PDS with two records."""

    def __init__(self) -> None:
        self.keys = {uri.rpartition("/")[2] for uri in URIS}

    def __call__(self, request: Received, connection: socket.socket) -> None:
        answer(*self.reply(request))(request, connection)

    def reply(self, request: Received) -> tuple[int, object]:
        parts = urlsplit(request.target)
        if parts.path.endswith("createSession"):
            return 200, TOKENS
        if parts.path.endswith("deleteRecord"):
            self.keys.discard(json.loads(request.body)["rkey"])
            return 200, {}
        if parse_qs(parts.query)["rkey"][0] in self.keys:
            return 200, {"uri": "x", "cid": "c", "value": {}}
        return 400, {"error": "RecordNotFound", "message": "Could not locate record"}


def order() -> Order:
    payload = PLATFORM.compose(variant(), "did:plc:x", Bench()).payload
    aim = Aim(Measure.DELETE, URIS, ("0" * 16,), "https://bsky.app/x")
    return Order(taking_away(payload, aim), LATER, {}.__getitem__)


def test_every_post_of_a_thread_goes_and_half_of_it_is_not_gone() -> None:
    repository = Repository()
    with serving(repository) as server:
        link = PLATFORM.link(Connection(server.url, SECRET))
        repository.keys.discard(URIS[0].rpartition("/")[2])
        half = proof(PLATFORM, link, order())
        assert (half.verdict, [URIS[1] in each for each in half.differences]) == (Verdict.DIFFERENT, [True])
        done = carried_out(PLATFORM, link, order())
        assert done.remote_ids == [f"{uri}~{LATER}" for uri in URIS]
        assert proof(PLATFORM, link, order()).verdict is Verdict.IDENTICAL


def test_another_refusal_is_not_taken_for_gone() -> None:
    with serving(answer(200, TOKENS), answer(400, {"error": "InvalidRequest", "message": "no such repo"})) as server:
        link = PLATFORM.link(Connection(server.url, SECRET))
        with pytest.raises(PlatformError):
            proof(PLATFORM, link, order())
