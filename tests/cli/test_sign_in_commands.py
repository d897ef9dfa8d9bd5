from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING

import pytest

from editor_app.cli.sign_in_commands import settings
from editor_app.domain.errors import Invalid
from tests.platforms.mastodon.desk import Clock, allowed, opened, server_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.mastodon.simulator.server import MastodonServer
    from tests.cli.conftest import Commands


@pytest.fixture
def server() -> Iterator[MastodonServer]:
    with server_at(Clock()) as made:
        yield made


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A browser in which somebody presses the button at once; the addresses that were opened in it."""
    seen: list[str] = []
    threads: list[threading.Thread] = []

    def visit(address: str) -> bool:
        seen.append(address)
        threads.append(threading.Thread(target=lambda: opened(allowed(address))))
        threads[-1].start()
        return True

    monkeypatch.setattr(webbrowser, "open", visit)
    yield seen
    for thread in threads:
        thread.join(20)


def test_an_account_is_signed_in_by_the_browser_and_once_more_later(
    commands: Commands, server: MastodonServer, people: list[str]
) -> None:
    admin = commands.who("admin")
    line = ["account", "sign-in", "mastodon", "Town hall", "--url", server.url, "--browser", "--json"]
    done = commands.run(*line, by=admin)
    assert (done.code, done.json["name"]) == (0, "Town hall")
    assert people[0] in done.err
    assert commands.run("account", "test", "Town hall", "--json", by=admin).json["may_publish"] is True
    again = commands.run(*line, by=admin)
    assert again.json["id"] == done.json["id"]
    tokens = set(server.books.tokens) - {server.token}
    assert not [token for token in tokens if token in done.out + done.err + again.out + again.err]


def test_an_address_that_is_pasted_must_be_that_of_this_sign_in(commands: Commands, server: MastodonServer) -> None:
    line = ["account", "sign-in", "mastodon", "Town hall", "--url", server.url, "--paste", "--json"]
    done = commands.run(*line, by=commands.who("admin"), typed="http://127.0.0.1:1/signed-in?code=c&state=s\n")
    assert (done.code, done.error["code"]) == (1, "refused")


def test_a_platform_without_a_page_is_refused(commands: Commands) -> None:
    done = commands.run("account", "sign-in", "ghost", "Site", "--url", "http://127.0.0.1:9", "--json",
                        by=commands.who("admin"))  # fmt: skip
    assert done.error["code"] == "refused"


def test_a_setting_is_a_name_and_a_value() -> None:
    assert settings(["style=card", "warning=a=b"]) == {"style": "card", "warning": "a=b"}
    with pytest.raises(Invalid):
        settings(["style"])
