from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Commands


def test_a_member_is_invited_activated_and_confirmed_by_six_words(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = commands.who("admin")
    added = commands.run("member", "add", "新人", "--role", "editor", "reviewer", "--json", by=admin)
    assert added.json == {"name": "新人", "roles": ["editor", "reviewer"], "state": "invited"}
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", "stones by the quiet river")
    made = commands.run("--as", "新人", "member", "activate", "--json")
    words = made.json["words"]
    assert len(words) == 6
    wrong = commands.run("member", "confirm", "新人", *words[::-1], "--json", by=admin)
    assert (wrong.code, wrong.error["code"]) == (1, "refused")
    assert commands.run("member", "confirm", "新人", *words, "--json", by=admin).json["state"] == "confirmed"
    listed = commands.run("member", "list", "--json").json["members"]
    assert {"name": "新人", "roles": ["editor", "reviewer"], "state": "confirmed"} in listed


def test_only_admins_invite(commands: Commands) -> None:
    done = commands.run("member", "add", "新人", "--role", "editor", "--json", by=commands.who("editor"))
    assert (done.code, done.error["code"]) == (1, "refused")


def test_a_role_that_does_not_exist_names_those_that_do(commands: Commands) -> None:
    done = commands.run("member", "add", "新人", "--role", "chief", "--json", by=commands.who("admin"))
    assert "publisher" in done.error["next"]
