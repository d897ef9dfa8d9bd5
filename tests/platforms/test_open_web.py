from __future__ import annotations

import socket
import threading
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.link import LinkState
from editor_app.platforms.open_web import OpenWeb, is_global

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "127.0.0.1"


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
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fe80::1%eth0", "www.gov.cn", "",
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
