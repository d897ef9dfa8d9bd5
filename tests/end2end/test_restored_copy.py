"""Workspaces out of a backup and out of an export beside the living one, each with a worker: posts appear once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.end2end.shell import practice_office, practice_platform

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(240)
def test_restored_copies_beside_the_living_original_never_post_twice(tmp_path: Path) -> None:
    shell = practice_office(tmp_path)
    publisher = shell.who("publisher")
    edition = shell.approved(shell.documents[0])
    shell("queue", edition["edition"], by=publisher)
    files = (shell("backup")["file"], shell("export", str(tmp_path / "office.zip"))["file"])
    said = json.loads((shell.workspace / "practice.json").read_text("utf-8"))
    with practice_platform(shell.workspace / said["state"], str(said["port"])) as platform:
        for number, file in enumerate(files):
            copy = replace(shell, workspace=tmp_path / f"copy-{number}")
            shell("restore", file, "--to", str(copy.workspace))
            assert copy.run("worker", "--until-idle", by=publisher).code == 0
            assert {one["state"] for one in copy("status")["deliveries"]} == {"held"}
            assert platform.posts() == []
        assert shell.run("worker", "--until-idle", by=publisher).code == 0
        assert copy.run("worker", "--until-idle", by=publisher).code == 0
        assert len(platform.posts()) == len(shell.accounts)
    assert {one["state"] for one in shell("status")["deliveries"]} == {"verified"}
    assert copy("audit", "--verify")["valid"]
