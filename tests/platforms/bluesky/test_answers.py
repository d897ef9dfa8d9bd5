"""What a PDS answers is taken for what it is, and for our post only when it is ours."""

import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.bluesky.answers import error_of, flat, put_result, record_field
from editor_app.platforms.contract import Order, Step
from editor_app.platforms.replies import Reply
from tests.platforms.workshop import NOW, Bench, order_of, variant, with_late


def put() -> tuple[Step, Order]:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False, link=""), "did:plc:x", Bench()))
    return PLATFORM.steps(order.payload)[0], with_late(order, PLATFORM.prepared(order, NOW))


def test_our_post_gives_its_address_its_content_id_and_a_page_for_readers() -> None:
    step, order = put()
    uri = f"at://did:plc:x/app.bsky.feed.post/{order.late['rkey/1']}"
    result = put_result(step, order, Fields({"uri": uri, "cid": "c"}))
    assert (result.remote_id, result.late) == (uri, {"uri/1": uri, "cid/1": "c"})
    assert result.url == f"https://bsky.app/profile/did:plc:x/post/{order.late['rkey/1']}"


@pytest.mark.parametrize(
    "answer", [{}, {"uri": "at://did:plc:y/app.bsky.feed.post/3k", "cid": "c"}, {"uri": 7, "cid": "c"}]
)
def test_another_post_is_not_ours(answer: dict[str, object]) -> None:
    step, order = put()
    with pytest.raises(ValueError, match=r"."):
        put_result(step, order, Fields(answer))  # type: ignore[arg-type]


def test_errors_have_a_name_and_words_and_pages_have_neither() -> None:
    assert error_of(Reply(400, {}, b'{"error":"InvalidSwap","message":"Record was at x"}')) == (
        "InvalidSwap",
        "Record was at x",
    )
    assert error_of(Reply(502, {}, b"<html>")) == ("", "")
    assert error_of(Reply(400, {}, b'{"error":"Odd"}')) == ("", "")


def test_records_are_equal_exactly_when_their_flat_texts_are() -> None:
    assert flat({"b": 1, "a": [1.5, None]}) == flat(json.loads('{"a":[1.5,null],"b":1}'))
    assert flat({"a": 1}) != flat({"a": "1"})
    assert record_field(2) < record_field(10)
