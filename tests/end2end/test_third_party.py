"""A platform that somebody else's package brings: found, connected, published to and read back by the real program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.conformance import objections
from editor_app.platforms.registry import Registry
from editor_app.services import accounts, publishing
from tests.end2end.desk import queued, real_time_outbox
from tests.end2end.foreign_packages import board, broken, built, installed, removed
from tests.end2end.shell import Shell
from tests.house.test_worked_examples import Board
from tests.services.office import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place where Python looks, with the good package and every broken one."""
    place = tmp_path / "site-packages"
    for package, (point, text, _) in {**broken(), "city-board": ("notice_board", board(), "")}.items():
        installed(built(tmp_path, package, point, text), place)
    monkeypatch.syspath_prepend(place)
    yield place
    for name in [name for name in sys.modules if name.startswith("city_")]:
        del sys.modules[name]


@pytest.fixture
def city() -> Iterator[Board]:
    """The notice board's own server."""
    made = Board()
    yield made
    made.server.close()


@pytest.mark.usefixtures("site")
def test_broken_packages_are_named_in_words_and_stop_nothing_else() -> None:
    registry = Registry()
    told = registry.refused()
    for package, (point, _, words) in broken().items():
        name = point if point in told else f"{point} ({package})"
        assert words in str(told[name]), package
    assert [platform.name for platform in registry.all() if platform.name == "notice_board"] == ["notice_board"]
    assert {"wordpress", "sandbox"} <= {platform.name for platform in registry.all()}
    assert type(registry.platform("wordpress")).__module__.startswith("editor_app.")
    assert objections(registry.platform("notice_board")) == ()


@pytest.mark.timeout(240)
def test_the_program_publishes_by_it_outlives_its_removal_and_sends_what_waited_once_when_it_is_back(
    site: Path, city: Board, tmp_path: Path
) -> None:
    with real_time_outbox(tmp_path) as outbox:
        shell = Shell(tmp_path / "office", dict.fromkeys(("admin", "publisher"), PASSPHRASE))
        shell.environment["PYTHONPATH"] = str(site)
        said = shell.run("doctor", by="admin")
        assert "platform_notice_board" not in said.out
        assert [words for _, _, words in broken().values() if words not in said.out] == []
        url = city.server.url
        shell("account", "add", "notice_board", "公告栏", "--url", url, by="admin", typed="token\n")
        assert accounts.by_name(outbox.office.desk, "公告栏").remote_uid == "office-7"
        queued(outbox, "便民事项一次办好", "公告栏")
        out = shell("worker", "--until-idle", by="publisher")
        assert (out["state"], out["verdict"], out["account"]) == ("verified", "identical", "公告栏")
        [notice] = city.notices.values()
        assert (notice["title"], out["url"]) == ("便民事项一次办好", notice["url"])
        waiting = publishing.queue(outbox.office.publisher, outbox.approved("公告栏", title="第二件").id)[0].id
        removed(site, "city_board")
        _everything_opens_without_it(shell, waiting)
        installed(tmp_path / "city_board-1.0-py3-none-any.whl", site)
        shell("release", waiting, "--reason", "装回来了", by="publisher")
        out = shell("worker", "--until-idle", by="publisher")
    assert (out["state"], out["verdict"], out["id"]) == ("verified", "identical", waiting)
    assert [one["title"] for one in city.notices.values()] == ["便民事项一次办好", "第二件"]
    sent = [asked.target for asked in city.server.requests if asked.method == "PUT"]
    assert sent == [f"/notices/{key}" for key in city.notices], "each exactly once"


def _everything_opens_without_it(shell: Shell, waiting: str) -> None:
    """What somebody sees whose package is gone: every list and page, and words for what waits."""
    out = shell("worker", "--until-idle", by="publisher")
    assert (out["state"], out["id"]) == ("held", waiting)
    assert "“notice_board”" in out["reason"]
    [account] = shell("account", "list", by="admin")["accounts"]
    assert (account["name"], account["installed"]) == ("公告栏", False)
    told = shell.run("account", "health", by="admin")
    assert told.code == 1, "an account without its package is to be looked after"
    [health] = told.json["accounts"]
    assert (health["name"], health["installed"]) == ("公告栏", False)
