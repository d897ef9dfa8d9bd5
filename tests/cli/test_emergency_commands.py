from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.emergency_values import values

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def slots(**chosen: str) -> list[str]:
    return [word for name, value in values(**chosen).items() for word in ("--set", f"{name}={value}")]


def begun(commands: Commands) -> str:
    done = commands.run("emergency", "new", "severe-weather", *slots(), "--json", by=commands.who("editor"))
    assert done.code == 0, done.out
    found: str = done.json["number"]
    return found


def handed_in(commands: Commands) -> dict[str, str]:
    line = ["emergency", "submit", begun(commands), "--reason", "洪水", "--account", *commands.accounts[:1], "--json"]
    done = commands.run(*line, by=commands.who("editor"))
    assert done.code == 0, done.out
    said: dict[str, str] = done.json
    return said


def test_templates_are_told_with_their_slots(commands: Commands) -> None:
    every = commands.run("emergency", "templates", "--json").json["templates"]
    assert {each["name"] for each in every} >= {"severe-weather", "road-closure", "rumour-refutation"}
    one = commands.run("emergency", "templates", "road-closure", "--language", "en", "--json").json
    assert one["title"] == "{road} closed"
    assert "road-closure" in commands.run("emergency", "templates").out
    assert "detour" in commands.run("emergency", "templates", "road-closure").out


def test_an_emergency_is_filled_filled_again_and_handed_in(commands: Commands) -> None:
    editor, number = commands.who("editor"), begun(commands)
    again = commands.run("emergency", "fill", number, "--set", "place=城北街道", "--json", by=editor)
    assert again.json["title"] == "城北街道暴雨橙色预警"
    wrong = commands.run("emergency", "fill", number, "--set", "level=紫色", "--json", by=editor)
    assert (wrong.code, wrong.error["code"]) == (1, "invalid")
    assert commands.run("emergency", "fill", number, "--set", "level", "--json", by=editor).error["code"] == "invalid"
    said = handed_in(commands)
    assert said["kind"] == "emergency"


def test_a_second_person_settles_what_one_let_go(commands: Commands) -> None:
    assert commands.run("emergency", "debts", "--json").json == {"open": True, "debts": []}
    assert "Nothing is owed" in commands.run("emergency", "debts").out
    said = handed_in(commands)
    first, second = commands.who("reviewer"), commands.who("reviewer", 1)
    commands.run("decide", said["edition"], "approve", "--digest", said["digest"], "--json", by=first)
    (debt,) = commands.run("emergency", "debts", "--json").json["debts"]
    assert (debt["edition"], debt["overdue"]) == (said["edition"], False)
    assert "due by" in commands.run("emergency", "debts").out
    assert [each["edition"] for each in commands.run("status", "--json").json["debts"]] == [said["edition"]]
    assert "due by" in commands.run("status").out
    line = ["emergency", "settle", said["edition"], "--digest", said["digest"], "--json"]
    assert commands.run(*line, by=first).error["code"] == "refused"
    assert commands.run(*line, "--dispute", by=second).error["code"] == "invalid"
    assert commands.run(*line, by=second).json["verdict"] == "upheld"
    assert commands.run("emergency", "debts", "--json").json["debts"] == []


def test_an_open_lane_is_not_opened_and_only_an_admin_words_templates(commands: Commands, tmp_path: Path) -> None:
    admin = commands.who("admin")
    done = commands.run("emergency", "open-lane", "--reason", "why", "--json", by=admin)
    assert (done.code, done.error["code"]) == (1, "refused")
    from editor_app.services import templates

    file = tmp_path / "own.toml"
    file.write_text(templates.supplied_file("road-closure").read_text("utf-8"), "utf-8")
    line = ["emergency", "word", "road-closure", "--file", str(file), "--reason", "统一口径", "--json"]
    assert commands.run(*line, by=admin).json == {"template": "road-closure", "version": 1}
    assert commands.run(*line, by=commands.who("editor")).error["code"] == "refused"
    missing = commands.run("emergency", "word", "x-y", "--file", "no.toml", "--reason", "x", "--json", by=admin)
    assert missing.error["code"] == "unavailable"


def test_findings_stop_an_emergency_too(commands: Commands) -> None:
    editor = commands.who("editor")
    begun = commands.run("emergency", "new", "severe-weather", *slots(place="待补充"), "--json", by=editor)
    line = ["emergency", "submit", begun.json["number"], "--reason", "洪水", "--account", *commands.accounts[:1]]
    stopped = commands.run(*line, "--json", by=editor)
    assert (stopped.code, stopped.error["code"]) == (1, "findings")
    assert {each["rule"] for each in stopped.json["findings"]} == {"unfinished"}
    assert "待补充" in commands.run(*line, by=editor).out
    accepted = commands.run(*line, "--accept", "unfinished=地点就叫这个", "--json", by=editor)
    assert accepted.code == 0
