from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.link import LinkState
from editor_app.platforms.open_web import OpenWeb, is_global
from tests.platforms.loopback import answer, drip, serving
from tests.platforms.test_http_certificates import authority

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.platforms.loopback import Received

__all__ = ("authority",)
HERE = "127.0.0.1"
SOON = timedelta(milliseconds=300)


@dataclass
class Site:
    """A web site on this computer: what it answers, and what it was asked."""

    port: int = 0
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def url(self, path: str, host: str = "www.example.gov.cn") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            made.asked.append((self.command, self.path))
            status, there = made.answers.get(self.path, (200, ""))
            if self.command == "HEAD" and self.path == "/no-head":
                status = 405
            self.send_response(status)
            if there:
                self.send_header("Location", there)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - the name that the library asks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HERE, 0), Answering)
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def web(**more: object) -> OpenWeb:
    """Every name is this computer, and it may be reached."""
    return OpenWeb(**{"resolve": lambda _host, _port: [HERE], "may_reach": lambda _address: True, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.3.15", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
        "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fec0::1", "4000::1", "192.88.99.1", "198.18.0.1", "100::1", "fe80::1%eth0", "www.gov.cn", "",
    ],
)  # fmt: skip
def test_an_inner_address_is_never_reached_in_whatever_form_it_comes(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2400:3200::1"])
def test_an_address_of_the_open_internet_may_be_reached(address: str) -> None:
    assert is_global(address)


def test_one_inner_address_among_those_of_a_name_is_enough_to_ask_nobody(site: Site) -> None:
    for addresses in (["8.8.8.8", HERE], [HERE], []):
        guarded = OpenWeb(resolve=lambda _host, _port, found=addresses: found)  # type: ignore[misc]
        assert guarded.look(site.url("/")).state is LinkState.UNKNOWN
    assert site.asked == []


def test_a_page_that_answers_is_alive_and_one_that_is_gone_is_dead(site: Site) -> None:
    site.answers = {"/gone": (404, ""), "/over": (410, "")}
    assert web().look(site.url("/")).state is LinkState.ALIVE
    for path, status in (("/gone", 404), ("/over", 410)):
        found = web().look(site.url(path))
        assert (found.state, found.status, found.url) == (LinkState.DEAD, status, site.url(path))


def test_a_site_that_knows_no_head_is_asked_once_more(site: Site) -> None:
    assert web().look(site.url("/no-head")).state is LinkState.ALIVE
    assert site.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_only_what_moved_for_good_has_moved(site: Site) -> None:
    site.answers = {"/old": (301, "/new"), "/older": (308, "/old"), "/today": (302, "/new"), "/mixed": (302, "/old")}
    for path in ("/old", "/older"):
        found = web().look(site.url(path))
        assert (found.state, found.moved_to) == (LinkState.MOVED, site.url("/new"))
    for path in ("/today", "/mixed"):
        assert web().look(site.url(path)).state is LinkState.ALIVE


def test_every_redirect_is_judged_anew(site: Site) -> None:
    site.answers = {"/out": (302, site.url("/secret", "inner.example"))}
    names = {"www.example.gov.cn": [HERE], "inner.example": ["10.0.0.1"]}
    guarded = web(resolve=lambda host, _port: names[host], may_reach=lambda address: address == HERE)
    assert guarded.look(site.url("/out")).state is LinkState.UNKNOWN
    assert site.asked == [("HEAD", "/out")]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://www.example.gov.cn/", "http://u:p@www.example.gov.cn/", ""]
)
def test_a_redirect_to_anything_but_a_page_ends_there(site: Site, target: str) -> None:
    site.answers = {"/out": (302, target)}
    assert web().look(site.url("/out")).state is LinkState.UNKNOWN


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.answers = {"/a": (302, "/b"), "/b": (302, "/a")}
    assert web().look(site.url("/a")).state is LinkState.UNKNOWN
    assert len(site.asked) == 6


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_what_a_site_keeps_from_us_is_not_judged(site: Site, status: int) -> None:
    site.answers = {"/": (status, "")}
    assert web().look(site.url("/")).state is LinkState.UNKNOWN


def test_a_side_that_never_answers_is_left_at_the_deadline() -> None:
    with closing(socket.create_server((HERE, 0))) as silent:
        url = f"http://www.example.gov.cn:{silent.getsockname()[1]}/"
        found = web(deadline=timedelta(milliseconds=100)).look(url)
    assert found.state is LinkState.UNKNOWN


def test_a_name_that_is_never_looked_up_holds_nobody() -> None:
    forever = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        forever.wait(5)
        return []

    found = web(resolve=resolve, deadline=timedelta(milliseconds=50)).look("http://www.example.gov.cn/")
    forever.set()
    assert found.state is LinkState.UNKNOWN


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[::7f00:1]"])
def test_an_inner_host_is_not_reached_however_it_is_written(site: Site, host: str) -> None:
    found = OpenWeb().look(site.url("/", host))
    assert (found.state, site.asked) == (LinkState.UNKNOWN, [])


@pytest.mark.parametrize("host", ["127.0.0.2", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "169.254.169.254"])
def test_a_redirect_into_an_inner_network_is_not_followed(site: Site, host: str) -> None:
    site.answers = {"/out": (301, site.url("/secret", host))}

    def resolve(name: str, _port: int) -> list[str]:
        return [HERE] if name == "www.example.gov.cn" else [name]

    found = web(resolve=resolve, may_reach=lambda address: address == HERE or is_global(address)).look(site.url("/out"))
    assert (found.state, str(found.why)) == (LinkState.UNKNOWN, "the name leads into an inner network")
    assert site.asked == [("HEAD", "/out")]


def test_what_could_not_be_looked_at_is_said_in_words(site: Site) -> None:
    site.answers = {"/busy": (503, ""), "/a": (302, "/a")}
    with closing(socket.create_server((HERE, 0))) as closed:
        unused = closed.getsockname()[1]
    nameless = OpenWeb(resolve=lambda _host, _port: [])
    said = {
        str(nameless.look(site.url("/")).why): "nobody knows the name",
        str(OpenWeb(resolve=lambda _host, _port: ["10.0.0.1"]).look(site.url("/")).why): "an inner network",
        str(web().look(site.url("/busy")).why): "answers 503",
        str(web().look(site.url("/a")).why): "from address to address",
        str(web().look("ftp://www.example.gov.cn/").why): "no address of a web page",
        str(web().look(f"http://www.example.gov.cn:{unused}/").why): "no connection",
    }
    assert all(words in why for why, words in said.items()), said
    assert web().look(site.url("/")).why is None


def left_alone() -> bool:
    """Whether every look has ended, also the one that the deadline cut off."""
    looking = [thread for thread in threading.enumerate() if thread.name == "link"]
    for thread in looking:
        thread.join(10)
    return not any(thread.is_alive() for thread in looking)


def raw(pieces: Callable[[], Iterator[bytes]]) -> socket.socket:
    """A listener whose one visitor gets these bytes whatever it says."""
    listener = socket.create_server((HERE, 0))

    def serve() -> None:
        with suppress(OSError), listener.accept()[0] as visitor:
            for piece in pieces():
                visitor.sendall(piece)

    threading.Thread(target=serve, name="listener", daemon=True).start()
    return listener


def slowly(first: bytes, more: bytes) -> Iterator[bytes]:
    """Bytes that come often enough for every single read, and never end."""
    yield first
    pause = threading.Event()
    while not pause.wait(0.02):
        yield more


HEAD = b"HTTP/1.1 200 OK\r\nX: "
HANDSHAKE = bytes([22, 3, 3, 64, 0])  # a record of 16 KiB that is never filled


@pytest.mark.parametrize(
    ("scheme", "first", "more"),
    [("http", b"", b"H"), ("http", HEAD, b"x"), ("https", HANDSHAKE, b"\2"), ("https", b"", b"")],
    ids=["before the answer", "in its head", "in the handshake of TLS", "a handshake that is never answered"],
)
def test_a_side_that_drips_is_left_at_the_deadline_of_the_whole(scheme: str, first: bytes, more: bytes) -> None:
    with closing(raw(lambda: slowly(first, more))) as listener:
        found = web(deadline=SOON).look(f"{scheme}://www.example.gov.cn:{listener.getsockname()[1]}/")
        assert (found.state, str(found.why)) == (LinkState.UNKNOWN, "no whole answer came in time")
        assert left_alone(), "the deadline shuts the connection"


def test_a_body_that_never_ends_is_not_waited_for() -> None:
    with serving(drip) as server:
        assert web().look(server.url).state is LinkState.ALIVE


def test_the_deadline_holds_over_all_redirects_together() -> None:
    def step(_request: Received, connection: socket.socket) -> None:
        threading.Event().wait(SOON.total_seconds() * 0.6)
        answer(302, Location="/on")(_request, connection)

    with serving(step) as server:
        found = web(deadline=SOON).look(server.url)
    assert (found.state, str(found.why)) == (LinkState.UNKNOWN, "no whole answer came in time")


def test_an_encrypted_page_is_looked_at_when_its_authority_is_known(
    authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, pem = authority
    with serving(answer(200), context=context) as server:
        stranger = web().look(server.url)
        assert (stranger.state, str(stranger.why)) == (LinkState.UNKNOWN, "the site's certificate is not trusted")
        assert server.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert web().look(server.url).state is LinkState.ALIVE


def test_a_certificate_of_another_host_is_not_taken(
    authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, pem = authority
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(answer(200), context=context) as server:
        found = web().look(server.url.replace(HERE, "www.example.gov.cn"))
        assert (found.state, str(found.why)) == (LinkState.UNKNOWN, "the site's certificate is not trusted")
        assert server.requests == []
