"""A sealed part and its late fields make one record, and nothing else goes into it."""

import pytest

from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.bluesky.records import alts_of, pictures_of, record_of
from editor_app.platforms.contract import Order
from tests.platforms.workshop import NOW, Bench, order_of, variant, with_late

LONG = "加强政务公开。" * 100


def filled(body: str = LONG, **said: str) -> Order:
    composed = PLATFORM.compose(variant(body=body, **said), "did:plc:x", Bench())
    order = order_of(composed)
    late = dict(PLATFORM.prepared(order, NOW))
    late |= {name: '{"$type":"blob"}' for name in composed.payload.late if name.startswith("blob")}
    late |= {name: name for name in composed.payload.late if name.startswith(("uri", "cid"))}
    return with_late(order, late)


def test_the_first_post_answers_nobody_and_the_others_answer_root_and_parent() -> None:
    order = filled()
    records = [record_of(part, order) for part in order.payload.parts]
    assert "reply" not in records[0]
    assert records[2]["reply"] == {"root": {"uri": "uri/1", "cid": "cid/1"}, "parent": {"uri": "uri/2", "cid": "cid/2"}}


def test_a_card_carries_its_picture_and_no_alternative_text() -> None:
    order = filled()
    record = record_of(order.payload.parts[0], order)
    assert record["embed"]["external"]["thumb"] == {"$type": "blob"}
    assert alts_of(order.payload.parts[0], order) == ()
    assert len(pictures_of(order.payload.parts[0], order)) == 1


def test_images_carry_words_and_shape() -> None:
    order = filled(variant().content.body)
    images = record_of(order.payload.parts[0], order)["embed"]["images"]
    assert [image["alt"] for image in images] == list(alts_of(order.payload.parts[0], order))
    assert images[0]["aspectRatio"] == {"width": 64, "height": 48}


def test_the_language_and_the_time_are_said() -> None:
    record = record_of(filled().payload.parts[0], filled())
    assert (record["langs"], record["createdAt"]) == (["zh-CN"], "2026-11-28T09:30:00.123Z")


@pytest.mark.parametrize("missing", ["created_at/2", "uri/1", "cid/1"])
def test_a_late_field_that_has_not_arisen_is_a_key_error(missing: str) -> None:
    order = filled()
    late = {name: value for name, value in order.late.items() if name != missing}
    with pytest.raises(KeyError, match=missing):
        record_of(order.payload.parts[1], Order(order.payload, order.key, order.media, late))
