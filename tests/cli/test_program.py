from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from editor_app.cli import program, workspace_commands

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


@pytest.mark.parametrize(
    "line", [["no-such-command"], ["list", "--no-such-option"], ["decide"], ["decide", "e", "perhaps"]]
)
def test_wrong_usage_ends_with_two_and_one_sentence(commands: Commands, line: list[str]) -> None:
    done = commands.run(*line, "--json")
    assert done.code == 2
    assert done.error["code"] == "usage"
    spoken = commands.run(*line)
    assert spoken.code == 2
    assert "Traceback" not in spoken.err


def test_json_without_a_command_is_wrong_usage_in_json(commands: Commands) -> None:
    done = commands.plain("--json")
    assert (done.code, done.error["code"]) == (2, "usage")


def test_something_unforeseen_is_a_sentence_and_never_a_traceback(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(workspace_commands.workspaces, "create", broken)
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", "x")
    done = commands.plain("init", str(commands.folder / "new"), "--admin", "甲", "--json")
    assert (done.code, done.error["code"]) == (1, "bug")


def test_help_is_in_the_chosen_language(commands: Commands) -> None:
    assert "Members with their roles." in commands.plain("member", "--help", "--lang", "en").out
    assert "成员及其角色" in commands.plain("member", "--help", "--lang", "zh_CN").out


def test_every_command_of_the_contract_is_there() -> None:
    from typer.main import get_command

    names = set(get_command(program.tree()).commands)
    assert names >= {
        "init", "member", "account", "platform", "import", "new", "edit", "show", "list", "set", "chart", "media",
        "check", "render", "submit", "decide", "queue", "worker", "status", "audit", "doctor", "sandbox",
    }  # fmt: skip


def test_the_command_line_never_loads_qt() -> None:
    code = "from editor_app.cli.program import tree; tree(); import sys; sys.exit('PySide6' in str(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
