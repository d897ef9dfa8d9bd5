import json
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.weibo import PLATFORM, calls
from tests.platforms.weibo.counter import publishing
from tests.platforms.workshop import Bench, order_of, variant, with_late


def test_a_form_is_encoded_once_with_blanks_as_percent_twenty() -> None:
    assert calls.posted("/x", {"status": "办 事+1"}).body == b"status=%E5%8A%9E%20%E4%BA%8B%2B1"


def test_a_share_with_a_picture_is_a_form_with_both_and_without_a_picture_has_no_file() -> None:
    order = with_late(order_of(PLATFORM.compose(variant("共 12 件事。"), "1", Bench())), {"mark": "0123456789abcdef"})
    assert b'name="pic"; filename="pd-0123456789abcdef-1.png"' in PLATFORM.outgoing(publishing(order), order).body
    bare = order_of(
        PLATFORM.compose(variant("共 12 件事。", cover=False, options={"rip": "203.0.113.7"}), "1", Bench())
    )
    sent = parse_qs(calls.publication(with_late(bare, {"mark": "0123456789abcdef"})).body.decode())
    assert sent["rip"] == ["203.0.113.7"]
    assert sent["status"][0].endswith("?pd=0123456789abcdef")


def test_a_long_post_says_whether_it_is_long_and_names_its_pictures_in_order() -> None:
    made = PLATFORM.compose(variant("字" * 200, options={"form": "long"}, cover=False), "1", Bench())
    bare = calls.publication(with_late(order_of(made), {"mark": "0123456789abcdef"}))
    assert (bare.target, parse_qs(bare.body.decode())["is_longtext"]) == (calls.UPDATE, ["1"])
    made = PLATFORM.compose(variant("字", options={"form": "long"}), "1", Bench())
    order = with_late(order_of(made), {"mark": "0123456789abcdef", "pic_id/1": "p1"})
    assert calls.publication(order).target == calls.WITH_PICTURES
    assert parse_qs(calls.publication(order).body.decode())["pic_id"] == ["p1"]


def test_times_of_weibo_are_read_with_their_zone() -> None:
    at = calls.made_at(Fields({"created_at": "Wed Oct 24 23:49:17 +0800 2012"}))
    assert at == datetime(2012, 10, 24, 23, 49, 17, tzinfo=timezone(timedelta(hours=8)))
    assert at.tzinfo is UTC
    for wrong in ("", "Wed Okt 24 23:49:17 +0800 2012", "24 Oct 2012"):
        with pytest.raises(ValueError, match="time"):
            calls.made_at(Fields({"created_at": wrong}))


@pytest.mark.parametrize("told", [{"idstr": "35"}, {"mid": "35", "id": 36}, {"id": 35}])
def test_the_number_of_a_post_is_its_text_before_its_number(told: dict[str, str | int]) -> None:
    assert calls.number_in(Fields(json.loads(json.dumps(told)))) == "35"


@pytest.mark.parametrize("told", [{}, {"idstr": "x"}, {"id": None}])
def test_a_post_without_a_number_is_not_understood(told: dict[str, str | None]) -> None:
    with pytest.raises(ValueError, match="number"):
        calls.number_in(Fields(told))


def test_pictures_and_long_words_of_a_post() -> None:
    status = Fields({
        "text": "短…", "longText": {"longTextContent": "全文\u200b"},
        "pic_urls": [{"thumbnail_pic": "http://wx1.sinaimg.cn/thumbnail/a1.jpg"},
                     {"thumbnail_pic": "http://wx1.sinaimg.cn/thumbnail/b2.gif"}],
    })  # fmt: skip
    assert calls.pictures_in(status) == ["a1", "b2"]
    assert calls.words_in(status) == "全文"
    assert calls.pictures_in(Fields({"text": "短 "})) == []
    assert calls.words_in(Fields({"text": "短 "})) == "短"
