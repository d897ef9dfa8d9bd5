from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_a_workspace_begins_with_its_first_admin(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", "stones by the quiet river")
    folder = str(tmp_path / "desk")
    done = commands.plain("init", folder, "--admin", "沈知言", "--lang", "zh_CN", "--json")
    assert done.code == 0, done.out
    assert done.json["members"] == [{"name": "沈知言", "roles": ["admin"]}]
    assert "passphrase" not in done.out
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", "stones by the quiet river")
    again = commands.plain("init", folder, "--admin", "沈知言", "--json")
    assert (again.code, again.error["code"]) == (1, "conflict")


def test_init_wants_an_admin_or_practice_and_not_both(commands: Commands, tmp_path: Path) -> None:
    assert commands.plain("init", str(tmp_path / "d"), "--json").error["code"] == "usage"
    assert commands.plain("init", str(tmp_path / "d"), "--sample", "--admin", "甲", "--json").code == 2
    assert not (tmp_path / "d").exists()


def test_a_practice_office_has_six_members_three_accounts_and_the_explainer(commands: Commands) -> None:
    roles = sorted("+".join(roles) for roles in commands.roles.values())
    assert roles == ["admin+publisher", "editor", "editor", "reviewer", "reviewer", "reviewer"]
    assert len(commands.accounts) == 3


@pytest.mark.parametrize("wrong", [["--zone", "Mars/Olympus"], ["--lang", "fr"]])
def test_a_workspace_has_a_zone_and_a_language_that_exist(commands: Commands, tmp_path: Path, wrong: list[str]) -> None:
    done = commands.plain("init", str(tmp_path / "d"), "--admin", "甲", *wrong, "--json", passphrase="four words it is")
    assert done.error["code"] in {"usage", "invalid"}
    assert not (tmp_path / "d").exists()


def test_the_audit_log_is_listed_and_verified(commands: Commands) -> None:
    rows = commands.run("audit", "--json").json["rows"]
    assert [row["sequence"] for row in rows] == list(range(1, len(rows) + 1))
    assert commands.run("audit", "--verify", "--json").json["valid"] is True


def test_an_altered_line_is_named(commands: Commands) -> None:
    with sqlite3.connect(commands.folder / "workspace.db") as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ).fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE audit SET actor_name = '别人' WHERE sequence = 5")
    raw.close()
    done = commands.run("audit", "--verify", "--json")
    assert (done.code, done.json["valid"], done.json["first_altered"]) == (1, False, 5)


def test_a_guard_that_somebody_removed_is_named(commands: Commands) -> None:
    with sqlite3.connect(commands.folder / "workspace.db") as raw:
        name = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'delivery'"
        ).fetchone()[0]
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.close()
    done = commands.run("audit", "--verify", "--json")
    assert (done.code, done.json["valid"], done.json["first_altered"]) == (1, False, None)
    assert len(done.json["altered_guards"]) == 1


def test_the_doctor_tells_versions_and_no_secret(commands: Commands) -> None:
    done = commands.run("doctor", "--json")
    assert "facts" in done.json
    assert not any(passphrase in done.out for passphrase in commands.passphrases.values())
