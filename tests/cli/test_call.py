from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_a_command_that_needs_a_workspace_asks_for_it(commands: Commands) -> None:
    done = commands.plain("list", "--json", "--lang", "en")
    assert (done.code, done.error["code"]) == (1, "invalid")
    assert "-w PATH" in done.error["next"]


def test_a_command_that_needs_a_member_asks_for_one(commands: Commands) -> None:
    done = commands.run("new", "--title", "题", "--json")
    assert "--as NAME" in done.error["next"]


def test_without_a_terminal_a_passphrase_comes_from_the_environment(commands: Commands) -> None:
    done = commands.plain("-w", str(commands.folder), "--as", commands.who("editor"), "new", "--title", "x", "--json")
    assert "EDITOR_APP_PASSPHRASE" in done.error["next"]


def test_a_wrong_passphrase_and_an_unknown_name_sound_alike(commands: Commands) -> None:
    name = commands.who("editor")
    wrong = commands.plain("-w", str(commands.folder), "--as", name, "new", "--title", "x", "--json", passphrase="no")
    nobody = commands.plain("-w", str(commands.folder), "--as", "谁", "new", "--title", "x", "--json", passphrase="no")
    assert wrong.code == nobody.code == 1
    assert wrong.error == nobody.error
    assert wrong.error["code"] == "sign_in_failed"


def test_a_folder_that_is_no_workspace_is_said_in_words(commands: Commands, tmp_path: object) -> None:
    done = commands.plain("-w", str(tmp_path), "list", "--json")
    assert done.code == 1
    assert done.error["message"]
