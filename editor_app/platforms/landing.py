"""Where the browser comes back to after a sign-in: one page on this computer's loopback, open for one answer."""

from __future__ import annotations

import hmac
import html
import os
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from typing_extensions import override

from editor_app.domain.errors import Refused, Unavailable
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T, Text
from editor_app.translation import LANGUAGES, lookup

PATH = "/signed-in"
_LOOPBACK = "127.0.0.1"
_NAMES = frozenset({_LOOPBACK, "localhost"})
_LONGEST = 4096
"""Characters of a whole address; a code and a state need a few hundred."""
_MOST_FIELDS = 16
_AGAIN = T("Nothing was signed in. Go back to Press Desk and begin again from there.")
_DONE = T("The platform has answered. You can close this page and go back to Press Desk.")
_NOT_GIVEN = T("The sign-in was not allowed. You can close this page and go back to Press Desk.")
_HEADERS = (
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>Press Desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{{color-scheme:light dark}}
body{{margin:0;display:grid;place-items:center;min-height:100vh;background:Canvas;color:CanvasText;
font:17px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}}
main{{max-width:30em;padding:32px;border-top:3px solid {colour}}}p{{margin:0 0 .4em}}p+p{{opacity:.75;font-size:15px}}
</style></head><body><main>
{lines}
</main></body></html>
"""


class Arrival(NamedTuple):
    """What the platform sent the browser back with."""

    code: Secret
    error: str
    """The platform's own word, such as `access_denied`; empty = there is a code."""


def arrival_in(address: str, redirect: str, state: str) -> Arrival:
    """What an address says that the browser came back with; the code is good for the sign-in with that state only.

    Raises:
        Refused: it is none, or that of another sign-in; in words.
    """
    came, home = urlsplit(address), urlsplit(redirect)
    if len(address) > _LONGEST:
        raise Refused(T("That address is longer than any sign-in needs."), _AGAIN)
    if (came.scheme, came.netloc, came.path) != (home.scheme, home.netloc, home.path):
        raise Refused(T("That is not the address that a sign-in comes back to."), _AGAIN)
    try:
        pairs = parse_qsl(came.query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        pairs = []
    told = dict(pairs)
    if len(told) < len(pairs) or not hmac.compare_digest(told.get("state", "").encode(), state.encode()):
        raise Refused(T("That is not the sign-in that was begun here."), _AGAIN)
    code, error = told.get("code", ""), told.get("error", "")
    if bool(code) is bool(error):
        raise Refused(T("The platform sent neither a code nor a reason."), _AGAIN)
    return Arrival(Secret(code), error)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a redirect leads on this computer."""

    host: str
    port: int
    path: str


def place_of(redirect: str) -> _Place | None:
    """Where to listen for a redirect that is written out; None = it leads to another computer."""
    parts = urlsplit(redirect)
    is_here = parts.scheme == "http" and parts.hostname in _NAMES and parts.port
    return _Place(parts.hostname or "", parts.port or 0, parts.path) if is_here else None


class Landing:
    """Listens on 127.0.0.1 until one good answer came or it is closed; others are refused and change nothing."""

    def __init__(self, state: str, redirect: str = "") -> None:
        """Open the port; a redirect that leads to another computer opens none, and the person pastes the address.

        Args:
            state: what the answer must carry.
            redirect: one that the platform was told beforehand; empty = a free port.

        Raises:
            Unavailable: the port is taken.
        """
        self._state = state
        self._arrived: Arrival | None = None
        self._lock, self._bell = Lock(), Event()
        place = place_of(redirect) if redirect else _Place(_LOOPBACK, 0, PATH)
        self._server = _served(self, place) if place is not None else None
        self.redirect = redirect
        """The address that the platform must send the browser to."""
        if self._server is not None and place is not None:
            self.redirect = f"http://{place.host}:{self._server.server_address[1]}{place.path}"
            Thread(target=self._server.serve_forever, args=(0.05,), name="landing", daemon=True).start()

    @property
    def listens(self) -> bool:
        """Whether the browser itself can bring the answer; otherwise the person pastes the address."""
        return self._server is not None

    @property
    def arrived(self) -> Arrival | None:
        """The one good answer; None = none came yet."""
        with self._lock:
            return self._arrived

    def take(self, address: str) -> Arrival:
        """Take an address that the browser came back with; whoever waits hears of it at `ring`.

        Raises:
            Refused: it is not the one that is waited for, or one was taken already.
        """
        arrival = arrival_in(address, self.redirect, self._state)
        with self._lock:
            if self._arrived is not None:
                raise Refused(T("That sign-in is over already; it is good for one time."), _AGAIN)
            self._arrived = arrival
        return arrival

    def ring(self) -> None:
        """Tell whoever waits to look."""
        self._bell.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the answer or for `close`; whether one came."""
        self._bell.wait(seconds)
        return self.arrived is not None

    def close(self) -> None:
        """Let go of the port; whoever waits goes on at once."""
        self._bell.set()
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()


class _Door(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    landing: Landing


def _served(landing: Landing, place: _Place) -> _Door:
    try:
        server = _Door((_LOOPBACK, place.port), _Visit)
    except OSError as taken:
        raise Unavailable(
            T("Port {port} of this computer is taken.", port=place.port),
            T("End the program that uses it, then sign in."),
        ) from taken
    server.landing = landing
    return server


def _sentences(said: tuple[Text, ...], language: str) -> str:
    gap = "" if language.startswith("zh") else " "
    return gap.join(sentence.render(lookup(language)) for sentence in said)


class _Visit(BaseHTTPRequestHandler):
    """One request to the page: a browser that navigates here, or somebody who is refused."""

    server_version = "PressDesk"
    sys_version = ""
    timeout: ClassVar[int] = 10
    server: _Door

    def do_GET(self) -> None:
        """Take the answer, or refuse it in words."""
        home = self.server.landing.redirect
        if not self._is_navigation(urlsplit(home).netloc):
            self._show(403, T("Only a browser that comes back from a sign-in is answered here."))
            return
        try:
            arrival = self.server.landing.take(f"http://{urlsplit(home).netloc}{self.path}")
        except Refused as refused:
            status = 404 if urlsplit(self.path).path != urlsplit(home).path else 403
            self._show(status, refused.message, refused.next_step)
            return
        self._show(200, _NOT_GIVEN if arrival.error else _DONE)
        self.server.landing.ring()  # only now: the program may end as soon as it hears of it

    def _is_navigation(self, netloc: str) -> bool:
        """Refuses pages of hostile sites: a foreign Host (DNS rebinding), a script's Origin, a frame or a picture."""
        said = self.headers
        is_page = said.get("Sec-Fetch-Dest", "document") == "document"
        is_journey = said.get("Sec-Fetch-Mode", "navigate") == "navigate"
        return said.get_all("Host") == [netloc] and "Origin" not in said and is_page and is_journey

    def _show(self, status: int, *said: Text) -> None:
        lines = [
            f'<p lang="{language.replace("_", "-")}">{html.escape(_sentences(said, language))}</p>'
            for language in LANGUAGES
        ]
        colour = "#2e7d5b" if status == 200 else "#b3372f"
        content = _PAGE.format(colour=colour, lines="\n".join(lines)).encode()
        with suppress(ConnectionError):
            self.send_response(status)
            for name, value in _HEADERS:
                self.send_header(name, value)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the address holds a code."""
