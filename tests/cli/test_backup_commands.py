from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_a_backup_is_made_listed_verified_and_restored(commands: Commands, tmp_path: Path) -> None:
    made = commands.run("backup", "--json")
    assert made.code == 0, made.out
    assert len(made.json["media"]) > 0
    assert made.json["missing"] == []
    (one,) = commands.run("backup", "--list", "--json").json["backups"]
    assert (one["file"], one["sequence"]) == (made.json["file"], made.json["sequence"])
    looked = commands.run("backup", "--verify", Path(one["file"]).name, "--json")
    assert (looked.code, looked.json["sound"], looked.json["faults"]) == (0, True, [])
    target = tmp_path / "restored"
    done = commands.plain("restore", one["file"], "--to", str(target), "--json")
    assert done.code == 0, done.out
    assert (done.json["workspace"], done.json["verify_first"]) == (str(target), True)
    listed = commands.plain("-w", str(target), "list", "--json")
    assert listed.json == commands.run("list", "--json").json


def test_a_backup_goes_to_another_disk_when_one_is_named(commands: Commands, tmp_path: Path) -> None:
    made = commands.run("backup", "--to", str(tmp_path / "disk"), "--json")
    assert Path(made.json["file"]).parent == tmp_path / "disk"
    assert commands.run("backup", "--list", "--json").json["backups"] == []


def test_a_damaged_backup_is_said_to_be_damaged(commands: Commands, tmp_path: Path) -> None:
    file = Path(commands.run("backup", "--to", str(tmp_path / "disk"), "--json").json["file"])
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    looked = commands.plain("backup", "--verify", str(file), "--lang", "en", "--json")
    assert (looked.code, looked.json["sound"]) == (1, False)
    assert "not the one that was backed up" in looked.json["faults"][0]
    done = commands.plain("restore", str(file), "--to", str(tmp_path / "restored"), "--json")
    assert (done.code, done.error["code"]) == (1, "unavailable")
    assert done.error["next"]
    assert not (tmp_path / "restored").exists()


def test_nothing_is_restored_over_a_workspace(commands: Commands) -> None:
    file = commands.run("backup", "--json").json["file"]
    done = commands.plain("restore", file, "--to", str(commands.folder), "--json")
    assert (done.code, done.error["code"]) == (1, "conflict")


@pytest.mark.parametrize("line", [["--list", "--verify", "x"], ["--list", "--to", "x"], ["--sideways"]])
def test_one_deed_at_a_time(commands: Commands, line: list[str]) -> None:
    assert commands.run("backup", *line, "--json").code == 2


def test_a_file_that_is_not_there_is_said_so(commands: Commands, tmp_path: Path) -> None:
    for line in (["backup", "--verify", "nothing.db"], ["restore", "nothing.db", "--to", str(tmp_path / "x")]):
        done = commands.plain(*line, "--json")
        assert (done.code, done.error["code"]) == (1, "not_found")


def test_a_person_reads_sentences(commands: Commands, tmp_path: Path) -> None:
    made = commands.run("backup", "--to", str(tmp_path / "disk"), "--lang", "en")
    assert made.out.startswith("Backed up and checked: ")
    (file,) = (tmp_path / "disk").glob("*.db")
    assert commands.plain("backup", "--verify", str(file), "--lang", "en").out == "The backup is whole.\n"
    done = commands.plain("restore", str(file), "--to", str(tmp_path / "restored"), "--lang", "zh_CN")
    assert "已恢复到" in done.out
    assert "20" in commands.run("backup", "--list").out or commands.run("backup", "--list").code == 0


def test_a_workspace_is_exported_verified_and_made_again(commands: Commands, tmp_path: Path) -> None:
    file = str(tmp_path / "office.zip")
    made = commands.run("export", file, "--json", by=commands.who("admin"))
    assert made.code == 0, made.out
    assert (made.json["file"], made.json["missing"]) == (file, [])
    last = commands.run("audit", "--after", str(made.json["sequence"]), "--json").json["rows"]
    assert [(row["action"], row["name"]) for row in last] == [("workspace.export", commands.who("admin"))]
    looked = commands.plain("backup", "--verify", file, "--json")
    assert (looked.code, looked.json["sound"], looked.json["head"]) == (0, True, made.json["head"])
    target = str(tmp_path / "again")
    done = commands.plain("restore", file, "--to", target, "--json")
    assert (done.code, done.json["sequence"]) == (0, made.json["sequence"])
    assert commands.plain("-w", target, "export", str(tmp_path / "again.zip"), "--json").code == 0
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "office.zip").read_bytes()
    assert commands.run("export", file, "--json").error["code"] == "conflict"


def test_a_forged_export_is_refused_with_its_line(commands: Commands, tmp_path: Path) -> None:
    from tests.services.exported import Row, altered

    def promote(rows: list[Row]) -> None:
        rows[0]["roles"] = "admin,publisher,reviewer"

    commands.run("export", str(tmp_path / "office.zip"), "--json")
    forged = str(altered(tmp_path / "office.zip", tmp_path / "forged.zip", "member", promote))
    looked = commands.plain("backup", "--verify", forged, "--lang", "en", "--json")
    assert (looked.code, looked.json["sound"]) == (1, False)
    assert looked.json["faults"][0].startswith("Line 1 of tables/member.jsonl")
    done = commands.plain("restore", forged, "--to", str(tmp_path / "x"), "--lang", "zh_CN", "--json")
    assert (done.code, done.error["code"]) == (1, "invalid")
    assert "tables/member.jsonl 第 1 行" in done.error["message"]


def test_a_backup_does_not_go_into_a_database(commands: Commands) -> None:
    file = commands.run("backup", "--json").json["file"]
    done = commands.plain("restore", file, "--to", "postgresql://nobody@127.0.0.1:9/none", "--json")
    assert (done.code, done.error["code"]) == (1, "invalid")
