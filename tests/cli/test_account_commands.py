from __future__ import annotations

from typing import TYPE_CHECKING

from tests.end2end.foreign_packages import built, installed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Commands


def test_a_site_folder_is_connected_tested_and_listed(commands: Commands, tmp_path: Path) -> None:
    admin, folder = commands.who("admin"), tmp_path / "site"
    added = commands.run("account", "add", "site_folder", "门户", "--url", str(folder), "--json", by=admin)
    assert added.code == 0, added.out
    assert added.json["remote_uid"]
    tested = commands.run("account", "test", "门户", by=admin)
    assert (tested.code, str(folder) in tested.out) == (0, True), "it says where the test post was"
    practised = commands.run("account", "test", commands.accounts[0], "--json", by=admin)
    assert (practised.code, practised.json["may_publish"]) == (0, True), "the practice server is started for the test"
    names = [account["name"] for account in commands.run("account", "list", "--json").json["accounts"]]
    assert names == [*commands.accounts, "门户"]


def test_a_practice_office_refuses_addresses_elsewhere(commands: Commands) -> None:
    done = commands.run(
        "account", "add", "wordpress", "官网", "--url", "https://www.example.gov.cn", "--json",
        by=commands.who("admin"), typed="editor:secret\n",
    )  # fmt: skip
    assert (done.code, done.error["code"]) == (1, "refused")
    assert "secret" not in done.out + done.err


def test_a_setting_nobody_knows_and_an_unknown_platform_are_said_in_words(commands: Commands, tmp_path: Path) -> None:
    admin = commands.who("admin")
    line = ["account", "add", "site_folder", "门户", "--url", str(tmp_path / "s"), "--json"]
    assert "colour" in commands.run(*line, "--option", "colour=red", by=admin).error["message"]
    assert commands.run(*line, "--option", "colour", by=admin).code == 1
    unknown = commands.run("account", "add", "fax", "传真", "--url", "x", "--json", by=admin, typed="s\n")
    assert (unknown.code, unknown.error["code"]) == (1, "not_found")


def test_every_platform_shows_its_limits_with_source_and_date(commands: Commands) -> None:
    found = commands.run("platform", "list", "--json").json["platforms"]
    assert {platform["name"] for platform in found} >= {"bluesky", "ghost", "sandbox", "site_folder", "wordpress"}
    limits = [limit for platform in found for limit in platform["limits"]]
    assert all(limit["source"] and (limit["checked_on"] or limit["unverified"]) for limit in limits)
    unread = {platform["name"] for platform in found if not platform["capabilities"]["read_back"]}
    assert unread == {"email_bulletin", "telegram"}


def test_a_package_that_can_not_be_used_is_listed_with_its_reason(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(built(tmp_path, "city-empty", "empty", "PLATFORM = 7"), tmp_path / "site")
    monkeypatch.syspath_prepend(tmp_path / "site")
    (refused,) = commands.run("--lang", "en", "platform", "list", "--json").json["refused"]
    assert (refused["name"], "PLATFORM is not a Platform." in refused["reason"]) == ("empty", True)
    assert "can't be used" in commands.run("--lang", "en", "platform", "list").out


def test_a_worker_without_a_member_serves_by_a_passphrase_of_its_own(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = "a worker works at night"
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", night)
    assert commands.run("account", "passphrase", "--json", by=commands.who("admin")).json == {"worker": True}
    line = ("-w", str(commands.folder), "worker", "--once", "--json")
    assert commands.plain(*line, passphrase=night).code == 0
    assert commands.plain(*line, passphrase="another one").error["code"] == "sign_in_failed"
