"""A mail server on a loopback port that keeps every letter, and fails as it is told: its list is the truth."""

from __future__ import annotations

import base64
import re
import socket
import socketserver
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

USER, PASSWORD = "press", "a long password"
SENDER = "news@press.test"
BROKEN = ("drop_before", "drop_in", "drop_after", "421_after", "malformed")
"""At MAIL, in the middle of the letter, after the last dot, or with an answer that tells nothing."""


@dataclass
class Letter:
    """What somebody gets."""

    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class PostOffice:
    """The server's state and what goes wrong next."""

    letters: list[Letter] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Used up one a letter; empty words mean that nothing goes wrong."""
    refusals: dict[str, str] = field(default_factory=dict)
    """What is said to RCPT of an address."""
    said: list[str] = field(default_factory=list)
    """Every command that came."""
    context: ssl.SSLContext | None = None
    is_tls: bool = False
    auth: bool = True
    connections: int = 0
    open: int = 0
    port: int = 0
    hush: threading.Event = field(default_factory=threading.Event)
    """Ends the silence of a server that says nothing."""

    @property
    def url(self) -> str:
        return f"{'smtps' if self.is_tls else 'smtp'}://127.0.0.1:{self.port}"

    def reached(self) -> list[str]:
        """Every address that got a letter, as often as it got one."""
        return [one for letter in self.letters for one in letter.recipients]


class _Conversation(socketserver.StreamRequestHandler):
    office: PostOffice
    timeout = 20

    def handle(self) -> None:
        self.office.connections += 1
        if self.office.is_tls and self.office.context is not None:
            self._wrap()
        self.fault, self.sender, self.recipients = "", "", []
        with suppress(OSError, ValueError):
            self._say("220 press.test ESMTP Post Office 1.0")
            while self._one():
                pass

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()
        self.connection.close()

    def _wrap(self) -> None:
        assert self.office.context is not None
        self.request = self.connection = self.office.context.wrap_socket(self.connection, server_side=True)
        self.rfile.close()
        self.wfile.close()
        self.rfile, self.wfile = self.connection.makefile("rb"), socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _one(self) -> bool:
        line = self.rfile.readline(2000).decode().rstrip("\r\n")
        if not line:
            return False
        self.office.said.append(line.partition(" ")[0].upper())
        verb, rest = self.office.said[-1], line.partition(" ")[2]
        return bool(getattr(self, f"_{verb.lower()}", self._unknown)(rest))

    def _unknown(self, _rest: str) -> bool:
        self._say("500 what?")
        return True

    def _ehlo(self, _rest: str) -> bool:
        offers = ["press.test", "SIZE 10000000", "8BITMIME"]
        offers += ["STARTTLS"] if self.office.context and not self.office.is_tls else []
        offers += ["AUTH PLAIN LOGIN"] if self.office.auth else []
        for at, offer in enumerate(offers):
            self._say(f"250{' ' if at == len(offers) - 1 else '-'}{offer}")
        return True

    def _starttls(self, _rest: str) -> bool:
        self._say("220 go on")
        self._wrap()
        return True

    def _auth(self, rest: str) -> bool:
        kind, _, said = rest.partition(" ")
        if not said:
            self._say("334 ")
            said = self.rfile.readline(2000).decode().strip()
        good = kind == "PLAIN" and base64.b64decode(said).decode().split("\0")[1:] == [USER, PASSWORD]
        self._say("235 welcome" if good else "535 5.7.8 wrong user or password")
        return True

    def _noop(self, _rest: str) -> bool:
        self._say("250 ok")
        return True

    def _rset(self, _rest: str) -> bool:
        self.sender, self.recipients = "", []
        return self._noop("")

    def _mail(self, rest: str) -> bool:
        self.fault = self.office.faults.pop(0) if self.office.faults else ""
        if self.fault == "drop_before":
            return self._reset()
        if self.fault == "silent":
            return not self.office.hush.wait(30)
        if self.fault[:1] in {"4", "5"} and not self.fault.endswith(("_data", "_after")):
            self._say(f"{self.fault} not now")
            return True
        self.sender, self.recipients = _within(rest), []
        self._say("250 ok")
        return True

    def _rcpt(self, rest: str) -> bool:
        who = _within(rest)
        refusal = self.office.refusals.get(who)
        if refusal is None:
            self.recipients.append(who)
        self._say(refusal or "250 ok")
        return True

    def _data(self, _rest: str) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline(100_000)) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            if self.fault == "drop_in" and len(lines) > 3:
                return self._reset()
        if self.fault.endswith("_data"):
            self._say(f"{self.fault.removesuffix('_data')} not that one")
            return True
        if line:
            self.office.letters.append(Letter(self.sender, self.recipients, b"".join(lines)))
        if self.fault == "drop_after":
            return self._reset()
        said = {"421_after": "421 closing", "malformed": "oh"}.get(self.fault, "")
        self._say(said or f"250 2.0.0 Ok: queued as Q{len(self.office.letters)}")
        return not said

    def _quit(self, _rest: str) -> bool:
        self._say("221 bye")
        return False

    def _reset(self) -> bool:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        return False


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """Says nothing: broken connections are what is tried."""


@contextmanager
def serving(**how: Any) -> Iterator[PostOffice]:
    """A mail server for the length of a block."""
    office = PostOffice(**how)
    conversation = type("Conversation", (_Conversation,), {"office": office})
    server = _Listener(("127.0.0.1", 0), conversation)
    office.port = int(server.server_address[1])
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def connection(office: PostOffice, to: str = "reader@press.test", **options: str) -> Connection:
    """How an account reaches it."""
    return Connection(office.url, Secret(f"{USER}:{PASSWORD}"), {"sender": SENDER, "to": to, **options})


def _within(rest: str) -> str:
    found = re.search(r"<([^>]*)>", rest)
    return found[1] if found else ""
