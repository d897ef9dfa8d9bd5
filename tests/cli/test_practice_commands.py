from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_the_sandbox_prints_its_address_and_token_and_serves_until_it_is_ended(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "editor_app", "sandbox", "--port", "0", "--state", str(tmp_path / "s.jsonl")]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = json.loads(server.stdout.readline())
        assert set(said) == {"url", "token"}
        with urllib.request.urlopen(f"{said['url']}/_sandbox/posts") as reply:  # noqa: S310 - loopback
            assert json.load(reply)["posts"] == []
        server.terminate()
        assert server.wait(10) == 0


def test_a_taken_port_is_said_in_words(commands: Commands) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = commands.plain("sandbox", "--port", str(taken.getsockname()[1]), "--json")
    assert (done.code, done.error["code"]) == (1, "unavailable")


def test_other_platforms_are_played_too_and_one_that_is_not_is_refused(commands: Commands) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert (
            commands.plain("sandbox", "--platform", "wechat", "--port", port, "--json").error["code"] == "unavailable"
        )
    refused = commands.plain("sandbox", "--platform", "ghost", "--port", "0", "--json")
    assert refused.error["code"] == "not_found"


def test_a_practice_office_plays_one_more_platform_and_refuses_it_twice(commands: Commands) -> None:
    admin = next(name for name, roles in commands.roles.items() if "admin" in roles)
    played = commands.run("play", "telegram", "--name", "练习频道", "--json", by=admin)
    assert played.code == 0, played.out
    assert (played.json["account"], played.json["platform"]) == ("练习频道", "telegram")
    assert "练习频道" in {account["name"] for account in commands.run("account", "list", "--json").json["accounts"]}
    assert commands.run("play", "telegram", "--json", by=admin).error["code"] == "refused"


def test_what_is_played_besides_is_written_as_name_port_and_file(commands: Commands) -> None:
    refused = commands.plain("sandbox", "--port", "0", "--also", "wechat", "--json")
    assert (refused.code, "wechat=8801" in refused.error["next"]) == (2, True)
