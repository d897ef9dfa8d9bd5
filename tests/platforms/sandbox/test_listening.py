"""What every practice server shares; `test_server.py` here and that of each simulator try the rest over a socket."""

import io
import json
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from threading import Thread
from urllib.parse import urlsplit

import pytest

from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.sandbox.listening import Conversation, Listener, serve_until_told


class Echo(Listener):
    """Says who asked, and for what."""

    def answer(self, asked: Asked, visitor: str) -> Answer:
        return Answer(body=f"{visitor} {'/'.join(asked.path)}".encode())


class Brief:
    """A server that ends by itself."""

    url = "http://127.0.0.1:1"
    secret = "app:秘"
    served = 0

    def serve(self) -> None:
        self.served += 1

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def echo() -> Iterator[Echo]:
    listener = Echo(0, Conversation)
    thread = Thread(target=listener.serve)
    thread.start()
    yield listener
    listener.end()
    thread.join()


def told(listener: Listener, method: str, path: str) -> tuple[int, str]:
    parts = urlsplit(listener.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request(method, path)
    reply = connection.getresponse()
    said = reply.read().decode()
    connection.close()
    return reply.status, said


def test_a_request_is_answered_with_who_asked_and_what(echo: Echo) -> None:
    assert told(echo, "GET", "/a/%E4%B8%AD?b=c") == (200, "127.0.0.1 a/中")


def test_a_verb_that_the_platform_does_not_have_is_refused(echo: Echo) -> None:
    assert told(echo, "DELETE", "/a")[0] == 501


def test_it_says_where_it_listens_in_one_line_and_serves() -> None:
    out, server = io.StringIO(), Brief()
    thread = Thread(target=serve_until_told, args=(server, out))
    thread.start()
    thread.join()
    assert json.loads(out.getvalue()) == {"url": server.url, "token": "app:秘"}
    assert (out.getvalue().count("\n"), server.served) == (1, 1)


def test_a_server_that_has_ended_answers_nobody_over_a_connection_that_was_kept_open() -> None:
    listener = Echo(0, Conversation)
    thread = Thread(target=listener.serve)
    thread.start()
    client = HTTPConnection(urlsplit(listener.url).netloc, timeout=20)
    try:
        client.request("GET", "/a")
        assert client.getresponse().read()
        listener.end()
        with pytest.raises((ConnectionError, RemoteDisconnected)):
            _asked_again(client)
    finally:
        client.close()
        thread.join(10)


def _asked_again(client: HTTPConnection) -> None:
    client.auto_open = 0  # type: ignore[assignment]
    client.request("GET", "/b")
    client.getresponse()
