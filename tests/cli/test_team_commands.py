from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Answer, Commands

PASSPHRASE = "stones by the quiet river"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


class Office:
    """Members at the team's address, each with passphrase and database password in the environment."""

    def __init__(self, commands: Commands, patch: pytest.MonkeyPatch, administrator: str) -> None:
        self.commands, self.patch = commands, patch
        patch.setenv("EDITOR_APP_NEW_PASSPHRASE", PASSPHRASE)
        made = commands.plain("init", administrator, "--admin", "admin", "--json")
        assert made.code == 0, made.out
        self.address: str = made.json["workspace"]
        self.passwords: dict[str, str] = {"admin": made.json["password"]}

    def run(self, name: str, *words: str) -> Answer:
        self.patch.setenv("EDITOR_APP_NEW_PASSPHRASE", PASSPHRASE)
        self.patch.setenv("EDITOR_APP_DATABASE_PASSWORD", self.passwords.get(name, ""))
        return self.commands.plain("-w", self.address, "--as", name, *words, "--json", passphrase=PASSPHRASE)


def test_a_team_is_made_entered_and_worked_in_from_the_command_line(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    office = Office(commands, monkeypatch, new_database(server))
    assert "@" not in office.address
    assert office.run("admin", "member", "add", "新人", "--role", "editor").code == 0
    admitted = office.run("admin", "team", "login", "新人")
    office.passwords["新人"] = admitted.json["password"]
    words = office.run("新人", "member", "activate").json["words"]
    assert office.run("admin", "member", "confirm", "新人", *words).json["state"] == "confirmed"
    monkeypatch.setenv("EDITOR_APP_NEW_DATABASE_PASSWORD", "a longer password")
    assert office.run("新人", "team", "password").json == {"name": "新人", "kept": False}
    old = office.run("新人", "member", "list")
    assert (old.code, old.error["code"]) == (1, "sign_in_failed")
    office.passwords["新人"] = "a longer password"
    assert len(office.run("新人", "member", "list").json["members"]) == 2
    assert office.run("admin", "audit", "--verify").json["valid"] is True


def test_at_a_teams_address_a_name_and_a_password_are_needed(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    office = Office(commands, monkeypatch, new_database(server))
    nobody = commands.plain("-w", office.address, "member", "list", "--json")
    assert (nobody.code, nobody.error["code"]) == (1, "invalid")
    del office.passwords["admin"]
    assert office.run("admin", "member", "list").error["code"] == "sign_in_failed"


def test_the_administrator_renews_a_team_and_admits_by_hand(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    administrator = new_database(server)
    office = Office(commands, monkeypatch, administrator)
    assert commands.plain("team", "install", administrator, "--json").json == {"ok": True}
    assert office.run("admin", "audit", "--verify").json["valid"] is True
    before = office.passwords["admin"]
    office.passwords["admin"] = commands.plain("team", "admit", administrator, "admin", "--json").json["password"]
    assert office.passwords["admin"] != before
    assert office.run("admin", "member", "list").code == 0


def test_a_folder_is_no_teams_database(commands: Commands) -> None:
    done = commands.plain("team", "install", str(commands.folder), "--json")
    assert (done.code, done.error["code"]) == (2, "usage")
