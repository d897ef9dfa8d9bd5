"""The simulated Weibo on a loopback port, in this process or as one of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.sandbox.listening import Conversation, Listener, Played, serve_until_told
from editor_app.platforms.weibo.simulator.books import Books
from editor_app.platforms.weibo.simulator.interface import PATHS, Interface
from editor_app.platforms.weibo.simulator.mishaps import Conduct, Mishaps
from editor_app.platforms.weibo.simulator.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.platforms.sandbox.exchange import Answer, Asked

SETTINGS = {"home": "https://www.example.gov.cn/"}
"""Of an account for practice: its documents need no address of their own."""


class WeiboServer(Played["_Simulating"]):
    """A Weibo account on a loopback port."""

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
        super().__init__(_Simulating(port, _Conversation))
        self.mishaps = Mishaps()
        self.conduct = Conduct()
        self._http.interface = Interface(self.books, self.mishaps, self.conduct, now, self.url)
        self._http.pages = Pages(self._http.interface)
        if not self.books.tokens:
            self.books.issue(now().timestamp())

    @property
    @override
    def secret(self) -> str:
        """An access token, as an account is connected with."""
        return self.books.tokens[-1][0]


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be read.
    """
    serve_until_told(WeiboServer(port, state), out)


class _Simulating(Listener):
    interface: Interface
    pages: Pages

    @override
    def answer(self, asked: Asked, visitor: str) -> Answer:
        if asked.path[:1] and asked.path[0] in PATHS:
            return self.interface.answer(asked)
        return self.pages.answer(asked)


class _Conversation(Conversation):
    server_version = "PressDeskWeibo/1"
