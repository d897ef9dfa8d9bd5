"""The reference receiver lets in what is signed, now, and once; it keeps documents over a restart."""

from __future__ import annotations

import http.client
import json
import threading
from time import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.webhook.receiver import LARGEST, Asked, Receiver, ReceiverServer
from editor_app.platforms.webhook.signing import signature_headers
from tests.platforms.webhook.client import SECRET

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_800_000_000
KEY = "0123456789abcdef"
PNG = b"\x89PNG\r\n\x1a\n"
DOCUMENT = {"v": 1, "title": "题", "html": "<p>x</p>", "pictures": []}


def asked(method: str, path: str, body: bytes = b"", *, at: int = NOW, secret: str = SECRET, key: str = KEY) -> Asked:
    """A signed request."""
    outgoing = Outgoing(method, path, (("X-Delivery", key),), body)
    headers = {
        **signature_headers(outgoing, Secret(secret), at, uuid4().hex),
        "X-Delivery": key,
        "Idempotency-Key": key,
    }
    return Asked(method, path, {name.lower(): value for name, value in headers.items()}, body)


def posted(receiver: Receiver, key: str = KEY, **more: object) -> int:
    body = json.dumps({**DOCUMENT, **more}).encode()
    return receiver.answer(asked("POST", "/documents", body, key=key), NOW).status


def test_a_signed_request_is_let_in_within_five_minutes() -> None:
    receiver = Receiver(SECRET)
    for at in (NOW - 300, NOW, NOW + 300):
        assert receiver.answer(asked("GET", "/", at=at), NOW).status == 200
    for at in (NOW - 301, NOW + 301):
        answer = receiver.answer(asked("GET", "/", at=at), NOW)
        assert (answer.status, b"check the clocks" in answer.body) == (400, True)


def test_the_same_request_is_let_in_once() -> None:
    receiver, one = Receiver(SECRET), asked("GET", "/")
    assert [receiver.answer(one, NOW + wait).status for wait in (0, 0, 299)] == [200, 403, 403]
    assert receiver.answer(one, NOW + 301).status == 400, "it is forgotten only when its time is over"


@pytest.mark.parametrize("name", ["press-desk-timestamp", "press-desk-nonce", "press-desk-signature", "x-delivery"])
def test_whatever_is_changed_in_a_request_breaks_its_signature(name: str) -> None:
    one = asked("POST", "/documents", json.dumps(DOCUMENT).encode())
    receiver = Receiver(SECRET)
    changed = {**one.headers, name: one.headers[name][:-1] + ("0" if one.headers[name][-1] != "0" else "1")}
    assert receiver.answer(one._replace(headers=changed), NOW).status == 401
    assert receiver.answer(one._replace(body=one.body + b" "), NOW).status == 401
    assert receiver.answer(one._replace(path="/documents/1", method="PUT"), NOW).status == 401
    assert receiver.answer(asked("GET", "/", secret=SECRET[::-1]), NOW).status == 401
    assert receiver.shelf.documents == {}
    assert receiver.answer(one, NOW).status == 201


def test_a_key_that_came_before_makes_no_second_document() -> None:
    receiver = Receiver(SECRET)
    assert [posted(receiver), posted(receiver), posted(receiver, "f" * 16)] == [201, 200, 201]
    assert len(receiver.shelf.documents) == 2


def test_a_document_without_its_pictures_or_a_picture_under_a_wrong_digest_is_refused() -> None:
    import hashlib

    receiver = Receiver(SECRET)
    digest = hashlib.sha256(PNG).hexdigest()
    assert posted(receiver, pictures=[{"sha256": digest}]) == 422
    assert receiver.answer(asked("PUT", f"/pictures/{'0' * 64}", PNG), NOW).status == 422
    text = b"not a picture"
    assert receiver.answer(asked("PUT", f"/pictures/{hashlib.sha256(text).hexdigest()}", text), NOW).status == 415
    assert receiver.answer(asked("PUT", f"/pictures/{digest}", PNG), NOW).status == 201
    assert posted(receiver, pictures=[{"sha256": digest}]) == 201


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"v": 2, "title": "x", "html": "", "pictures": []}'])
def test_what_is_no_document_is_refused(body: bytes) -> None:
    assert Receiver(SECRET).answer(asked("POST", "/documents", body), NOW).status in {400, 422}


def test_documents_outlive_a_restart(tmp_path: Path) -> None:
    first = Receiver(SECRET, tmp_path)
    assert posted(first) == 201
    again = Receiver(SECRET, tmp_path)
    told = json.loads(again.answer(asked("GET", f"/deliveries/{KEY}"), NOW).body)
    assert (told["id"], told["visible"], told["document"]["title"]) == ("1", True, "题")


def test_what_is_unknown_says_so_and_a_wrong_call_does_not() -> None:
    receiver = Receiver(SECRET)
    unknown = receiver.answer(asked("GET", f"/deliveries/{KEY}"), NOW)
    assert (unknown.status, json.loads(unknown.body)["known"]) == (404, False)
    wrong = receiver.answer(asked("GET", "/elsewhere"), NOW)
    assert (wrong.status, "known" in json.loads(wrong.body)) == (405, False)


def test_readers_get_pages_pictures_and_a_feed_without_a_signature_and_gone_is_410() -> None:
    server = ReceiverServer(Receiver(SECRET))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    receiver = server.receiver
    body = json.dumps(DOCUMENT).encode()
    receiver.answer(asked("POST", "/documents", body, at=int(time())), time())
    assert ask(server.url, "GET", "/read/1")[0] == 200
    assert json.loads(ask(server.url, "GET", "/feed.json")[1])["items"][0]["title"] == "题"
    receiver.answer(asked("DELETE", "/documents/1", at=int(time())), time())
    status, page = ask(server.url, "GET", "/read/1")
    assert (status, b"<p>x</p>" in page) == (410, False)
    assert ask(server.url, "GET", "/pictures/none")[0] == 404
    assert ask(server.url, "POST", "/documents", b"x" * (LARGEST + 1))[0] == 413
    server.shutdown()
    server.server_close()
    thread.join(5)


def ask(url: str, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.putrequest(method, path)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
