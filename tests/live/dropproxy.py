"""A proxy on loopback that lets the server answer and loses the reply; apart because no server does that itself."""

import contextlib
import re
import socket
import struct
import threading
from urllib.parse import urlsplit

CHUNK = 65536
HEAD_END = b"\r\n\r\n"
TIMEOUT_SECONDS = 120.0


class DropProxy:
    """Passes HTTP on to `upstream` and drops the replies to the first `drops` requests that match `request_line`.

    The server has answered in full before the client's connection is reset. Each connection carries one request, so
    a client sees no other difference than `Connection: close`.
    """

    def __init__(self, upstream: str, request_line: str = ".", *, drops: int = 1) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._pattern = re.compile(request_line)
        self._drops = drops
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.dropped: list[str] = []
        self.passed: list[str] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Takes no more connections."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(TIMEOUT_SECONDS)
        with client, contextlib.suppress(OSError):
            head, rest = _read_head(client)
            if not head:
                return
            line = head.split(b"\r\n", 1)[0].decode("latin-1")
            with socket.create_connection(self._upstream, TIMEOUT_SECONDS) as server:
                server.sendall(self._rewritten(head) + rest)
                threading.Thread(target=_pump, args=(client, server), daemon=True).start()
                if self._is_to_drop(line):
                    while server.recv(CHUNK):
                        pass
                    self.dropped.append(line)
                    _reset(client)
                else:
                    self.passed.append(line)
                    while answer := server.recv(CHUNK):
                        client.sendall(answer)
                    client.shutdown(socket.SHUT_RDWR)

    def _is_to_drop(self, line: str) -> bool:
        with self._lock:
            if self._drops < 1 or not self._pattern.search(line):
                return False
            self._drops -= 1
            return True

    def _rewritten(self, head: bytes) -> bytes:
        """The head with the server's own Host, asking for one reply and then the end."""
        host = f"Host: {self._upstream[0]}:{self._upstream[1]}".encode()
        first, *fields = head.removesuffix(HEAD_END).split(b"\r\n")
        kept = [line for line in fields if line.split(b":", 1)[0].strip().lower() not in {b"host", b"connection"}]
        return b"\r\n".join([first, host, *kept, b"Connection: close"]) + HEAD_END


def _read_head(client: socket.socket) -> tuple[bytes, bytes]:
    read = b""
    while HEAD_END not in read:
        piece = client.recv(CHUNK)
        if not piece:
            return b"", b""
        read += piece
    head, _, rest = read.partition(HEAD_END)
    return head + HEAD_END, rest


def _pump(client: socket.socket, server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := client.recv(CHUNK):
            server.sendall(piece)


def _reset(client: socket.socket) -> None:
    """Makes the close that follows a reset, which the client sees as a broken connection."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.shutdown(socket.SHUT_RD)
