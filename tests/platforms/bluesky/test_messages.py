"""Answers below a thread on Bluesky: the app view's tree, our own record under a key of ours, links by bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.bluesky.messages import BlueskyConversation
from editor_app.platforms.contract import Absent, Connection, Found, Link
from editor_app.platforms.messages import Post, Reply
from tests.platforms.bluesky.test_link import SECRET, TOKENS
from tests.platforms.loopback import answer, drop, serving
from tests.platforms.workshop import Bench, order_of, variant, with_late

TALK = BlueskyConversation()
ROOT, SECOND = (f"at://did:plc:x/app.bsky.feed.post/{key}" for key in ("3kaaaaaaaaaa2", "3kaaaaaaaaab2"))
QUESTION = "at://did:plc:reader/app.bsky.feed.post/3kaaaaaaaaac2"
AT = datetime(2026, 11, 29, 12, 0, 0, 5000, tzinfo=UTC)


def post() -> Post:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False, link=""), "did:plc:x", Bench()))
    return Post(with_late(order, {"uri/1": ROOT, "cid/1": "rootcid"}), (ROOT, SECOND), {})


def node(uri: str, text: str, *replies: object, did: str = "") -> dict[str, object]:
    who = did or uri.split("/")[2]
    author = {"did": who, "handle": "reader.test", "displayName": "读者"}
    seen = {"uri": uri, "cid": f"cid-{text}", "author": author, "record": {"text": text},
            "indexedAt": "2026-11-29T11:00:00.000Z"}  # fmt: skip
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": seen, "replies": list(replies)}


def reply(text: str = "见 https://example.gov.cn/a。") -> Reply:
    return Reply(QUESTION, "cid-几号？", text, "0123456789abcdef", AT)


def linked(url: str) -> Link:
    return PLATFORM.link(Connection(url, SECRET))


def test_answers_are_read_out_of_the_tree_and_our_own_thread_is_none() -> None:
    own = node("at://did:plc:x/app.bsky.feed.post/3kaaaaaaaaad2", "1 日")
    blocked = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://y", "blocked": True}
    below = node(SECOND, "第二条", node("at://did:plc:other/app.bsky.feed.post/3kaaaaaaaaae2", "好"))
    tree = {"thread": node(ROOT, "第一条", node(QUESTION, "几号？", own), below, blocked)}
    with serving(answer(200, TOKENS), answer(200, tree)) as server:
        page = TALK.page(linked(server.url), post(), "")
    told = [(one.text, one.parent, one.is_own, one.mark) for one in page.messages]
    assert told == [
        ("几号？", "", False, "cid-几号？"),
        ("1 日", QUESTION, True, "cid-1 日"),
        ("好", "", False, "cid-好"),
    ]
    assert page.messages[0].url == "https://bsky.app/profile/did:plc:reader/post/3kaaaaaaaaac2"
    assert (page.messages[0].author, page.next_mark) == ("读者", "")


def test_the_record_answers_the_message_below_our_root_and_links_by_bytes() -> None:
    body = json.loads(TALK.outgoing(post(), reply()).body)
    assert body["record"]["reply"] == {
        "root": {"uri": ROOT, "cid": "rootcid"}, "parent": {"uri": QUESTION, "cid": "cid-几号？"},
    }  # fmt: skip
    (facet,) = body["record"]["facets"]
    text = body["record"]["text"].encode()
    assert text[facet["index"]["byteStart"] : facet["index"]["byteEnd"]] == b"https://example.gov.cn/a"
    assert (body["swapRecord"], body["record"]["createdAt"]) == (None, "2026-11-29T12:00:00.005Z")
    assert TALK.outgoing(post(), reply()) == TALK.outgoing(post(), reply())
    assert "facets" not in json.loads(TALK.outgoing(post(), reply("没有链接")).body)["record"]


def test_another_answer_has_another_place_even_at_the_same_moment() -> None:
    one = json.loads(TALK.outgoing(post(), reply()).body)["rkey"]
    other = json.loads(TALK.outgoing(post(), replace(reply(), key="fedcba9876543210")).body)["rkey"]
    assert one != other


def test_a_lost_answer_is_settled_by_our_own_key() -> None:
    rkey = json.loads(TALK.outgoing(post(), reply()).body)["rkey"]
    uri = f"at://did:plc:x/app.bsky.feed.post/{rkey}"
    gone = answer(400, {"error": "RecordNotFound", "message": "Could not locate record"})
    with serving(answer(200, TOKENS), drop, gone, answer(200, {"uri": uri, "cid": "c", "value": {}})) as server:
        link = linked(server.url)
        with pytest.raises(OutcomeUnknown):
            TALK.send(link, post(), reply())
        assert TALK.find(link, post(), reply()) == Absent()
        found = TALK.find(link, post(), reply())
        assert isinstance(found, Found)
        assert (found.result.remote_id, found.result.url) == (uri, f"https://bsky.app/profile/did:plc:x/post/{rkey}")


def test_another_record_than_ours_is_not_understood() -> None:
    with (
        serving(
            answer(200, TOKENS), answer(200, {"uri": "at://did:plc:x/app.bsky.feed.post/other", "cid": "c"})
        ) as server,
        pytest.raises(OutcomeUnknown),
    ):
        TALK.send(linked(server.url), post(), reply())


def test_length_is_counted_as_readers_see_it() -> None:
    assert TALK.length("👨‍👩‍👧é") == 2


def test_a_hidden_answer_is_told_as_such() -> None:
    root = node(
        ROOT, "第一条", node(QUESTION, "几号？"), node("at://did:plc:other/app.bsky.feed.post/3kaaaaaaaaae2", "好")
    )
    cast("dict[str, object]", root["post"])["threadgate"] = {"record": {"hiddenReplies": [QUESTION]}}
    with serving(answer(200, TOKENS), answer(200, {"thread": root})) as server:
        page = TALK.page(linked(server.url), post(), "")
    assert [(one.text, one.is_shown) for one in page.messages] == [("几号？", False), ("好", True)]


def test_a_server_without_an_app_view_is_said_in_words() -> None:
    said = {"error": "InvalidRequest", "message": "No service configured for app.bsky.feed.getPostThread"}
    with serving(answer(200, TOKENS), answer(400, said)) as server, pytest.raises(Rejected, match="no app view"):
        TALK.page(linked(server.url), post(), "")
