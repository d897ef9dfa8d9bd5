"""A way to a mail server that breaks at certain words of the client: what went before has arrived, no answer comes."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 20.0


class Cutting:
    """One connection through it, encrypted on both sides with the server's own key."""

    def __init__(self, url: str, authority: Path, after: bytes) -> None:
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or 0)
        self._after = after
        self._theirs = ssl.create_default_context(cafile=str(authority))
        self._ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ours.load_cert_chain(authority, authority.with_name("key.pem"))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(SECONDS)
        self._is_cut = False
        self._answered = threading.Event()
        self.url = f"smtps://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._pass_on, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join(SECONDS)
        self._listening.close()

    def is_answered(self) -> bool:
        """Whether the server has answered what the client said last."""
        return self._answered.wait(SECONDS)

    def _pass_on(self) -> None:
        with contextlib.suppress(OSError):
            accepted, _ = self._listening.accept()
            raw = socket.create_connection(self._to, SECONDS)
            with (
                self._ours.wrap_socket(accepted, server_side=True) as client,
                self._theirs.wrap_socket(raw, server_hostname=self._to[0]) as server,
            ):
                client.settimeout(SECONDS)
                back = threading.Thread(target=self._answers, args=(server, client), daemon=True)
                back.start()
                self._until_cut(client, server)
                if self._after.endswith(b".\r\n"):
                    self._answered.wait(SECONDS)
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                for side in (server, client):
                    side.shutdown(socket.SHUT_RDWR)
                back.join(SECONDS)

    def _until_cut(self, client: socket.socket, server: socket.socket) -> None:
        said = b""
        while not self._is_cut:
            piece = client.recv(65536)
            if not piece:
                return
            said = said[-len(self._after) :] + piece
            self._is_cut = self._after in said
            server.sendall(piece)

    def _answers(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            while piece := server.recv(65536):
                if self._is_cut:
                    self._answered.set()
                else:
                    client.sendall(piece)
