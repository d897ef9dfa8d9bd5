from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.manifest_json import Fields
from editor_app.domain.secrets import Secret
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.bluesky.addresses import post_uri, record_key
from editor_app.platforms.bluesky.records import record_of
from editor_app.platforms.bluesky.tracing import is_older, judged, late_of_thread
from editor_app.platforms.contract import Absent, Connection, Found, Unclear
from editor_app.platforms.tracing import SLACK, traced
from tests.platforms.loopback import answer, serving
from tests.platforms.workshop import BODY, KEY, NOW, Bench, order_of, variant, with_late

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Order

OTHER = DeliveryKey("f" * 16)
TOKENS = {"accessJwt": "a.e30.c", "refreshJwt": "r", "did": "did:plc:x", "handle": "office.test"}

LONG = "网上办事不必跑腿，线下窗口同样受理。\n\n" * 40 + BODY


def ordered() -> Order:
    return order_of(PLATFORM.compose(variant(body="便民事项一次办好", cover=False, link=""), "did:plc:x", Bench()))


def record(text: str, key: DeliveryKey = KEY, at: datetime = NOW, part: int = 1, created: str = "") -> dict[str, Json]:
    said = created or at.isoformat(timespec="milliseconds")
    uri = post_uri("did:plc:x", record_key(key, at, part))
    return {"uri": uri, "cid": "c", "value": {"text": text, "createdAt": said}}


def words(order: Order) -> str:
    return order.payload.parts[0].body


def found(*records: dict[str, Json]) -> object:
    return judged(ordered(), "pds.example", [Fields(one) for one in records])


def test_the_first_post_of_a_delivery_is_known_by_its_bits_and_its_words() -> None:
    order = ordered()
    sighting = found(record("后面的一条", at=NOW + timedelta(hours=1)), record(words(order)))
    assert isinstance(sighting, Found)
    assert sighting.result.remote_id == post_uri("did:plc:x", record_key(KEY, NOW, 1))
    assert sighting.result.url.startswith("https://bsky.app/profile/did:plc:x/post/")


@pytest.mark.parametrize(
    "like",
    [
        record(words(ordered()), OTHER),
        record("有人改过的话"),
        record(words(ordered()), created="2026-11-28T09:00:00.000Z"),
    ],
    ids=["the same words under another key", "other words under ours", "our bits by chance, at another time"],
)
def test_what_is_only_alike_is_for_a_person(like: dict[str, Json]) -> None:
    sighting = found(like)
    assert isinstance(sighting, Unclear)
    assert len(sighting.candidates) == 1


@pytest.mark.parametrize("created", ["", "2026-11-28", "2026-11-28T09:30:00", "yesterday"])
def test_other_posts_are_none_of_ours_whatever_they_say_of_their_time(created: str) -> None:
    assert found(record("别的话", OTHER, created=created)) == Absent()
    odd: dict[str, Json] = {"uri": "at://did:plc:x/app.bsky.feed.post/self", "cid": "c", "value": {"createdAt": 5}}
    assert found(odd) == Absent()


def test_only_what_was_made_before_the_delivery_is_older() -> None:
    assert is_older(Fields(record("x", at=NOW - SLACK - timedelta(seconds=1))), NOW)
    assert not is_older(Fields(record("x", at=NOW - SLACK)), NOW)
    assert not is_older(Fields({"uri": "at://did:plc:x/app.bsky.feed.post/self"}), NOW)


def test_the_list_is_read_page_by_page_as_far_back_as_the_delivery() -> None:
    order = ordered()
    newest = answer(200, {"cursor": "p2", "records": [record("别的话", OTHER)]})
    second = answer(200, {"cursor": "p3", "records": [record(words(order))]})
    old = answer(200, {"cursor": "p4", "records": [record("旧的话", OTHER, NOW - timedelta(days=2))]})
    with serving(answer(200, TOKENS), newest, second, old) as server:
        link = PLATFORM.link(Connection(server.url, Secret("office.test:abcd-efgh")))
        sighting = traced(link, order, NOW)
        link.close()
        asked = [request.target for request in server.requests[1:]]
    assert isinstance(sighting, Found)
    assert ["cursor" in target for target in asked] == [False, True, True]


def test_an_account_with_more_posts_than_are_looked_at_is_for_a_person() -> None:
    page = answer(200, {"cursor": "again", "records": [record("别的话", OTHER)]})
    with serving(answer(200, TOKENS), page) as server:
        link = PLATFORM.link(Connection(server.url, Secret("office.test:abcd-efgh")))
        assert isinstance(traced(link, ordered(), NOW), Unclear)
        link.close()


def test_a_thread_tells_keys_times_and_pictures_that_the_other_copy_chose() -> None:
    theirs = order_of(PLATFORM.compose(variant(LONG), "did:plc:x", Bench()))
    theirs = with_late(theirs, PLATFORM.prepared(theirs, NOW))
    theirs = with_late(
        theirs, {name: f"{name} given" for name in theirs.payload.late if name.startswith(("uri", "cid"))}
    )
    theirs = with_late(theirs, {name: '{"a":1}' for name in theirs.payload.late if name.startswith("blob")})
    assert len(theirs.payload.parts) > 1
    posts = {
        theirs.late[f"rkey/{part.ordinal}"]: Fields(
            {
                "uri": theirs.late[f"uri/{part.ordinal}"],
                "cid": theirs.late[f"cid/{part.ordinal}"],
                "value": record_of(part, theirs),
            }
        )
        for part in theirs.payload.parts
    }
    ours = order_of(PLATFORM.compose(variant(LONG), "did:plc:x", Bench()))
    ours = with_late(ours, PLATFORM.prepared(ours, NOW + timedelta(hours=1)))
    first = post_uri("did:plc:x", theirs.late["rkey/1"])
    assert late_of_thread(ours, first, posts.get) == dict(theirs.late)
    assert late_of_thread(ours, "at://did:plc:x/app.bsky.feed.post/self", posts.get) == {}
    alone = late_of_thread(ours, first, {theirs.late["rkey/1"]: posts[theirs.late["rkey/1"]]}.get)
    assert alone["rkey/2"] == theirs.late["rkey/2"], "where the next part would lie"
    assert "uri/2" not in alone
