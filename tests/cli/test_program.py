from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_group

from editor_app.cli import program, workspace_commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        "hold", "release", "cancel", "retry", "reschedule", "ask", "freeze",
    }  # fmt: skip


def test_a_command_named_alone_is_the_same_as_among_all_of_them() -> None:
    whole = get_group(program.tree()).commands
    for name in whole:
        alone = get_group(program.tree(name)).commands
        assert name in alone
        assert alone.keys() <= whole.keys()
        assert shape(alone[name]) == shape(whole[name])


def shape(command: Any) -> object:
    below = getattr(command, "commands", {})
    options = [option.opts for option in command.params]
    return command.name, command.help, options, {name: shape(each) for name, each in below.items()}


def test_a_call_loads_the_commands_that_it_names_and_no_others() -> None:
    code = "import sys; from editor_app.cli.program import tree; tree('status'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {name for name in done.stdout.split() if name.endswith("_commands")}
    assert loaded == {"editor_app.cli.delivery_commands"}


def test_the_command_line_never_loads_qt() -> None:
    code = "from editor_app.cli.program import tree; tree(); import sys; sys.exit('PySide6' in str(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_with_json_is_one_object_too(commands: Commands) -> None:
    assert "activate" in commands.plain("member", "--help", "--json").json["help"]
    assert commands.plain("member", "--json").error["code"] == "usage"


def test_a_home_that_cannot_be_used_is_said_in_a_sentence(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(program.logs, "begin", full)
    done = commands.run("list", "--json")
    assert (done.code, done.error["code"]) == (1, "unavailable")


def test_a_reader_that_goes_away_ends_the_command_quietly(commands: Commands) -> None:
    line = f"{sys.executable} -m editor_app -w {commands.folder} audit --json | true"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    ("line", "english", "chinese"),
    [
        (["frobnicate"], "There is no command “frobnicate”.", "没有“frobnicate”这个命令。"),
        (["list", "--frob"], "There is no option --frob here.", "这里没有选项 --frob。"),
        (["show"], "DOCUMENT is missing.", "缺少 DOCUMENT。"),
        (["edit", "x"], "--file is missing.", "缺少 --file。"),
    ],
)
def test_wrong_usage_is_said_in_both_languages(commands: Commands, line: list[str], english: str, chinese: str) -> None:
    assert commands.run(*line, "--json", "--lang", "en").error["message"] == english
    assert commands.run(*line, "--json", "--lang", "zh_CN").error["message"] == chinese


_SERVES = {("worker",), ("sandbox",)}
_ODD = ("nonsense", "\x1b[31m[link=x]", "../../etc/passwd", "0" * 5_000, "", "-1", "\uff12", "a\udcffb", "%s{0}")
"""What a clumsy or a hostile person types where a name, an id, a file or a number is wanted."""


def commands_of(holder: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    below = getattr(holder, "commands", {})
    if not below:
        yield path, holder
    for name, command in below.items():
        yield from commands_of(command, (*path, name))


def filled(command: object, word: str) -> list[str]:
    line: list[str] = []
    for each in getattr(command, "params", ()):
        if each.param_type_name == "argument":
            line.append(word)
        elif each.required:
            line += [each.opts[0], word]
    return line


def test_nonsense_for_any_command_is_an_answer_or_an_error_in_its_shape(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # some of it is a good name for a file
    admin = commands.who("admin")
    for number, (path, command) in enumerate(commands_of(get_group(program.tree()))):
        if path in _SERVES:
            continue
        line = [*path, *filled(command, _ODD[number % len(_ODD)]), "--json"]
        done = commands.run(*line, by=admin)
        assert done.code in {0, 1, 2}, line
        assert done.err == "", line
        if done.code and "error" in done.json:
            assert set(done.error) == {"code", "message", "next"}, line
            assert done.error["code"] != "bug", line
            assert done.error["next"], line
