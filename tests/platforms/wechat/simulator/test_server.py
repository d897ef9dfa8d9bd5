import io
import json
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import urlsplit

import pytest

from editor_app.platforms.wechat.simulator import server as module
from tests.platforms.wechat.counter import Site, site


def asked(url: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("POST" if body else "GET", path, body, headers)
    reply = connection.getresponse()
    content = reply.read()
    connection.close()
    return reply.status, content


def sign_in(at: Site) -> bytes:
    app_id, secret = at.server.secret.split(":")
    said = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    return asked(at.server.url, "/cgi-bin/stable_token", json.dumps(said).encode())[1]


def test_it_serves_programs_of_this_machine_and_no_web_page() -> None:
    with site() as at:
        assert asked(at.server.url, "/")[0] == 200
        assert asked(at.server.url, "/", Origin="https://evil.test")[0] == 403
        assert asked(at.server.url, "/", Host="evil.test")[0] == 403


def test_the_interface_and_the_pages_are_one_server() -> None:
    with site() as at:
        assert b"access_token" in sign_in(at)


def test_a_dropped_answer_is_a_reset() -> None:
    with site() as at:
        at.server.mishaps.put({"drop_after": {"count": 1, "on": "token"}})
        with pytest.raises(ConnectionError):
            sign_in(at)


def test_half_an_upload_is_nothing() -> None:
    with site() as at:
        parts = urlsplit(at.server.url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        connection.putrequest("POST", "/cgi-bin/media/uploadimg")
        connection.putheader("Content-Length", "100")
        connection.endheaders()
        connection.send(b"half")
        connection.close()
        assert at.server.books.pictures == {}


def test_it_says_where_it_listens_and_serves_until_it_is_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[module.WeChatServer] = []
    original = module.WeChatServer

    def kept(*told: object) -> module.WeChatServer:
        made.append(original(*told))  # type: ignore[arg-type]
        return made[0]

    monkeypatch.setattr(module, "WeChatServer", kept)
    out = io.StringIO()
    thread = Thread(target=module.run, args=(0, None, out), daemon=True)
    thread.start()
    while "\n" not in out.getvalue():
        thread.join(0.01)
    said = json.loads(out.getvalue())
    assert said["token"].startswith("wx")
    assert asked(said["url"], "/")[0] == 200
    made[0].close()
    thread.join(10)
    assert not thread.is_alive()
