import io
import json
import threading
from pathlib import Path

import pytest

from editor_app.platforms.mastodon.simulator import server as module
from editor_app.platforms.mastodon.simulator.server import MastodonServer
from tests.platforms.mastodon.desk import Clock, asked, server_at


def test_the_token_that_it_prints_is_good_and_outlives_the_server(tmp_path: Path) -> None:
    tokens = []
    for _ in range(2):
        server = MastodonServer(0, tmp_path / "state.json")
        serving = threading.Thread(target=server.serve, daemon=True)
        serving.start()
        tokens.append(server.token)
        assert asked(server, "GET", "/api/v1/accounts/verify_credentials", token=server.token).status == 200
        server.close()
        serving.join(10)
    assert tokens[0] == tokens[1]


def test_pages_of_a_browser_from_elsewhere_are_refused() -> None:
    with server_at(Clock()) as server:
        assert asked(server, "GET", "/", Origin="http://evil.example").status == 403


def test_it_says_where_it_listens_and_serves_until_it_is_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[module.MastodonServer] = []
    original = module.MastodonServer

    def kept(port: int, state: Path | None) -> module.MastodonServer:
        made.append(original(port, state))
        return made[0]

    monkeypatch.setattr(module, "MastodonServer", kept)
    out = io.StringIO()
    thread = threading.Thread(target=module.run, args=(0, None, out), daemon=True)
    thread.start()
    while "\n" not in out.getvalue():
        thread.join(0.01)
    assert json.loads(out.getvalue()) == {"url": made[0].url, "token": made[0].token}
    made[0].close()
    thread.join(10)
    assert not thread.is_alive()
