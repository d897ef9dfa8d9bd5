"""Behind the counter: what readers see with every publishing request, faults, and another client at work."""

import json

import pytest

from editor_app.domain.identifiers import sha256
from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.sandbox.readers import Readers
from tests.platforms.sandbox.test_practice import Counter

PICTURE = b"\x89PNG\r\n"


@pytest.fixture
def counter() -> Counter:
    counter = Counter()
    digest = sha256(PICTURE)
    counter("POST", "api/keyed/main/media", PICTURE)
    entry = {"title": "A & B", "html": f'<p>12</p><img src="/media/{digest}" alt="x &amp; y">', "language": "zh-CN"}
    for _ in range(2):
        counter("POST", "api/keyed/main/posts", entry, idempotency_key="k")
    counter("POST", "api/draft-flip/main/drafts", entry, idempotency_key="d")
    return counter


def ask(counter: Counter, method: str, path: str, body: object = None, **query: str) -> Answer:
    readers = Readers(counter.practice, counter.ledger, counter.faults)
    return readers.answer(Asked(method, tuple(path.split("/")), query, {}, json.dumps(body).encode()))


def test_posts_are_what_readers_see_with_the_time_and_number_of_each_request(counter: Counter) -> None:
    posts = json.loads(ask(counter, "GET", "_sandbox/posts").body)["posts"]
    assert len(posts) == 1
    assert (posts[0]["alts"], posts[0]["pictures"]) == (["x & y"], [sha256(PICTURE)])
    assert posts[0]["requests"] == [
        {"number": 1, "at": "2026-11-28T09:30:00.000000Z", "outcome": "done"},
        {"number": 2, "at": "2026-11-28T09:30:00.000000Z", "outcome": "done"},
    ]


def test_posts_can_be_asked_for_by_channel_and_profile(counter: Counter) -> None:
    assert json.loads(ask(counter, "GET", "_sandbox/posts", channel="other").body)["posts"] == []
    assert len(json.loads(ask(counter, "GET", "_sandbox/posts", profile="keyed").body)["posts"]) == 1


def test_the_request_log_holds_every_request(counter: Counter) -> None:
    log = json.loads(ask(counter, "GET", "_sandbox/requests").body)["requests"]
    assert [request["kind"] for request in log] == ["upload", "publish", "publish", "draft"]
    publishing = json.loads(ask(counter, "GET", "_sandbox/posts").body)["publishing"]
    assert [request["number"] for request in publishing] == [1, 2]


def test_faults_are_set_read_and_cleared(counter: Counter) -> None:
    assert json.loads(ask(counter, "POST", "_sandbox/faults", {"late": 2}).body) == {"faults": {"late@publish": 2}}
    assert json.loads(ask(counter, "DELETE", "_sandbox/faults").body) == {"faults": {}}
    assert ask(counter, "POST", "_sandbox/faults", {"typhoon": 1}).status == 400
    assert ask(counter, "POST", "_sandbox/faults", 7).status == 400


def test_another_client_alters_and_deletes_a_post(counter: Counter) -> None:
    assert ask(counter, "POST", "_sandbox/alter", {"id": "1", "old": "12", "new": "21"}).status == 200
    assert "<p>21</p>" in counter.ledger.posts["1"].entry.html
    assert ask(counter, "POST", "_sandbox/alter", {"id": "1", "old": "没有的字", "new": "x"}).status == 404
    assert ask(counter, "POST", "_sandbox/alter", {"id": "1"}).status == 400
    assert ask(counter, "DELETE", "_sandbox/posts/1").status == 200
    assert counter.public() == []


def test_the_public_page_is_a_page_in_its_language_and_drafts_have_none(counter: Counter) -> None:
    page = ask(counter, "GET", "read/1")
    assert '<html lang="zh-CN">' in page.body.decode()
    assert "<title>A &amp; B</title>" in page.body.decode()
    assert dict(page.headers)["Content-Security-Policy"].startswith("default-src 'none'")
    assert ask(counter, "GET", "read/2").status == 404


def test_a_picture_is_served_as_it_was_uploaded(counter: Counter) -> None:
    picture = ask(counter, "GET", f"media/{sha256(PICTURE)}")
    assert (picture.body, picture.content_type) == (PICTURE, "image/png")
    assert ask(counter, "GET", "media/none").status == 404


@pytest.mark.parametrize(("method", "path"), [("GET", "_sandbox/nothing"), ("PUT", "_sandbox/posts"), ("GET", "other")])
def test_other_paths_lead_nowhere(counter: Counter, method: str, path: str) -> None:
    assert ask(counter, method, path).status == 404
