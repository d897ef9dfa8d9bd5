"""The practice platform as a process of its own: a loopback HTTP server whose state outlives it."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.sandbox.exchange import Answer, Asked, refusal
from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.sandbox.ledger import Ledger
from editor_app.platforms.sandbox.listening import Conversation, Listener, Played, serve_until_told
from editor_app.platforms.sandbox.practice import Practice
from editor_app.platforms.sandbox.readers import Readers

if TYPE_CHECKING:
    from pathlib import Path


class SandboxServer(Played["_Practising"]):
    """The practice platform on a loopback port."""

    def __init__(self, port: int = 0, state: Path | None = None) -> None:
        """Binds the port (0 = any free one) and reads the state.

        Raises:
            OSError: the port is taken, or the state file can't be opened.
        """
        self.ledger = Ledger(state)
        super().__init__(_Practising(port, _Conversation))
        self.faults = Faults()
        practice = Practice(self.ledger, self.faults, lambda: datetime.now(UTC), self.url)
        self._http.practice = practice
        self._http.readers = Readers(practice, self.ledger, self.faults)
        self._http.token = self.ledger.token

    @property
    def token(self) -> str:
        """What clients show as `Authorization: Bearer …`; kept in the state file."""
        return self.ledger.token

    @property
    @override
    def secret(self) -> str:
        return self.token

    @override
    def close(self) -> None:
        """Ends `serve` and closes the state."""
        super().close()
        self.ledger.close()


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be opened.
    """
    serve_until_told(SandboxServer(port, state), out)


class _Practising(Listener):
    practice: Practice
    readers: Readers
    token: str

    @override
    def answer(self, asked: Asked, visitor: str) -> Answer:
        if asked.path[:1] != ("api",):
            return self.readers.answer(asked)
        told = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(told.encode(), self.token.encode()):
            return refusal(401, "token", "the token is wrong")
        return self.practice.answer(asked)


class _Conversation(Conversation):
    server_version = "PressDeskSandbox/1"

    def do_PUT(self) -> None:  # noqa: N802
        """Answers a write at a path."""
        self.converse()

    def do_DELETE(self) -> None:  # noqa: N802
        """Answers a removal."""
        self.converse()
