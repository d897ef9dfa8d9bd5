"""HTTP on a loopback port for the practice platform and every simulator: what comes in as a value, and back again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import threading
from abc import ABC, abstractmethod
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, TYPE_CHECKING, ClassVar, Generic, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from typing_extensions import override

from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate, refusal

if TYPE_CHECKING:
    from types import FrameType

_LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({_LOOPBACK, "localhost", "[::1]"})
_LARGEST = 20_000_000
_DIED = 70
"""Exit code of the fault `die_after` (EX_SOFTWARE)."""


class Listener(ThreadingHTTPServer, ABC):
    """A server on a loopback port that answers values with values."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, conversation: type[Conversation]) -> None:
        """Binds the port; 0 = any free one.

        Raises:
            OSError: the port is taken.
        """
        self._open: set[socket.socket] = set()
        super().__init__((_LOOPBACK, port), conversation)
        self.url = f"http://{_LOOPBACK}:{self.server_address[1]}"

    @abstractmethod
    def answer(self, asked: Asked, visitor: str) -> Answer:
        """What is answered to a request of a program on this machine.

        Args:
            asked: the request, whole.
            visitor: the address it comes from.
        """

    def serve(self) -> None:
        """Serves until `end` is called from another thread."""
        self.serve_forever(poll_interval=0.05)

    def end(self) -> None:
        """Ends `serve`, lets go of the port, and breaks off every conversation that a client keeps open."""
        self.shutdown()
        self.server_close()
        for request in list(self._open):
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    @override
    def get_request(self) -> tuple[socket.socket, object]:
        request, visitor = super().get_request()
        self._open.add(request)
        return request, visitor

    @override
    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            self._open.discard(request)
        super().shutdown_request(request)


Hears = TypeVar("Hears", bound=Listener)


class Played(ABC, Generic[Hears]):
    """A platform that is played on a loopback port; what it keeps and how it answers is its own."""

    def __init__(self, http: Hears) -> None:
        self._http = http
        self.url = http.url

    @property
    @abstractmethod
    def secret(self) -> str:
        """What an account is connected with; kept in the state file."""

    def serve(self) -> None:
        """Serves until `close` is called from another thread."""
        self._http.serve()

    def close(self) -> None:
        """Ends `serve`."""
        self._http.end()


def serve_until_told(server: Played[Hears], out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)
    out.write(json.dumps({"url": server.url, "token": server.secret}) + "\n")
    out.flush()
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        while serving.is_alive():
            serving.join(0.5)  # a join without end would not let Windows see Ctrl+C
    except KeyboardInterrupt:
        server.close()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class Conversation(BaseHTTPRequestHandler):
    """Turns HTTP into `Asked` and `Answer` and back; a subclass answers the verbs that it has by `converse`."""

    protocol_version = "HTTP/1.1"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout: ClassVar[int] = 60
    server: Listener

    def do_GET(self) -> None:
        """Answers a read."""
        self.converse()

    def do_POST(self) -> None:
        """Answers a write."""
        self.converse()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: standard output belongs to the one JSON line, and an address may hold a token."""

    def converse(self) -> None:
        """Reads the request and sends the answer."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST:
            self.close_connection = True
            self._send(refusal(413, "too_large", f"at most {_LARGEST} bytes"))
            return
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # the client went away before it had said everything
            return
        self._send(self._answer(body))

    def _answer(self, body: bytes) -> Answer:
        if not self._is_from_here():
            return refusal(403, "elsewhere", "the practice platform serves programs on this machine only")
        parts = urlsplit(self.path)
        asked = Asked(
            method=self.command,
            path=tuple(unquote(piece) for piece in parts.path.split("/") if piece),
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
        )
        return self.server.answer(asked, self.client_address[0])

    def _is_from_here(self) -> bool:
        """Refuses web pages in a browser: a foreign Host (DNS rebinding) or any Origin."""
        host = urlsplit("//" + self.headers.get("Host", "")).netloc.rpartition("@")[2]
        name = host.rpartition(":")[0] or host
        return name in _HOSTS and "Origin" not in self.headers

    def _send(self, answer: Answer) -> None:
        if answer.fate is Fate.DIE:
            os._exit(_DIED)
        if answer.fate is Fate.DROP:
            self._reset()
            return
        with contextlib.suppress(ConnectionError):
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

    def _reset(self) -> None:
        """Breaks the connection so that the client sees a reset and no byte of an answer."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with contextlib.suppress(OSError):
            self.connection.close()
