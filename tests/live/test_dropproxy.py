"""The lost-reply proxy against a plain local web server, so that it is proven where no real server can be installed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.live.dropproxy import DropProxy
from tests.live.servers.wire import call


class _Counting(BaseHTTPRequestHandler):
    """Notes each request and answers with its body, length and host."""

    protocol_version = "HTTP/1.1"
    seen: list[str]

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        self.seen.append(f"{self.command} {self.path}")
        answer = f'{{"host": "{self.headers["Host"]}", "size": {len(body)}}}'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments: object) -> None:  # type: ignore[explicit-override]
        """Says nothing."""


@pytest.fixture
def upstream() -> Iterator[tuple[str, list[str]]]:
    class Handler(_Counting):
        seen: list[str] = []  # noqa: RUF012 - one list per test

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", Handler.seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_dropped_reply_reached_the_server_and_never_the_client(
    upstream: tuple[str, list[str]], drop_proxies: list[DropProxy]
) -> None:
    url, seen = upstream
    proxy = DropProxy(url, r"^POST /posts/\d+")
    drop_proxies.append(proxy)
    with pytest.raises(OSError, match=r"reset|closed|without response"):
        call("POST", f"{proxy.url}/posts/7", body={"text": "x" * 300_000})
    assert seen == ["POST /posts/7"]
    assert proxy.dropped == ["POST /posts/7 HTTP/1.1"]


def test_other_requests_and_later_ones_pass_unchanged(
    upstream: tuple[str, list[str]], drop_proxies: list[DropProxy]
) -> None:
    url, seen = upstream
    proxy = DropProxy(url, r"^POST /posts/\d+", drops=1)
    drop_proxies.append(proxy)
    read = call("GET", f"{proxy.url}/posts/7").json()
    assert f"http://{read.text('host')}" == url
    with pytest.raises(OSError, match=r"reset|closed|without response"):
        call("POST", f"{proxy.url}/posts/7", body={})
    sent = call("POST", f"{proxy.url}/posts/7", body={"text": "x" * 300_000}).json()
    assert int(sent.text("size")) > 300_000
    assert seen == ["GET /posts/7", "POST /posts/7", "POST /posts/7"]
