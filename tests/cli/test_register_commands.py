from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands

UNIT = ("--owner", "区政务公开办", "--responsible", "李明")


def test_an_account_is_entered_filed_changed_and_closed(commands: Commands) -> None:
    admin, name = commands.who("admin"), commands.accounts[0]
    entered = commands.run("register", "enter", name, *UNIT, "--operator", "区融媒体中心", "--json", by=admin)
    assert (entered.code, entered.json["state"], entered.json["overdue"]) == (0, "opening", False)
    assert entered.json["due_on"]
    filed = commands.run("register", "file", name, "--number", "京-2026-11", "--on", "2026-01-02", "--json", by=admin)
    assert (filed.json["state"], filed.json["filing_number"], filed.json["filed_on"]) == (
        "open", "京-2026-11", "2026-01-02",
    )  # fmt: skip
    assert (
        commands.run("register", "close", name, "--reason", "职能合并", "--json", by=admin).json["state"] == "closing"
    )
    assert commands.run("register", "keep", name, "--reason", "合并取消", "--json", by=admin).json["state"] == "open"
    page = commands.run("register", "show", name, "--json").json
    assert [line["state"] for line in page["lines"]] == ["opening", "open", "closing", "open"]
    assert "区政务公开办" in commands.run("register", "show", name).out


def test_the_register_is_listed_and_written_as_a_table(commands: Commands, tmp_path: Path) -> None:
    admin, name = commands.who("admin"), commands.accounts[0]
    commands.run("register", "enter", name, *UNIT, by=admin)
    listed = commands.run("register", "list", "--json").json["register"]
    assert [(each["account"], each["exempt"]) for each in listed] == [
        (name, True), *((other, True) for other in commands.accounts[1:]),
    ]  # fmt: skip
    assert "区政务公开办" in commands.run("register", "list").out
    file = tmp_path / "register.csv"
    assert commands.run("register", "export", "--to", str(file), "--json").json == {"file": str(file), "accounts": 1}
    assert commands.run("register", "export", "--to", str(file), "--json").error["code"] == "conflict"


def test_what_is_wrong_is_said_with_the_next_step(commands: Commands) -> None:
    admin, name = commands.who("admin"), commands.accounts[0]
    assert commands.run("register", "file", name, "--on", "29.11.2026", "--json", by=admin).error["code"] == "invalid"
    nothing = commands.run("register", "file", name, "--number", "1", "--json", by=admin)
    assert (nothing.code, nothing.error["code"]) == (1, "refused")
    assert nothing.error["next"]
    assert commands.run("register", "show", "没有的", "--json").error["code"] == "not_found"
    assert (
        commands.run("register", "enter", name, *UNIT, "--json", by=commands.who("editor")).error["code"] == "refused"
    )
