"""A scripted server on loopback that keeps every request as it came; apart because many tests need it."""

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

End = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[Received, socket.socket], None]


class Loopback:
    """Serves each connection with the next behaviour; the last one stays."""

    def __init__(self, *behaviours: Behaviour, context: ssl.SSLContext | None = None) -> None:
        self._behaviours = list(behaviours)
        self._context = context
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests: list[Received] = []
        self.ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.ended.set()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(OSError))
            stack.enter_context(connection)
            if self._context is not None:
                connection = stack.enter_context(self._context.wrap_socket(connection, server_side=True))
            request = _read(connection)
            if request is None:
                return
            with self._lock:
                self.requests.append(request)
                behaviour = self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]
            behaviour(request, connection)


@contextlib.contextmanager
def serving(*behaviours: Behaviour, context: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """A server for the length of a block; with a context it speaks TLS."""
    server = Loopback(*behaviours, context=context)
    try:
        yield server
    finally:
        server.close()


def answer(status: int, body: object = b"", **headers: str) -> Behaviour:
    """Answers with that status; anything but bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} X", f"Content-Length: {len(content)}", "Connection: close", *lines])

    def act(_request: Received, connection: socket.socket) -> None:
        connection.sendall(head.encode() + End + content)

    return act


def drop(_request: Received, _connection: socket.socket) -> None:
    """Closes without a byte, after the request came whole."""


def reset(_request: Received, connection: socket.socket) -> None:
    """Breaks the connection hard."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(_request: Received, connection: socket.socket) -> None:
    """Never answers; ends when the client goes away."""
    connection.recv(1)


def drip(_request: Received, connection: socket.socket) -> None:
    """Sends one byte every 50 ms: every single read is quick, the whole would take minutes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000" + End)
    pause = threading.Event()
    while not pause.wait(0.05):
        connection.sendall(b"x")


def endless(_request: Received, connection: socket.socket) -> None:
    """Sends as much as the client takes."""
    connection.sendall(b"HTTP/1.1 200 OK" + End)
    while True:
        connection.sendall(b"x" * 1_000_000)


def tunnel(request: Received, connection: socket.socket) -> None:
    """Answers CONNECT as a proxy does, and passes bytes both ways."""
    host, _, port = request.target.rpartition(":")
    with socket.create_connection((host, int(port)), 30) as upstream:
        connection.sendall(b"HTTP/1.1 200 Connection established" + End)
        back = threading.Thread(target=_pass_on, args=(upstream, connection), daemon=True)
        back.start()
        _pass_on(connection, upstream)
        back.join(30)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


def _read(connection: socket.socket) -> Received | None:
    read = b""
    while End not in read:
        piece = connection.recv(65536)
        if not piece:
            return None
        read += piece
    head, _, body = read.partition(End)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    return Received(method, target, headers, body)
