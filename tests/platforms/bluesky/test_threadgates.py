"""Hiding answers: our own record is read, changed and put over exactly what was read."""

import json

import pytest

from editor_app.domain.errors import Rejected
from editor_app.platforms.bluesky.threadgates import COLLECTION, hidden_in
from editor_app.platforms.messages import Act
from tests.platforms.bluesky.test_link import TOKENS
from tests.platforms.bluesky.test_messages import QUESTION, ROOT, TALK, linked, post
from tests.platforms.loopback import Received, answer, serving
from tests.platforms.workshop import with_late

GONE = answer(400, {"error": "RecordNotFound", "message": "Could not locate record"})
OTHER = "at://did:plc:other/app.bsky.feed.post/3kaaaaaaaaae2"


def acted(known: object, act: Act) -> list[Received]:
    """The requests after the sign-in."""
    there = post()
    there = type(there)(with_late(there.order, {"created_at/1": "2026-11-29T10:00:00.000Z"}), there.remote_ids)
    read = GONE if known is None else answer(200, {"uri": "at://x", "cid": "c1", "value": known})
    with serving(answer(200, TOKENS), read, answer(200, {"uri": "at://x", "cid": "c2"})) as server:
        link = linked(server.url)
        try:
            TALK.act(link, there, QUESTION, act)
        finally:
            link.close()
        return server.requests[1:]


def test_the_first_hidden_answer_makes_a_record_beside_the_first_post() -> None:
    _read, put = acted(None, Act.HIDE)
    assert json.loads(put.body) == {
        "repo": "did:plc:x", "collection": COLLECTION, "rkey": ROOT.rpartition("/")[2], "swapRecord": None,
        "record": {"$type": COLLECTION, "post": ROOT, "createdAt": "2026-11-29T10:00:00.000Z",
                   "hiddenReplies": [QUESTION]},
    }  # fmt: skip


def test_who_may_answer_stays_and_only_what_was_read_is_replaced() -> None:
    known = {"$type": COLLECTION, "post": ROOT, "createdAt": "x", "allow": [], "hiddenReplies": [OTHER, QUESTION]}
    _read, put = acted(known, Act.SHOW)
    said = json.loads(put.body)
    assert (said["record"], said["swapRecord"]) == ({**known, "hiddenReplies": [OTHER]}, "c1")


def test_a_second_time_changes_nothing() -> None:
    assert len(acted({"hiddenReplies": [QUESTION]}, Act.HIDE)) == 1
    assert len(acted(None, Act.SHOW)) == 1


def test_a_full_record_is_said_in_words() -> None:
    with pytest.raises(Rejected, match="300 answers"):
        acted({"hiddenReplies": [f"{OTHER}{n}" for n in range(300)]}, Act.HIDE)


def test_what_a_post_shows_of_it_may_be_anything() -> None:
    gate = {"record": {"hiddenReplies": [QUESTION, 5]}}
    assert hidden_in({"threadgate": gate}) == {QUESTION}
    for strange in (None, {}, {"threadgate": None}, {"threadgate": {"record": {"hiddenReplies": "x"}}}):
        assert hidden_in(strange) == frozenset()  # type: ignore[arg-type]
