from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_a_package_is_written_and_checked_without_any_workspace(commands: Commands, tmp_path: Path) -> None:
    edition, file = commands.approved()["edition"], tmp_path / "proof.zip"
    made = commands.run("evidence", edition[:8], "--to", str(file), "--json", by=commands.who("publisher"))
    assert made.code == 0, made.out
    assert (made.json["editions"], made.json["holds"]) == ([edition], True)
    said = commands.plain("verify", str(file), "--json")
    assert said.code == 0, said.out
    assert said.json["sha256"] == made.json["sha256"]
    assert all(said.json["checks"].values())
    assert len(said.json["checks"]) == 12
    reviewers = [name for name, roles in commands.roles.items() if "reviewer" in roles]
    assert {one["name"] for one in said.json["signers"] if one["decision"] == "approve"} <= set(reviewers)
    assert {len(one["words"].split()) for one in said.json["signers"]} == {6}
    told = commands.plain("verify", str(file), "--lang", "en").out
    assert told.count("✓") == 12
    assert "Everything holds." in told


def test_the_script_that_needs_nothing_else_of_ours_lies_beside_the_package(commands: Commands, tmp_path: Path) -> None:
    edition, file = commands.approved()["edition"], tmp_path / "proof.zip"
    by = commands.who("publisher")
    made = commands.run("evidence", edition, "--to", str(file), "--with-script", "--json", by=by)
    assert made.json["script"] == str(tmp_path / "verify_evidence.py")
    alone = subprocess.run(
        [sys.executable, "-I", made.json["script"], str(file), "--json"], capture_output=True, text=True, check=False
    )
    assert (alone.returncode, json.loads(alone.stdout)["holds"]) == (0, True)
    again = commands.run("evidence", edition, "--to", str(tmp_path / "b.zip"), "--with-script", "--json", by=by)
    assert again.code == 0
    (tmp_path / "verify_evidence.py").write_text("somebody else's")
    other = commands.run("evidence", edition, "--to", str(tmp_path / "c.zip"), "--with-script", "--json", by=by)
    assert other.error["code"] == "conflict"


def test_a_changed_package_is_refused_with_the_place(commands: Commands, tmp_path: Path) -> None:
    edition, file = commands.approved()["edition"], tmp_path / "proof.zip"
    commands.run("evidence", edition, "--to", str(file), "--json", by=commands.who("publisher"))
    content = bytearray(file.read_bytes())
    content[content.index(b"EVIDENCE PACKAGE")] ^= 1
    file.write_bytes(content)
    said = commands.plain("verify", str(file), "--json")
    assert (said.code, said.json["holds"]) == (1, False)
    assert said.json["faults"][0]["place"] == "readme.txt"
    assert "readme.txt" in said.json["faults"][0]["message"]


def test_a_file_that_is_no_package_is_not_looked_into(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_bytes(b"something else")
    said = commands.plain("verify", str(tmp_path / "other.zip"), "--lang", "en")
    assert said.code == 1
    assert "Not looked at" in said.out
    assert commands.plain("verify", str(tmp_path / "none.zip"), "--json").error["code"] == "not_found"


def test_nothing_is_written_over(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "proof.zip").write_bytes(b"mine")
    edition = commands.submitted()["edition"]
    made = commands.run("evidence", edition, "--to", str(tmp_path / "proof.zip"), "--json", by=commands.who("admin"))
    assert (made.code, made.error["code"]) == (1, "conflict")
    assert (tmp_path / "proof.zip").read_bytes() == b"mine"
