"""A wire between an adapter and a platform that fails as it is told; every request that passes is written down."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
import threading
from collections import Counter
from email.utils import formatdate
from enum import StrEnum
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from typing_extensions import override

from tests.platforms.faulty import Answer, Asked

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

_GATEWAY = b"<html><body>502</body></html>"
_PATIENCE_SECONDS = 30.0


class Fault(StrEnum):
    """What goes wrong with one request."""

    DROP_BEFORE = "drop_before"
    """The connection breaks and nothing happens."""
    DROP_AFTER = "drop_after"
    """It happens, and the connection breaks before the answer."""
    LATE_EFFECT = "late_effect"
    """The connection breaks, and it happens before the next request is heard."""
    LATE_REPLY = "late_reply"
    """It happens, and the answer comes later than anybody waits for it."""
    ERROR = "5xx"
    ERROR_AFTER = "5xx_after"
    MALFORMED = "malformed"
    """It happens, and the answer is no answer."""
    WAIT_SECONDS = "429"
    WAIT_UNTIL = "429_date"
    EXPIRED = "expired"
    """The sign-in is over just now, in the platform's own words."""
    HALF = "half_upload"
    """The connection breaks in the middle of what is uploaded."""


class Twist(StrEnum):
    """What readers are given instead of what was sent."""

    REWRITE = "rewrite"
    REORDER = "reorder"
    STRIP_ALT = "strip_alt"
    LIST = "reordered_list"
    """Lists come the other way round; what stands in them is as it was."""


class Crossing:
    """Passes requests on to `effect`; `arm` says what goes wrong with the next one that fits."""

    def __init__(self, effect: Callable[[Asked], Answer], context: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        """Every request that was heard to its end, in order."""
        self.struck: Counter[str] = Counter()
        self.expired = Answer(401, b"{}")
        """How this platform says that a sign-in is over."""
        self.twist: Callable[[bytes], bytes] = lambda body: body
        """What becomes of every answer on its way back."""
        self._effect = effect
        self._armed: list[tuple[Fault, re.Pattern[str]]] = []
        self._late: list[Asked] = []
        self._lock = threading.RLock()
        self._http = _Listening(self, context)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def connections(self) -> int:
        """How many were ever opened."""
        return self._http.opened

    def arm(self, fault: Fault, fits: str = ".") -> None:
        """Strike the next request whose `METHOD path` the pattern finds."""
        with self._lock:
            self._armed = [(fault, re.compile(fits))]

    def is_armed(self) -> bool:
        """Whether it has not struck yet."""
        return bool(self._armed)

    def close(self) -> None:
        """Take no more requests."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(_PATIENCE_SECONDS)

    def fault_of(self, line: str, length: int) -> Fault | None:
        """What strikes a request, used up by it; half an upload strikes only what is uploaded."""
        with self._lock:
            for at, (fault, fits) in enumerate(self._armed):
                if fits.search(line) and (fault is not Fault.HALF or length > 1):
                    del self._armed[at]
                    self.struck[fault] += 1
                    return fault
        return None

    def arrive(self) -> None:
        """What was late arrives: before anything newer is heard, or with the time that goes by."""
        with self._lock:
            late, self._late = self._late, []
            for one in late:
                self._effect(one)

    def answer(self, asked: Asked, fault: Fault | None) -> Answer | None:
        """The answer; None = the connection breaks without one."""
        with self._lock:
            self.arrive()
            self.asked.append(asked)
            without = self._without_effect(asked, fault)
            if without is not None:
                return without[0]
            given = self._effect(asked)
        if fault is Fault.DROP_AFTER:
            return None
        if fault is Fault.ERROR_AFTER:
            return Answer(502, _GATEWAY)
        if fault is Fault.MALFORMED:
            return Answer(200, b"<<<")
        return given._replace(body=self.twist(given.body)) if given.body else given

    def _without_effect(self, asked: Asked, fault: Fault | None) -> tuple[Answer | None] | None:
        """What is said where nothing happens; None = it happens."""
        if fault is Fault.LATE_EFFECT:
            self._late.append(asked)
        said: dict[Fault | None, Answer | None] = {
            Fault.DROP_BEFORE: None,
            Fault.LATE_EFFECT: None,
            Fault.ERROR: Answer(502, _GATEWAY),
            Fault.WAIT_SECONDS: Answer(429, b"{}", {"Retry-After": "7"}),
            Fault.WAIT_UNTIL: Answer(429, b"{}", {"Retry-After": formatdate(time() + 9, usegmt=True)}),
            Fault.EXPIRED: self.expired,
        }
        return (said[fault],) if fault in said else None


@contextlib.contextmanager
def crossing(effect: Callable[[Asked], Answer], context: ssl.SSLContext | None = None) -> Iterator[Crossing]:
    """One for the length of a block."""
    made = Crossing(effect, context)
    try:
        yield made
    finally:
        made.close()


def passing_to(url: str) -> Callable[[Asked], Answer]:
    """The effect of a server that listens at `url`, each request on a connection of its own."""
    where = urlsplit(url)

    def passed(asked: Asked) -> Answer:
        upstream = HTTPConnection(where.hostname or "", where.port, timeout=_PATIENCE_SECONDS)
        kept = {name: value for name, value in asked.headers.items() if name not in {"host", "connection"}}
        try:
            upstream.request(asked.method, asked.path, asked.body or None, {**kept, "Connection": "close"})
            said = upstream.getresponse()
            headers = {name: value for name, value in said.getheaders() if name.lower() not in _ENDS_HERE}
            return Answer(said.status, said.read(), headers)
        finally:
            upstream.close()

    return passed


_ENDS_HERE = {"connection", "content-length", "transfer-encoding", "keep-alive", "date", "server"}


def rewritten(old: str, new: str) -> Callable[[bytes], bytes]:
    """Answers in which one word is another, or two have changed places when both are there."""
    one, two = old.encode(), new.encode()

    def twist(body: bytes) -> bytes:
        if two and two in body and one in body:
            return body.replace(one, b"\0").replace(two, one).replace(b"\0", two)
        return body.replace(one, two)

    return twist


def backwards(body: bytes) -> bytes:
    """A JSON answer whose list of things, or whose lists of things one level down, come the other way round."""
    try:
        said = json.loads(body)
    except ValueError:
        return body
    if isinstance(said, list):
        return json.dumps(said[::-1], ensure_ascii=False).encode()
    if not isinstance(said, dict):
        return body
    turned = {name: value[::-1] if _is_of_things(value) else value for name, value in said.items()}
    return json.dumps(turned, ensure_ascii=False).encode()


def _is_of_things(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, wire: Crossing, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.wire = wire
        self.opened = 0
        self._context = context

    @override
    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.opened += 1
        if self._context is not None:
            connection.settimeout(_PATIENCE_SECONDS)
            connection = self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: breaking off is what both sides do here."""


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Crossing/1", ""
    timeout = _PATIENCE_SECONDS
    disable_nagle_algorithm = True

    def _converse(self) -> None:
        wire: Crossing = self.server.wire  # type: ignore[attr-defined]
        length = int(self.headers.get("Content-Length") or 0)
        fault = wire.fault_of(f"{self.command} {self.path}", length)
        if fault is Fault.HALF:
            self.rfile.read(length // 2)
            return self._break_off()
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, self.rfile.read(length))
        answer = wire.answer(asked, fault)
        if fault is Fault.LATE_REPLY:
            self.rfile.read(1)  # until the other side has given up
            self.close_connection = True
            return None
        return self._break_off() if answer is None else self._say(answer)

    def _say(self, answer: Answer) -> None:
        with contextlib.suppress(ConnectionError):
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

    def _break_off(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _converse  # noqa: N815 - the standard library's names
    do_MOVE = do_MKCOL = do_PROPFIND = do_OPTIONS = _converse  # noqa: N815 - the verbs of WebDAV

    def log_message(self, *_args: object) -> None:
        """Says nothing."""
