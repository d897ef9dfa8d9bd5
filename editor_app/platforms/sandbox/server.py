"""The practice platform as a process of its own: a loopback HTTP server whose state outlives it."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import signal
import socket
import struct
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from typing_extensions import override

from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate, refusal
from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.sandbox.ledger import Ledger
from editor_app.platforms.sandbox.practice import Practice
from editor_app.platforms.sandbox.readers import Readers

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LARGEST = 20_000_000
_DIED = 70
"""Exit code of the fault `die_after` (EX_SOFTWARE)."""


class SandboxServer:
    """The practice platform on a loopback port."""

    def __init__(self, port: int = 0, state: Path | None = None) -> None:
        """Binds the port (0 = any free one) and reads the state.

        Raises:
            OSError: the port is taken, or the state file can't be opened.
        """
        self.ledger = Ledger(state)
        self.faults = Faults()
        self._http = _Listener((LOOPBACK, port), _Conversation)
        self.url = f"http://{LOOPBACK}:{self._http.server_address[1]}"
        practice = Practice(self.ledger, self.faults, lambda: datetime.now(UTC), self.url)
        self._http.practice = practice
        self._http.readers = Readers(practice, self.ledger, self.faults)
        self._http.token = self.ledger.token

    @property
    def token(self) -> str:
        """What clients show as `Authorization: Bearer …`; kept in the state file."""
        return self.ledger.token

    def serve(self) -> None:
        """Serves until `close` is called from another thread."""
        self._http.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Ends `serve` and closes the state."""
        self._http.shutdown()
        self._http.server_close()
        self.ledger.close()


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be opened.
    """
    server = SandboxServer(port, state)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)
    out.write(json.dumps({"url": server.url, "token": server.token}) + "\n")
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


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    practice: Practice
    readers: Readers
    token: str


class _Conversation(BaseHTTPRequestHandler):
    """Turns HTTP into `Asked` and `Answer` and back."""

    protocol_version = "HTTP/1.1"
    server_version = "PressDeskSandbox/1"
    sys_version = ""
    timeout: ClassVar[int] = 60
    server: _Listener

    def do_GET(self) -> None:
        """Answers a read."""
        self._converse()

    def do_POST(self) -> None:
        """Answers a write."""
        self._converse()

    def do_PUT(self) -> None:
        """Answers a write at a path."""
        self._converse()

    def do_DELETE(self) -> None:
        """Answers a removal."""
        self._converse()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: standard output belongs to the one JSON line."""

    def _converse(self) -> None:
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
        if asked.path[:1] != ("api",):
            return self.server.readers.answer(asked)
        told = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(told.encode(), self.server.token.encode()):
            return refusal(401, "token", "the token is wrong")
        return self.server.practice.answer(asked)

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
