"""The simulated WeChat on a loopback port, in this process or as one of its own."""

from __future__ import annotations

import contextlib
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
from editor_app.platforms.wechat.simulator.account import OfficialAccount
from editor_app.platforms.wechat.simulator.books import Books
from editor_app.platforms.wechat.simulator.mishaps import Conduct, Mishaps
from editor_app.platforms.wechat.simulator.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LARGEST = 20_000_000


class WeChatServer:
    """An Official Account on a loopback port."""

    def __init__(
        self,
        port: int = 0,
        state: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Binds the port (0 = any free one) and reads the state.

        Raises:
            OSError: the port is taken, or the state file can't be read.
        """
        self.books = Books(state)
        self.mishaps = Mishaps()
        self.conduct = Conduct()
        self._http = _Listener((LOOPBACK, port), _Conversation)
        self.url = f"http://{LOOPBACK}:{self._http.server_address[1]}"
        self._http.account = OfficialAccount(self.books, self.mishaps, self.conduct, now, self.url)
        self._http.pages = Pages(self._http.account)

    @property
    def secret(self) -> str:
        """`AppID:AppSecret`, as an account is connected with; kept in the state file."""
        return f"{self.books.app_id}:{self.books.secret}"

    def serve(self) -> None:
        """Serves until `close` is called from another thread."""
        self._http.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Ends `serve`."""
        self._http.shutdown()
        self._http.server_close()


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be read.
    """
    server = WeChatServer(port, state)
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


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    account: OfficialAccount
    pages: Pages


class _Conversation(BaseHTTPRequestHandler):
    """Turns HTTP into `Asked` and `Answer` and back."""

    protocol_version = "HTTP/1.1"
    server_version = "PressDeskWeChat/1"
    sys_version = ""
    timeout: ClassVar[int] = 60
    server: _Listener

    def do_GET(self) -> None:
        """Answers a read."""
        self._converse()

    def do_POST(self) -> None:
        """Answers a call."""
        self._converse()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the address of a call holds a token."""

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST:
            self.close_connection = True
            self._send(refusal(413, "too_large", f"at most {_LARGEST} bytes"))
            return
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # half an upload: nothing of it is kept
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
        if asked.path[:1] != ("cgi-bin",):
            return self.server.pages.answer(asked)
        return self.server.account.answer(asked, self.client_address[0])

    def _is_from_here(self) -> bool:
        """Refuses web pages in a browser: a foreign Host (DNS rebinding) or any Origin."""
        host = urlsplit("//" + self.headers.get("Host", "")).netloc.rpartition("@")[2]
        name = host.rpartition(":")[0] or host
        return name in _HOSTS and "Origin" not in self.headers

    def _send(self, answer: Answer) -> None:
        if answer.fate is not Fate.SEND:
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
