from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_a_worker_that_has_ended_is_not_serving_any_more(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "worker.json"
    commands.run("worker", "--once", "--health", str(file), by=commands.who("publisher"))
    told = commands.plain("health", str(file), "--json")
    assert (told.code, told.json["serves"], told.json["state"]) == (1, False, "ended")


def test_a_worker_that_serves_is_healthy_until_its_last_look_is_too_long_ago(
    commands: Commands, tmp_path: Path
) -> None:
    file = tmp_path / "worker.json"
    commands.run("worker", "--once", "--health", str(file), by=commands.who("publisher"))
    said = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**said, "state": "serving"}), "utf-8")
    assert commands.plain("health", str(file), "--json").json["serves"]
    old = {**said, "state": "serving", "passed_at": "2026-01-01T00:00:00+00:00"}
    file.write_text(json.dumps(old), "utf-8")
    assert commands.plain("health", str(file), "--json").code == 1


def test_a_missing_file_is_a_plain_no(commands: Commands, tmp_path: Path) -> None:
    assert commands.plain("health", str(tmp_path / "gone.json"), "--json").error["code"] == "not_found"
