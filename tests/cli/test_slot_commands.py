from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def told(commands: Commands, *line: str, by: str = "publisher") -> dict[str, Any]:
    answer = commands.run(*line, "--json", by=commands.who(by) if by else "")
    assert answer.code == 0, answer.out
    return answer.json


def test_the_timetable_is_set_part_by_part_and_told_as_a_whole(commands: Commands) -> None:
    site, blog = commands.accounts[:2]
    told(commands, "slot", "set", site, "--at", "mon-fri 09:00 17:30", "--at", "sat 10:00", "--gap", "30")
    told(commands, "slot", "set", blog, "--gap", "5")
    told(commands, "slot", "lead", site)
    told(commands, "slot", "quiet", "--date", "2036-12-13", "--weekday", "sun")
    found = told(commands, "slot", "list", by="")
    assert found["lead"] == site
    assert found["zone"] == "Asia/Shanghai"
    assert found["quiet"] == {"dates": ["2036-12-13"], "weekdays": ["sun"]}
    times = {each["account"]: each for each in found["accounts"]}
    assert times[site]["regular"]["mon"] == "09:00 17:30"
    assert times[site]["regular"]["sat"] == "10:00"
    assert (times[site]["gap_minutes"], times[blog]["gap_minutes"]) == (30, 5)
    assert told(commands, "slot", "set", site, "--clear")["accounts"][0]["gap_minutes"] == 30, "the gap stays"
    assert told(commands, "slot", "lead", "--none")["lead"] == ""
    assert told(commands, "slot", "quiet", "--clear")["quiet"] == {"dates": [], "weekdays": []}


def test_a_person_reads_one_line_for_each_account(commands: Commands) -> None:
    site = commands.accounts[0]
    told(commands, "slot", "set", site, "--at", "mon 09:00", "--gap", "30")
    answer = commands.run("slot", "list", "--lang", "en")
    assert answer.code == 0
    assert f"{site} · mon 09:00 · 30 minutes apart" in answer.out
    assert "No account goes first." in answer.out


def test_an_edition_is_queued_at_each_accounts_next_time(commands: Commands) -> None:
    for account in commands.accounts:
        told(commands, "slot", "set", account, "--at", "09:00")
    following = told(commands, "slot", "next", commands.accounts[0], by="")
    edition = commands.approved()
    made = told(commands, "queue", edition["edition"], "--next-slot")["deliveries"]
    assert {one["planned_at"] for one in made} == {following["at"]}
    assert following["wall"].endswith("T09:00")
    later = told(commands, "slot", "next", commands.accounts[0], by="")
    assert later["at"] > following["at"], "the first one is taken"


def test_an_account_without_regular_times_is_named(commands: Commands) -> None:
    answer = commands.run("slot", "next", commands.accounts[0], "--json")
    assert answer.code == 1
    assert answer.error["code"] == "refused"
    assert commands.accounts[0] in answer.error["message"]


def test_conflicts_of_what_is_planned_are_told(commands: Commands) -> None:
    edition = commands.approved()
    told(commands, "queue", edition["edition"], "--at", "2036-01-01T09:00+08:00")
    assert told(commands, "slot", "conflicts", "--days", "400", by="")["conflicts"] == []
    assert commands.run("slot", "conflicts").code == 0


@pytest.mark.parametrize(
    "line",
    [
        "slot set ACCOUNT",
        "slot lead",
        "slot quiet",
        "slot quiet --weekday mon-sun",
        "slot lead ACCOUNT --none",
        "queue abcdef --at 2036-01-01T09:00+08:00 --next-slot",
        "slot set ACCOUNT --gap 1441",
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(commands: Commands, line: str) -> None:
    words = line.replace("ACCOUNT", commands.accounts[0]).split(" ")
    answer = commands.run(*words, "--json", by=commands.who("publisher"))
    assert answer.code == 2, answer.out
    assert answer.error["code"] == "usage"


@pytest.mark.parametrize("at", ["mon 25:00", "moon 09:00", "mon"])
def test_what_is_no_time_is_refused_by_name(commands: Commands, at: str) -> None:
    words = ("slot", "set", commands.accounts[0], "--at", at)
    answer = commands.run(*words, "--json", by=commands.who("publisher"))
    assert (answer.code, answer.error["code"]) == (1, "invalid")
