from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands

FIELDS = {"id", "edition", "account", "platform", "state", "attempts", "remote_id", "url", "verdict", "reason"}


def test_the_worker_prints_a_line_for_each_finished_delivery_and_status_shows_them(commands: Commands) -> None:
    publisher, edition = commands.who("publisher"), commands.approved()
    commands.run("queue", edition["edition"], by=publisher)
    done = commands.run("worker", "--until-idle", "--json", by=publisher)
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert {(line["account"], line["state"], line["verdict"]) for line in lines} == {
        (account, "verified", "identical") for account in commands.accounts
    }
    rows = commands.run("status", edition["edition"][:8], "--json").json["deliveries"]
    assert all(set(row) >= FIELDS for row in rows)
    assert [row["account"] for row in rows] == commands.accounts
    assert all(row["url"] and row["attempts"] == 1 for row in rows)


def test_a_queue_at_rest_ends_the_worker_at_once(commands: Commands) -> None:
    done = commands.run("worker", "--until-idle", "--json", by=commands.who("publisher"))
    assert (done.code, done.out) == (0, "")


def test_what_is_planned_for_later_stays_queued(commands: Commands) -> None:
    publisher, edition = commands.who("publisher"), commands.approved()
    commands.run("queue", edition["edition"], "--at", "2036-01-01T09:00+08:00", by=publisher)
    assert commands.run("worker", "--once", "--json", by=publisher).out == ""
    rows = commands.run("status", "--json").json["deliveries"]
    assert {row["state"] for row in rows} == {"queued"}


def test_an_edition_nobody_knows_is_said_in_words(commands: Commands) -> None:
    done = commands.run("status", "ffffffff", "--json")
    assert (done.code, done.error["code"]) == (1, "not_found")
