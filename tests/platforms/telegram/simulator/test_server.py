import io
import json
import threading
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from editor_app.platforms import simulators
from editor_app.platforms.telegram.simulator.server import TelegramServer, run


def test_it_is_found_by_its_place() -> None:
    assert simulators.serve_of("telegram") is run
    assert simulators.settings_of("telegram") == {"channel": "@press_practice"}


def test_it_prints_where_it_is_and_serves_readers(tmp_path: Path) -> None:
    server = TelegramServer(0, tmp_path / "state.json")
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    server.books.add("共 12 件事", 0.0)
    reader = HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    try:
        reader.request("GET", "/s/press_practice")
        assert "共 12 件事" in reader.getresponse().read().decode()
    finally:
        reader.close()
        server.close()
        thread.join(10)


def test_a_state_file_of_another_platform_is_refused(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"app_id": "x"}), "utf-8")
    with pytest.raises(KeyError, match="token"):
        run(0, state, io.StringIO())
