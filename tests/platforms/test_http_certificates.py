"""A certificate that nobody here vouches for stops a call before its first byte; a private authority can be named."""

import ssl
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from editor_app.domain.errors import OutcomeUnknown, Unreachable
from editor_app.platforms.contract import Connection, Outgoing
from editor_app.platforms.http import Client
from tests.platforms.authority import authority_in
from tests.platforms.loopback import answer, drip, serving, tunnel

DEADLINE = timedelta(seconds=5)
SEND = Outgoing("POST", "/posts", (), b"{}")
SECRET = {"Authorization": "Basic c2VjcmV0"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A server's context for 127.0.0.1, and the PEM file that vouches for it."""
    return authority_in(tmp_path_factory.mktemp("authority"))


def test_an_unknown_certificate_gets_no_request_byte(authority: tuple[ssl.SSLContext, Path]) -> None:
    with serving(answer(200), context=authority[0]) as server:
        with pytest.raises(Unreachable, match="certificate is not trusted"):
            Client(Connection(server.url), DEADLINE).send(SEND, SECRET)
        assert server.requests == []


def test_a_private_authority_is_trusted_when_it_is_named(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, pem = authority
    with serving(answer(200, {"id": 1}), context=context) as server:
        reply = Client(Connection(server.url, certificates=str(pem)), DEADLINE).send(SEND, SECRET)
    assert reply.json() == {"id": 1}


def test_a_certificate_of_another_host_is_not_taken(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, pem = authority
    with serving(answer(200), context=context) as server:
        elsewhere = server.url.replace("127.0.0.1", "localhost")
        with pytest.raises(Unreachable):
            Client(Connection(elsewhere, certificates=str(pem)), DEADLINE).send(SEND, SECRET)
        assert server.requests == []


def test_the_deadline_closes_an_encrypted_connection_too(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, pem = authority
    began = monotonic()
    with serving(drip, context=context) as server, pytest.raises(OutcomeUnknown, match="no answer in time"):
        Client(Connection(server.url, certificates=str(pem)), timedelta(seconds=0.5)).send(SEND, SECRET)
    assert monotonic() - began < 1.5


def test_a_proxy_sees_neither_the_secret_nor_the_request(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, pem = authority
    with serving(answer(200, {"id": 1}), context=context) as server, serving(tunnel) as proxy:
        client = Client(Connection(server.url, certificates=str(pem), proxy=proxy.url), DEADLINE)
        assert client.send(SEND, SECRET).status == 200
    assert server.requests[0].headers["authorization"] == SECRET["Authorization"]
    [through] = proxy.requests
    assert (through.method, through.target) == ("CONNECT", server.url.removeprefix("https://"))
    assert "authorization" not in through.headers
