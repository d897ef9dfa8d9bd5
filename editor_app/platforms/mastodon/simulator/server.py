"""The simulated Mastodon on a loopback port, in this process or as one of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.mastodon.simulator.books import Books
from editor_app.platforms.mastodon.simulator.conduct import Conduct
from editor_app.platforms.mastodon.simulator.instance import Instance
from editor_app.platforms.mastodon.simulator.pages import Pages
from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.sandbox.listening import Conversation, Listener, Played, serve_until_told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.platforms.sandbox.exchange import Answer, Asked


class MastodonServer(Played["_Simulating"]):
    """A server with one account on a loopback port."""

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
        self.faults = Faults()
        self.conduct = Conduct()
        self._http.instance = Instance(self.books, self.faults, self.conduct, now, self.url)
        self._http.pages = Pages(self._http.instance)

    @property
    def token(self) -> str:
        """A token for those who don't sign in; kept in the state file."""
        return self.books.token

    @property
    @override
    def secret(self) -> str:
        return self.token


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be read.
    """
    serve_until_told(MastodonServer(port, state), out)


class _Simulating(Listener):
    instance: Instance
    pages: Pages

    @override
    def answer(self, asked: Asked, visitor: str) -> Answer:
        is_call = asked.path[:1] == ("api",) or asked.path == ("oauth", "token")
        return self.instance.answer(asked) if is_call else self.pages.answer(asked)


class _Conversation(Conversation):
    server_version = "PressDeskMastodon/1"
    server: _Simulating

    @override
    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time by the server's own clock, which its other headers follow."""
        return super().date_time_string(self.server.instance.now().timestamp() if timestamp is None else timestamp)

    def do_PUT(self) -> None:  # noqa: N802
        """Answers a change."""
        self.converse()

    def do_DELETE(self) -> None:  # noqa: N802
        """Answers a withdrawal."""
        self.converse()
