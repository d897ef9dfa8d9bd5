from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands

SECRET = "第四季度未公布数字"
LATER = "2099-01-01T10:00+08:00"


def written(commands: Commands) -> str:
    done = commands.run("new", "--title", SECRET, "--json", by=commands.who("editor"))
    number: str = done.json["number"]
    return number


def under(commands: Commands) -> str:
    """A document for its editor and the first reviewer alone."""
    number = written(commands)
    line = ["embargo", "set", number, "--reason", "未公布", "--until", LATER, "--member", commands.who("reviewer")]
    done = commands.run(*line, "--json", by=commands.who("editor"))
    assert done.code == 0, done.out
    assert done.json["members"] == sorted([commands.who("editor"), commands.who("reviewer")])
    return number


def test_it_is_set_and_loosened_by_two(commands: Commands) -> None:
    number, editor, reviewer = under(commands), commands.who("editor"), commands.who("reviewer")
    looser = commands.run(
        "embargo", "set", number, "--reason", "x", "--until", "2098-01-01T10:00Z", "--json", by=editor
    )
    assert (looser.code, looser.error["code"]) == (1, "refused")
    wish = commands.run("embargo", "loosen", number, "--reason", "已公布", "--lift", "--json", by=editor)
    assert (wish.json["waits"], wish.json["until"]) == ("已公布", "2099-01-01T02:00:00+00:00")
    assert "waits for a second person" in commands.run("embargo", "show", number, by=reviewer).out
    assert commands.run("embargo", "allow", number, "--json", by=editor).error["code"] == "refused"
    assert commands.run("embargo", "allow", number, "--json", by=reviewer).json["members"] == "all"
    assert "For every member" in commands.run("embargo", "show", number).out
    odd = commands.run("embargo", "loosen", number, "--reason", "x", "--lift", "--until", LATER, "--json", by=editor)
    assert odd.error["code"] == "usage"


def test_one_more_member_is_let_in_by_consent(commands: Commands) -> None:
    number, editor, other = under(commands), commands.who("editor"), commands.who("editor", 1)
    assert commands.run("show", number, "--json", by=other).error["code"] == "embargoed"
    commands.run("embargo", "loosen", number, "--reason", "协助", "--member", other, "--json", by=editor)
    assert commands.run("show", number, "--json", by=other).error["code"] == "embargoed"
    commands.run("embargo", "allow", number, "--json", by=commands.who("reviewer"))
    assert commands.run("show", number, "--json", by=other).json["title"] == SECRET


def test_no_reading_command_and_no_log_tells_it_to_anybody_else(commands: Commands) -> None:
    number = under(commands)
    outsider = commands.who("reviewer", 1)
    assert commands.run("list", "--search", SECRET, "--json", by=commands.who("editor")).json["documents"]
    lines = (
        ("list",), ("list", "--search", SECRET[:4]), ("show", number), ("check", number), ("status",), ("alarms",),
        ("ask",), ("audit",), ("audit", "--verify"), ("doctor",), ("backup", "--list"), ("embargo", "show", number),
        ("document", "history", number), ("comment", "list", number), ("emergency", "debts"), ("slot", "conflicts"),
        ("render", number, "--account", commands.accounts[0], "--out", str(commands.folder / "out")),
        ("evidence", number, "--to", str(commands.folder / "e.zip")), ("export", str(commands.folder / "all.zip")),
        ("account", "list"), ("member", "list"), ("freeze",), ("recall", "list"),
    )  # fmt: skip
    for line in lines:
        for said in (commands.run(*line), commands.run(*line, "--json", by=outsider)):
            assert SECRET not in said.out + said.err, line
            assert said.code != 2, (line, said.out, said.err)
    assert commands.run("list", "--json", by=outsider).json["documents"][0]["title"] == "An embargoed document"
    logs = Path(os.environ["XDG_DATA_HOME"]).rglob("*.log*") if "XDG_DATA_HOME" in os.environ else ()
    assert not [file for file in logs if SECRET in file.read_text("utf-8", "replace")]
