import io
import json
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import urlsplit

import pytest

from editor_app.platforms.weibo.simulator import server as module
from tests.platforms.weibo.counter import site


def asked(url: str, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, path, b"" if method == "POST" else None, headers)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def test_it_serves_programs_of_this_machine_and_no_web_page() -> None:
    with site() as at:
        assert asked(at.server.url, "/")[0] == 200
        assert asked(at.server.url, "/", Origin="https://evil.test")[0] == 403
        assert asked(at.server.url, "/", Host="evil.test")[0] == 403


def test_the_interface_and_the_pages_are_one_server() -> None:
    with site() as at:
        token = {"Authorization": f"OAuth2 {at.server.secret}"}
        assert b"uid" in asked(at.server.url, "/2/account/get_uid.json", **token)[1]
        assert b"expire_in" in asked(at.server.url, "/oauth2/get_token_info", "POST", **token)[1]


def test_a_dropped_answer_is_a_reset() -> None:
    with site() as at:
        at.server.mishaps.put({"drop_after": {"count": 1, "on": "sign"}})
        with pytest.raises(ConnectionError):
            asked(at.server.url, "/oauth2/get_token_info", "POST", Authorization=f"OAuth2 {at.server.secret}")


def test_half_an_upload_is_nothing() -> None:
    with site(form="long") as at:
        parts = urlsplit(at.server.url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        connection.putrequest("POST", "/2/statuses/upload_pic.json")
        connection.putheader("Content-Length", "100")
        connection.endheaders()
        connection.send(b"half")
        connection.close()
        assert at.server.books.pictures == {}


def test_it_says_where_it_listens_and_serves_until_it_is_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[module.WeiboServer] = []
    original = module.WeiboServer

    def kept(*told: object) -> module.WeiboServer:
        made.append(original(*told))  # type: ignore[arg-type]
        return made[0]

    monkeypatch.setattr(module, "WeiboServer", kept)
    out = io.StringIO()
    thread = Thread(target=module.run, args=(0, None, out), daemon=True)
    thread.start()
    while "\n" not in out.getvalue():
        thread.join(0.01)
    said = json.loads(out.getvalue())
    assert said["token"].startswith("2.00")
    assert asked(said["url"], "/")[0] == 200
    made[0].close()
    thread.join(10)
    assert not thread.is_alive()
