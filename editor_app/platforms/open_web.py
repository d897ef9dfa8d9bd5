"""Looking at addresses of the open web that a person wrote: never an inner network, and never for long.

Apart from `http`, whose hosts an admin pinned: here anybody's text names the host. Each name is resolved once, every
address that it has must be a global one, and the connection goes to the address that was judged.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from typing_extensions import override

from editor_app.domain.link import LinkLook, LinkState
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

    from editor_app.domain.text import Text

log = logging.getLogger(__name__)

DEADLINE = timedelta(seconds=10)
"""For one address with all its redirects."""
_MOST_REDIRECTS = 5
_FOR_GOOD, _FOR_A_WHILE = frozenset({301, 308}), frozenset({302, 303, 307})
_DEAD = frozenset({404, 410})
_WORLD = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out to the open internet; NAT64, mapped, compatible and site-local ones lie outside."""
_HIDING = tuple(ipaddress.ip_network(each) for each in ("2002::/16", "2001::/32", "192.88.99.0/24"))
"""What carries an IPv4 address on or leads to such: 6to4, Teredo, the relays of 6to4."""
_TOO_LATE = T("no whole answer came in time")
_INNER = T("the name leads into an inner network")
_NAMELESS = T("nobody knows the name")
_NO_PAGE = T("it is no address of a web page")
_CIRCLE = T("the site sends one from address to address")
_SILENT = T("no connection came about")
_UNTRUSTED = T("the site's certificate is not trusted")
_GARBLED = T("the answer was not understood")
Resolver: TypeAlias = "Callable[[str, int], list[str]]"


def is_global(address: str) -> bool:
    """Whether a connection to that address leaves for the open internet, as far as the address tells."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found.is_multicast or not found.is_global or (found.version == 6 and found not in _WORLD):
        return False
    return not any(found in each for each in _HIDING)


def resolved(host: str, port: int) -> list[str]:
    """Every address of a name; empty = it has none, or nobody answers for it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class OpenWeb:
    """How addresses are looked at; only tests bring other ways to resolve and to judge."""

    resolve: Resolver = resolved
    may_reach: Callable[[str], bool] = is_global
    deadline: timedelta = DEADLINE

    def look(self, url: str) -> LinkLook:
        """What is at `url`; ends within the deadline, whatever the other side does."""
        walk = Walk(self, url)
        Thread(target=walk.go, name="link", daemon=True).start()
        return walk.outcome_within(self.deadline.total_seconds())


class _Refused(Exception):
    """The address is none that is looked at.

    Args:
        why: in words, for whoever wrote it.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass
class Walk:
    """From one address through its redirects, in a thread of its own that the deadline ends."""

    web: OpenWeb
    url: str
    _lock: Lock = field(default_factory=Lock)
    _ended: Event = field(default_factory=Event)
    _socket: socket.socket | None = None
    _found: LinkLook | None = None
    _until: float = 0

    def outcome_within(self, seconds: float) -> LinkLook:
        """What was found until then; after it the socket is shut, which wakes the thread."""
        in_time = self._ended.wait(seconds)
        if not in_time:
            with self._lock:
                self._until = -1
                if self._socket is not None:
                    with suppress(OSError):
                        self._socket.shutdown(socket.SHUT_RDWR)
        too_late = LinkLook(self.url, LinkState.UNKNOWN, why=_TOO_LATE)  # whatever the thread makes of the shut socket
        return self._found or too_late if in_time else too_late

    def go(self) -> None:
        """Look, and keep what was found."""
        self._until = self._until or monotonic() + self.web.deadline.total_seconds()
        try:
            self._found = self._outcome()
        except (_Refused, OSError, ValueError, HTTPException) as error:
            log.debug("a link could not be looked at: %s", type(error).__name__)
            self._found = LinkLook(self.url, LinkState.UNKNOWN, why=_why(error))
        finally:
            self._ended.set()

    def _outcome(self) -> LinkLook:
        here, for_good = self.url, True
        for _ in range(_MOST_REDIRECTS + 1):
            status, there = self.answer(here)
            if status not in _FOR_GOOD | _FOR_A_WHILE or not there:
                return self._judged(here, status, for_good=for_good)
            for_good = for_good and status in _FOR_GOOD
            here = urljoin(here, there)
        raise _Refused(_CIRCLE)

    def _judged(self, here: str, status: int, *, for_good: bool) -> LinkLook:
        if status in _DEAD:
            return LinkLook(self.url, LinkState.DEAD, status)
        if not 200 <= status < 300:
            return LinkLook(self.url, LinkState.UNKNOWN, status, why=T("the site answers {status}", status=status))
        if here != self.url and for_good:
            return LinkLook(self.url, LinkState.MOVED, status, here)
        return LinkLook(self.url, LinkState.ALIVE, status)

    def answer(self, url: str) -> tuple[int, str]:
        """Status and target of a redirect; a site that knows no HEAD is asked by GET, of which the head is read."""
        status, there = self.asked("HEAD", url)
        return self.asked("GET", url) if status >= 400 else (status, there)

    def take(self, answer: HTTPResponse) -> None:
        """Read what is wanted of an answer besides its head: nothing here, the page in `open_page`."""

    def asked(self, method: str, url: str) -> tuple[int, str]:
        """Status and target of a redirect, asked once.

        Raises:
            _Refused: the address is none that is looked at.
        """
        parts = urlsplit(url)
        left = self._until - monotonic()
        if left <= 0:
            raise _Refused(_TOO_LATE)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise _Refused(_NO_PAGE)
        host = parts.hostname.encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            made = self._connected(host, port, left)
            with closing(_Judged(host, port, _trusting(made, host) if parts.scheme == "https" else made)) as connection:
                connection.request(method, _target(parts), headers={"User-Agent": "PressDesk", "Connection": "close"})
                answer: HTTPResponse = connection.getresponse()
                self.take(answer)
                return answer.status, answer.headers.get("Location", "")
        finally:
            self._let_go()

    def _connected(self, host: str, port: int, left: float) -> socket.socket:
        """A connection to an address of the host, when all that it has may be reached.

        Raises:
            _Refused: one of them may not, or there is none.
        """
        addresses = self.web.resolve(host, port)
        if not addresses or not all(map(self.web.may_reach, addresses)):
            raise _Refused(_INNER if addresses else _NAMELESS)
        made = socket.create_connection((addresses[0], port), timeout=left)
        with self._lock:
            self._socket = made.dup()  # TLS takes the other one over; this one stays to be shut down
        if self._until < 0:
            made.close()
            raise _Refused(_TOO_LATE)
        return made

    def _let_go(self) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None


class _Judged(HTTPConnection):
    """HTTP over a socket that is open already."""

    def __init__(self, host: str, port: int, made: socket.socket) -> None:
        super().__init__(host, port)
        self.sock = made

    @override
    def connect(self) -> None:
        raise _Refused(_GARBLED)  # the socket that was judged, or none


def _why(error: Exception) -> Text:
    import ssl

    if isinstance(error, _Refused):
        return error.why
    if isinstance(error, ssl.SSLCertVerificationError):
        return _UNTRUSTED
    if isinstance(error, TimeoutError):
        return _TOO_LATE
    return _SILENT if isinstance(error, OSError) else _GARBLED


def _target(parts: SplitResult) -> str:
    """Path and query as they go over the line; what is written with Chinese characters is encoded."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return f"{path}?{quote(parts.query, safe='/?%:@!$&()*+,;=~')}" if parts.query else path


def _trusting(made: socket.socket, host: str) -> socket.socket:
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_socket(made, server_hostname=host)
