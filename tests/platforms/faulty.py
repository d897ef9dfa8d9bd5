"""A loopback server that fails as it is told: before or after the effect, with errors, or with a late effect."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import Counter
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FAULTS = ("drop_before", "drop_after", "5xx", "5xx_after", "429", "429_date", "malformed", "late")
"""Of any one request; `auth` is for a person and stands apart."""
WITHOUT_EFFECT = ("drop_before", "5xx", "429_date")
"""Enough for what readers never see: whether it was done before it broke makes no difference to them."""


class Asked(NamedTuple):
    """One request; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Answer(NamedTuple):
    """What comes back."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed


_WITHOUT_EFFECT: dict[str, Callable[[], Answer | None]] = {
    "drop_before": lambda: None,
    "late": lambda: None,
    "5xx": lambda: Answer(500),
    "429": lambda: Answer(429, headers={"Retry-After": "1"}),
    "429_date": lambda: Answer(429, headers={"Retry-After": formatdate(time() + 2, usegmt=True)}),
    "auth": lambda: Answer(401, b'{"error": "the signature is wrong"}'),
}


class Faulty:
    """Serves `effect`; `faults` holds what goes wrong with the next request of a method."""

    def __init__(self, effect: Callable[[Asked], Answer]) -> None:
        self.effect = effect
        self.faults: dict[str, str] = {}
        self.asked: list[Asked] = []
        self.struck: Counter[str] = Counter()
        self.lock = threading.RLock()
        self._late: list[Asked] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Conversation)
        self._http.daemon_threads = True
        self._http.faulty = self  # type: ignore[attr-defined]
        self.port = int(self._http.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def answer(self, asked: Asked) -> Answer | None:
        """The answer; None = the connection breaks without one."""
        with self.lock:
            self.asked.append(asked)
            late, self._late = self._late, []
            for one in late:
                self.effect(one)  # what was on its way arrives before anything newer
            fault = self.faults.pop(asked.method, "")
            self.struck[fault] += bool(fault)
            if fault == "late":
                self._late.append(asked)
            if fault in _WITHOUT_EFFECT:
                return _WITHOUT_EFFECT[fault]()
            given = self.effect(asked)
            if fault == "malformed" and given.status < 300:
                return Answer(200, b"<<<", {"ETag": '"x"'})
            return {"drop_after": None, "5xx_after": Answer(502)}.get(fault, given)


@contextlib.contextmanager
def serving(effect: Callable[[Asked], Answer]) -> Iterator[Faulty]:
    """A server for the length of a block."""
    server = Faulty(effect)
    try:
        yield server
    finally:
        server.close()


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Faulty/1", ""
    disable_nagle_algorithm = True

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, body)
        answer = self.server.faulty.answer(asked)  # type: ignore[attr-defined]
        if answer is None:
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        with contextlib.suppress(ConnectionError):
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _converse  # noqa: N815 - the names of the standard library
    do_MOVE = do_MKCOL = do_PROPFIND = do_OPTIONS = _converse  # noqa: N815 - the verbs of WebDAV

    def log_message(self, *_args: object) -> None:
        """Says nothing."""
