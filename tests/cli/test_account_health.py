from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.cli import account_health
from tests.services.office import FakeClock

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Commands


def test_accounts_that_stand_well_are_told_with_exit_code_0(commands: Commands) -> None:
    done = commands.run("account", "health", "--json", by=commands.who("admin"))
    assert done.code == 0, done.out
    assert [each["name"] for each in done.json["accounts"]] == commands.accounts
    assert all(each["warnings"] == [] for each in done.json["accounts"])
    assert commands.accounts[0] in commands.run("account", "health", by=commands.who("admin")).out


def test_limits_are_called_unverified_by_the_clock_of_the_program(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    monkeypatch.setattr(account_health, "CLOCK", clock)
    fresh = commands.run("platform", "list", "--json").json["platforms"]
    clock.turn(timedelta(days=400))
    old = commands.run("platform", "list", "--json").json["platforms"]
    read = [limit for platform in fresh for limit in platform["limits"] if limit["checked_on"] is not None]
    assert read
    assert not any(limit["unverified"] for limit in read)
    assert all(limit["unverified"] for platform in old for limit in platform["limits"])
    assert "unverified" in commands.run("--lang", "en", "platform", "list").out
