"""The played Telegram channel on a loopback port, in this process or as one of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.sandbox.listening import Conversation, Listener, Played, serve_until_told
from editor_app.platforms.telegram.simulator.books import NAME, Books
from editor_app.platforms.telegram.simulator.channel import Channel, Conduct
from editor_app.platforms.telegram.simulator.counter import Counter
from editor_app.platforms.telegram.simulator.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.platforms.sandbox.exchange import Answer, Asked

SETTINGS = {"channel": f"@{NAME}"}
"""Of an account on it."""


class TelegramServer(Played["_Playing"]):
    """A channel and its bot on a loopback port."""

    def __init__(
        self, port: int = 0, state: Path | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Binds the port (0 = any free one) and reads the state.

        Raises:
            OSError: the port is taken, or the state file can't be read.
            ValueError, KeyError, TypeError: the state file is another one's.
        """
        self.books = Books(state)
        super().__init__(_Playing(port, _Conversation))
        self.faults = Faults()
        self.conduct = Conduct()
        self.counter = self._http.counter = Counter(Channel(self.books, self.conduct, now), self.faults)

    @property
    @override
    def secret(self) -> str:
        """The bot's token; kept in the state file."""
        return self.books.token

    @override
    def close(self) -> None:
        """Ends `serve`, once everything that was on its way has arrived."""
        self.counter.settle()
        super().close()


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be read.
        ValueError, KeyError, TypeError: the state file is another one's.
    """
    serve_until_told(TelegramServer(port, state), out)


class _Playing(Listener):
    counter: Counter

    @override
    def answer(self, asked: Asked, visitor: str) -> Answer:
        if asked.path and asked.path[0].startswith("bot"):
            return self.counter.answer(asked)
        return page(self.counter.channel.books, asked)


class _Conversation(Conversation):
    server_version = "PressDeskTelegram/1"
