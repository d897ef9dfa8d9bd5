"""Every profile takes what its kind of platform takes, and faults do what their name says."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from time import monotonic

import pytest

from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate
from editor_app.platforms.sandbox.faults import Faults
from editor_app.platforms.sandbox.ledger import Ledger
from editor_app.platforms.sandbox.practice import LATE_SECONDS, Practice

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
ENTRY = {"title": "网上办事", "html": '<p>12 件</p><img src="/m" alt="a">', "slug": "ban-shi"}


class Counter:
    """A practice platform in memory."""

    def __init__(self) -> None:
        self.ledger, self.faults = Ledger(), Faults()
        self.practice = Practice(self.ledger, self.faults, lambda: NOW, "http://127.0.0.1:1")

    def __call__(self, method: str, path: str, body: object = b"", query: dict | None = None, **headers: str) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.practice.answer(Asked(method, tuple(path.split("/")), query or {}, named, content))

    def public(self) -> list[str]:
        with self.ledger.lock:
            return [post.id for post in self.ledger.posts.values() if post.public]


@pytest.fixture
def counter() -> Counter:
    return Counter()


def told(answer: Answer) -> dict:
    return json.loads(answer.body)


def drafted(counter: Counter) -> str:
    return told(counter("POST", "api/draft-flip/main/drafts", ENTRY, idempotency_key="k"))["id"]


def test_a_draft_is_seen_by_nobody_until_it_is_flipped(counter: Counter) -> None:
    draft = drafted(counter)
    assert counter.public() == []
    flipped = counter("POST", f"api/draft-flip/main/drafts/{draft}/publish", {"slug": "final"})
    assert (told(flipped)["public"], told(flipped)["slug"], counter.public()) == (True, "final", [draft])


def test_flipping_twice_changes_nothing(counter: Counter) -> None:
    draft = drafted(counter)
    one, two = (counter("POST", f"api/draft-flip/main/drafts/{draft}/publish", {"slug": s}) for s in ("a", "b"))
    assert told(one) == told(two)


def test_a_key_makes_one_post_for_ever(counter: Counter) -> None:
    ids = {told(counter("POST", "api/keyed/main/posts", ENTRY, idempotency_key="k"))["id"] for _ in range(3)}
    assert counter.public() == list(ids)


@pytest.mark.parametrize("profile", ["public-readable", "public-blind"])
def test_without_a_key_every_call_is_a_post(counter: Counter, profile: str) -> None:
    for _ in range(2):
        counter("POST", f"api/{profile}/main/posts", ENTRY, idempotency_key="k")
    assert len(counter.public()) == 2


def test_a_file_is_put_once_and_another_one_is_refused_at_its_path(counter: Counter) -> None:
    statuses = [
        counter("PUT", "api/file/main/files/ban-shi", ENTRY, idempotency_key=key).status for key in ("k", "k", "other")
    ]
    assert (statuses, len(counter.public())) == ([201, 200, 412], 1)


def test_lists_begin_after_the_watermark_newest_first(counter: Counter) -> None:
    for _ in range(3):
        counter("POST", "api/public-readable/main/posts", ENTRY)
    listed = told(counter("GET", "api/public-readable/main/posts", query={"since": "1"}))["posts"]
    assert [post["number"] for post in listed] == [3, 2]


def test_channels_do_not_see_each_other(counter: Counter) -> None:
    counter("POST", "api/public-readable/one/posts", ENTRY)
    assert told(counter("GET", "api/public-readable/two/posts")) == {"posts": []}
    assert counter("GET", "api/public-readable/two/posts/1").status == 404


def test_the_blind_profile_reads_nothing_but_who_we_are(counter: Counter) -> None:
    assert counter("GET", "api/public-blind/main/posts").status == 403
    assert told(counter("GET", "api/public-blind/main/me"))["uid"] == "sandbox:public-blind:main"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("media", b"plain words", 415),
        ("media", b"\x89PNG" + b"0" * 10_000_001, 413),
        ("posts", {"title": " ", "html": ""}, 422),
        ("posts", {"title": "x" * 201}, 422),
        ("posts", {"title": "x", "html": "x" * 1_000_001}, 413),
        ("posts", b"{", 400),
        ("drafts", ENTRY, 404),
        ("drafts/7/publish", {"slug": "x"}, 404),
        ("elsewhere", b"", 404),
    ],
)
def test_what_it_does_not_take_is_refused_and_nothing_is_made(
    counter: Counter, path: str, body: object, status: int
) -> None:
    assert counter("POST", f"api/keyed/main/{path}", body).status == status
    assert counter.public() == []


@pytest.mark.parametrize("path", ["api", "api/keyed/main", "api/telegraph/main/me", "api/keyed/main/nowhere"])
def test_other_paths_lead_nowhere(counter: Counter, path: str) -> None:
    assert counter("GET", path).status == 404


def test_a_private_draft_can_be_thrown_away_but_a_public_post_can_not(counter: Counter) -> None:
    draft = drafted(counter)
    assert counter("DELETE", f"api/draft-flip/main/drafts/{draft}").status == 200
    assert counter("DELETE", f"api/draft-flip/main/drafts/{draft}").status == 404


@pytest.mark.parametrize(
    ("fault", "seen", "made"),
    [
        ("drop_before", Answer(fate=Fate.DROP), 0),
        ("5xx", 503, 0),
        ("429", 429, 0),
        ("429_date", 429, 0),
        ("drop_after", Fate.DROP, 1),
        ("5xx_after", 500, 1),
        ("malformed", b'{"id": ', 1),
        ("die_after", Fate.DIE, 1),
    ],
)
def test_a_fault_of_transport_does_what_its_name_says(counter: Counter, fault: str, seen: object, made: int) -> None:
    counter.faults.put({fault: 1})
    answer = counter("POST", "api/keyed/main/posts", ENTRY, idempotency_key="k")
    assert seen in (answer, answer.status, answer.fate, answer.body)
    assert len(counter.public()) == made
    assert counter.ledger.requests[0].outcome == fault
    assert counter("POST", "api/keyed/main/posts", ENTRY, idempotency_key="k").fate is Fate.SEND
    assert len(counter.public()) == 1


def test_a_late_effect_comes_after_the_connection_broke(counter: Counter) -> None:
    counter.faults.put({"late": 1})
    begun = monotonic()
    assert counter("POST", "api/public-readable/main/posts", ENTRY).fate is Fate.DROP
    assert counter.public() == []
    while not counter.public():
        assert monotonic() - begun < 10
    assert monotonic() - begun >= LATE_SECONDS


def test_429_says_when_to_come_back_in_seconds_or_as_a_date(counter: Counter) -> None:
    counter.faults.put({"429": {"count": 1, "seconds": 30}, "429_date": 1})
    first, second = (dict(counter("POST", "api/keyed/main/posts", ENTRY).headers)["Retry-After"] for _ in range(2))
    assert first == "30"
    assert (parsedate_to_datetime(second) - NOW).total_seconds() == 31


@pytest.mark.parametrize(("fault", "lost"), [("rewrite", "12"), ("strip_alt", 'alt="a"')])
def test_a_fault_of_content_changes_what_readers_see(counter: Counter, fault: str, lost: str) -> None:
    counter.faults.put({fault: 1})
    assert lost not in told(counter("POST", "api/keyed/main/posts", ENTRY))["html"]


def test_requests_are_numbered_within_their_kind(counter: Counter) -> None:
    draft = drafted(counter)
    for _ in range(2):
        counter("POST", f"api/draft-flip/main/drafts/{draft}/publish", {"slug": "x"})
    assert [(r.kind, r.number, r.key) for r in counter.ledger.requests] == [
        ("draft", 1, "k"),
        ("publish", 1, "k"),
        ("publish", 2, "k"),
    ]


@pytest.mark.parametrize(("fault", "review", "public"), [("accepted", "", True), ("denied", "denied", False)])
def test_a_platform_that_checks_first_decides_half_a_second_later(
    counter: Counter, fault: str, review: str, *, public: bool
) -> None:
    draft = drafted(counter)
    counter.faults.put({fault: 1})
    answer = counter("POST", f"api/draft-flip/main/drafts/{draft}/publish", {"slug": "final"})
    assert (answer.status, counter.ledger.posts[draft].review, counter.public()) == (202, "pending", [])
    end = monotonic() + 10
    while counter.ledger.posts[draft].review == "pending" and monotonic() < end:
        Event().wait(0.02)
    assert (counter.ledger.posts[draft].review, draft in counter.public()) == (review, public)
