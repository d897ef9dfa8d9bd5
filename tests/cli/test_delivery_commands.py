from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.services import unserved

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Commands

FIELDS = {"id", "edition", "account", "platform", "state", "attempts", "remote_id", "url", "verdict", "reason"}


def test_the_worker_prints_a_line_for_each_finished_delivery_and_status_shows_them(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unserved, "AFTER", timedelta(0))
    publisher, edition = commands.who("publisher"), commands.approved()
    commands.run("queue", edition["edition"], by=publisher)
    assert commands.run("status", "--json").json["unserved"]["count"] == 3, "no worker runs"
    words = "3 deliveries are due, and nothing sends them. The first one since 20"
    assert words in commands.run("status", "--lang", "en").out
    done = commands.run("worker", "--until-idle", "--json", by=publisher)
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert {(line["account"], line["state"], line["verdict"]) for line in lines} == {
        (account, "verified", "identical") for account in commands.accounts
    }
    shown = commands.run("status", edition["edition"][:8], "--json").json
    assert (shown["out"], shown["of"]) == (3, 3)
    assert "3 of 3" in commands.run("status", edition["edition"][:8], "--lang", "en").out
    rows = shown["deliveries"]
    assert "unserved" not in commands.run("status", "--json").json
    assert all(set(row) >= FIELDS for row in rows)
    assert [row["account"] for row in rows] == commands.accounts
    assert all(row["url"] and row["attempts"] == 1 for row in rows)


def test_a_queue_at_rest_ends_the_worker_at_once(commands: Commands) -> None:
    done = commands.run("worker", "--until-idle", "--json", by=commands.who("publisher"))
    assert (done.code, done.out) == (0, "")


def test_a_service_member_sends_and_can_do_nothing_else(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    admin, edition = commands.who("admin"), commands.approved()
    commands.run("member", "add", "sender", "--role", "worker", by=admin)
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", "stones by the quiet river")
    words = commands.run("--as", "sender", "member", "activate", "--json").json["words"]
    assert commands.run("member", "confirm", "sender", *words, "--json", by=admin).json["vault_shared"]
    commands.passphrases["sender"] = "stones by the quiet river"
    assert commands.run("queue", edition["edition"], "--json", by="sender").error["code"] == "refused"
    commands.run("queue", edition["edition"], by=commands.who("publisher"))
    lines = commands.run("worker", "--until-idle", "--json", by="sender").out.splitlines()
    assert {json.loads(line)["state"] for line in lines} == {"verified"}
    rows = commands.run("audit", "--json", "--limit", "1000").json["rows"]
    assert {row["actor"] for row in rows if row["action"] == "delivery.claim"} == {"worker:sender"}


def test_a_credential_file_serves_instead_of_the_environment(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publisher = commands.who("publisher")
    (tmp_path / "credential").write_text(commands.passphrases[publisher] + "\n", "utf-8")
    monkeypatch.setenv("EDITOR_APP_PASSPHRASE_FILE", str(tmp_path / "credential"))
    line = ["-w", str(commands.folder), "--as", publisher, "worker", "--once", "--json"]
    assert commands.plain(*line).code == 0
    monkeypatch.setenv("EDITOR_APP_PASSPHRASE_FILE", str(tmp_path / "gone"))
    assert commands.plain(*line).error["code"] == "unavailable"


def test_a_passphrase_is_taken_out_of_the_environment_before_anything_is_started(commands: Commands) -> None:
    commands.run("worker", "--once", by=commands.who("publisher"))
    assert "EDITOR_APP_PASSPHRASE" not in os.environ


def test_what_is_planned_for_later_stays_queued(commands: Commands) -> None:
    publisher, edition = commands.who("publisher"), commands.approved()
    commands.run("queue", edition["edition"], "--at", "2036-01-01T09:00+08:00", by=publisher)
    assert commands.run("worker", "--once", "--json", by=publisher).out == ""
    rows = commands.run("status", "--json").json["deliveries"]
    assert {row["state"] for row in rows} == {"queued"}


def test_an_edition_nobody_knows_is_said_in_words(commands: Commands) -> None:
    done = commands.run("status", "ffffffff", "--json")
    assert (done.code, done.error["code"]) == (1, "not_found")
