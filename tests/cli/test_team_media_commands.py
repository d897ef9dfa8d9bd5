from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_team_commands import PASSPHRASE, Office
from tests.storage.s3_stub import BUCKET, running_stub
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Commands


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


def test_a_team_begins_on_a_share_and_goes_on_in_a_bucket(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, server: str, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    monkeypatch.setenv("EDITOR_APP_NEW_PASSPHRASE", PASSPHRASE)
    administrator = new_database(server)
    made = commands.plain("init", administrator, "--admin", "admin", "--media", str(share), "--json")
    assert made.code == 0, made.out
    office = Office.__new__(Office)
    office.commands, office.patch, office.address = commands, monkeypatch, made.json["workspace"]
    office.passwords = {"admin": made.json["password"]}
    assert office.run("admin", "team", "media").json["place"] == {"address": str(share)}
    (tmp_path / "other").mkdir()
    refused = office.run("admin", "team", "media", "--here", str(tmp_path / "other"))
    assert (refused.code, refused.error["code"]) == (1, "pictures_away")
    with running_stub() as stub:
        to = ("team", "media", "--to", f"s3://{BUCKET}/desk", "--endpoint", stub.url)
        without = office.run("admin", *to)
        assert "media-key" in without.error["next"]
        monkeypatch.setenv("EDITOR_APP_MEDIA_KEY", "AKIA:secret")
        assert office.run("admin", "team", "media-key").json == {"kept": True}
        assert office.run("admin", *to).json == {"carried": 0, "missing": []}
        assert office.run("admin", "team", "media", "--bring").error["code"] == "refused"
        assert office.run("admin", "team", "media").json["place"]["endpoint"] == stub.url


def test_pictures_of_a_folder_stay_in_it_and_one_deed_is_done_at_a_time(commands: Commands, tmp_path: Path) -> None:
    admin = commands.who("admin")
    made = commands.plain("init", str(tmp_path / "new"), "--admin", "x", "--media", "/srv/press", "--json")
    assert (made.code, made.error["code"]) == (2, "usage")
    moved = commands.run("move", "--to", str(tmp_path / "new"), "--media", "/srv/press", "--json", by=admin)
    assert (moved.code, moved.error["code"]) == (2, "usage")
    twice = commands.run("team", "media", "--to", "/srv/press", "--bring", "--json", by=admin)
    assert (twice.code, twice.error["code"]) == (2, "usage")
    folder = commands.run("team", "media", "--to", "/srv/press", "--json", by=admin)
    assert (folder.code, folder.error["code"]) == (1, "refused")
