"""The simulated WeChat on a loopback port, in this process or as one of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.sandbox.listening import Conversation, Listener, Played, serve_until_told
from editor_app.platforms.wechat.simulator.account import OfficialAccount
from editor_app.platforms.wechat.simulator.books import Books
from editor_app.platforms.wechat.simulator.mishaps import Conduct, Mishaps
from editor_app.platforms.wechat.simulator.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.platforms.sandbox.exchange import Answer, Asked


class WeChatServer(Played["_Simulating"]):
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
        super().__init__(_Simulating(port, _Conversation))
        self.mishaps = Mishaps()
        self.conduct = Conduct()
        self._http.account = OfficialAccount(self.books, self.mishaps, self.conduct, now, self.url)
        self._http.pages = Pages(self._http.account)

    @property
    @override
    def secret(self) -> str:
        """`AppID:AppSecret`, as an account is connected with; kept in the state file."""
        return f"{self.books.app_id}:{self.books.secret}"


def run(port: int, state: Path | None, out: IO[str]) -> None:
    """Prints `{"url", "token"}` as one line, then serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the state file can't be read.
    """
    serve_until_told(WeChatServer(port, state), out)


class _Simulating(Listener):
    account: OfficialAccount
    pages: Pages

    @override
    def answer(self, asked: Asked, visitor: str) -> Answer:
        if asked.path[:1] != ("cgi-bin",):
            return self.pages.answer(asked)
        return self.account.answer(asked, visitor)


class _Conversation(Conversation):
    server_version = "PressDeskWeChat/1"
