"""A small S3 server for tests of what the program does with answers; signatures are looked at in tests/live."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from typing_extensions import override

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

BUCKET = "press-office"


@dataclass
class Stub:
    """What lies in the bucket, what was asked, and how the server behaves."""

    url: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refusal: str = ""
    """An error code that every call is answered with; empty = none."""
    hangs: threading.Event | None = None
    """Answers come only once it is set."""


@contextmanager
def running_stub(context: ssl.SSLContext | None = None) -> Iterator[Stub]:
    """A server on the loopback with one empty bucket; with `context` it speaks TLS."""
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Answers,), {"stub": stub}))
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    stub.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield stub
    finally:
        if stub.hangs is not None:
            stub.hangs.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name = self._begun()
        if name is None:
            return
        if self.headers.get("If-None-Match") == "*" and name in self.stub.objects:
            self._error(412, "PreconditionFailed")
            return
        self.stub.objects[name] = content
        self._answer(200, b"")

    def do_GET(self) -> None:
        name = self._begun()
        if name is None:
            return
        if not name:
            self._list()
        elif name in self.stub.objects:
            self._answer(200, self.stub.objects[name])
        else:
            self._error(404, "NoSuchKey")

    def do_HEAD(self) -> None:
        name = self._begun()
        if name is not None:
            self._answer(200 if name in self.stub.objects else 404, self.stub.objects.get(name, b""))

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _begun(self) -> str | None:
        """The object's name; None = an error was answered."""
        self.stub.asked.append(f"{self.command} {self.path}")
        if self.stub.hangs is not None:
            self.stub.hangs.wait(30)
        _slash, bucket, *rest = unquote(urlsplit(self.path).path).split("/", 2)
        if self.stub.refusal:
            self._error(403, self.stub.refusal)
        elif bucket != BUCKET:
            self._error(404, "NoSuchBucket")
        else:
            return rest[0] if rest else ""
        return None

    def _list(self) -> None:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        names = sorted(name for name in self.stub.objects if name.startswith(prefix))
        inside = "".join(f"<Contents><Key>{name}</Key></Contents>" for name in names)
        self._answer(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{inside}</ListBucketResult>".encode())

    def _error(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode())

    def _answer(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("ETag", f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            self.close_connection = True
