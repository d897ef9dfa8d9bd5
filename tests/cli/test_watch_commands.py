from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.sandbox.server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Commands


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[SandboxServer]:
    """A practice platform in a thread."""
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    yield server
    server.close()


def published(commands: Commands, practice: SandboxServer) -> str:
    """A delivery whose post the platform changes on its way to the readers."""
    publisher = commands.who("publisher")
    added = commands.run(
        "account", "add", "sandbox", "keyed", "--url", practice.url, "--option", "profile=keyed", "--json",
        by=commands.who("admin"), typed=practice.token,
    )  # fmt: skip
    assert added.code == 0, added.out
    commands.accounts = ["keyed"]
    edition = commands.approved()["edition"]
    (one,) = commands.run("queue", edition, "--json", by=publisher).json["deliveries"]
    practice.faults.put({"rewrite": 1})
    commands.run("worker", "--until-idle", by=publisher)
    found: str = one["id"]
    return found


def test_an_alarm_is_told_with_its_difference_and_acknowledged_with_a_note(
    commands: Commands, practice: SandboxServer
) -> None:
    assert commands.run("alarms", "--json").json == {"alarms": []}
    assert "No alarm" in commands.run("alarms").out
    delivery, publisher = published(commands, practice), commands.who("publisher")
    (alarm,) = commands.run("alarms", "--json").json["alarms"]
    assert (alarm["id"], alarm["account"], alarm["state"], alarm["kind"]) == (delivery, "keyed", "sent", "different")
    assert alarm["differences"]
    assert alarm["differences"][0] in commands.run("alarms").out
    seen = commands.run("alarms", delivery[:8], "--note", "平台在修", "--json", by=publisher)
    assert (seen.code, seen.json) == (0, {"alarms": []})
    again = commands.run("alarms", delivery, "--note", "平台在修", "--json", by=publisher)
    assert (again.code, again.error["code"]) == (1, "not_found")


@pytest.mark.parametrize("line", ["alarms abcdef", "alarms --note seen", "release-past abcdef", "release-past"])
def test_wrong_usage_is_said_in_a_sentence(commands: Commands, line: str) -> None:
    done = commands.run(*line.split(), "--json", by=commands.who("publisher"))
    assert (done.code, done.error["code"]) == (2, "usage")


def test_only_an_emergency_goes_past(commands: Commands) -> None:
    edition, publisher = commands.approved()["edition"], commands.who("publisher")
    (first, *_) = commands.run("queue", edition, "--at", "2036-01-01T09:00+08:00", "--json", by=publisher).json[
        "deliveries"
    ]
    done = commands.run("release-past", first["id"][:8], "--reason", "洪水", "--json", by=publisher)
    assert (done.code, done.error["code"]) == (1, "refused")
    assert done.error["next"]
