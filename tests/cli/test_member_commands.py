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


def test_a_deputy_is_named_listed_and_ended(commands: Commands) -> None:
    admin, (first, second, *_) = commands.who("admin"), [n for n, r in commands.roles.items() if "reviewer" in r]
    line = ("member", "deputy", second, "--for", first, "--until", "2099-01-01T00:00:00+08:00", "--json")
    refused = commands.run(*line, by=admin)
    assert (refused.code, refused.error["code"]) == (1, "invalid")
    line = (*line[:-2], "2027-01-01T00:00:00+08:00", "--from", "2026-12-01T00:00:00+08:00", "--json")
    made = commands.run(*line, by=admin).json
    assert (made["for"], made["deputy"]) == (first, second)
    assert commands.run("member", "deputies", "--json").json["deputies"] == [made]
    assert commands.run("member", "deputies", "--end", made["id"], "--json", by=admin).json["id"] == made["id"]
    assert commands.run("member", "deputies", "--json").json["deputies"] == []


def test_roles_are_proposed_agreed_and_declined(commands: Commands) -> None:
    admin, editor, second = (commands.who(role) for role in ("admin", "editor", "reviewer"))
    alone = commands.run("member", "roles", second, "--role", "reviewer", "admin", "--json", by=admin)
    assert not alone.json["waits"]
    assert commands.run("member", "roles", editor, "--role", "publisher", "--json", by=admin).json["waits"]
    assert commands.run("member", "changes", "--json").json["changes"][0]["by"] == admin
    assert commands.run("member", "agree", editor, "--json", by=admin).error["code"] == "refused"
    assert commands.run("member", "agree", editor, "--json", by=second).json["roles"] == ["publisher"]
    commands.run("member", "roles", editor, "--role", "editor", "--json", by=admin)
    assert commands.run("member", "decline", editor, "--json", by=second).json["was"] == ["publisher"]
    assert commands.run("member", "changes", "--json").json["changes"] == []
