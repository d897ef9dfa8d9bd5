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
