import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.wechat import PLATFORM, calls
from tests.platforms.workshop import KEY, Bench, order_of, variant, with_late


def ordered(**options: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    order = order_of(PLATFORM.compose(variant(options=options), "wx", Bench()))
    late = {
        name: f"http://127.0.0.1/{n}" if name.startswith("media_url") else f"id-{n}"
        for n, name in enumerate(order.payload.late)
    }
    return with_late(order, late)


def test_a_draft_says_everything_that_was_signed_and_in_utf8() -> None:
    order = ordered(comments="followers")
    outgoing = calls.draft(order)
    (article,) = json.loads(outgoing.body)["articles"]
    assert "\\u" not in outgoing.body.decode()
    assert (article["title"], article["author"], article["digest"]) == (
        "网上办事指南 2026",
        "市政务服务局",
        "12 个事项一次办成。",
    )
    assert (article["need_open_comment"], article["only_fans_can_comment"]) == (1, 1)
    assert article["thumb_media_id"] == order.late["media_id/4"]
    assert article["content_source_url"] == "https://example.gov.cn/zn/2026.html"


def test_pictures_go_up_under_ascii_names_to_the_text_or_the_library() -> None:
    order = ordered()
    *_, inline, cover = order.payload.media
    one, two = calls.upload(inline, order), calls.upload(cover, order)
    assert (one.target, two.target) == (calls.PICTURE_OF_TEXT, calls.PICTURE_OF_LIBRARY)
    assert f'name="media"; filename="pd-{KEY}-4.png"'.encode() in two.body


def test_a_picture_post_is_plain_words_and_the_ids_of_its_pictures() -> None:
    order = ordered(form="newspic")
    (article,) = json.loads(calls.draft(order).body)["articles"]
    assert [one["image_media_id"] for one in article["image_info"]["image_list"]] == calls.picture_ids(order)
    assert "<" not in article["content"].replace("<3>", "")
    assert "12 个事项" in article["content"]
    assert "thumb_media_id" not in article


def test_submitting_names_the_draft_and_nothing_else() -> None:
    order = ordered()
    assert json.loads(calls.submit(order).body) == {"media_id": order.late["draft_id"]}


def test_addresses_are_encrypted_and_plain() -> None:
    assert calls.safe_address("http://mmbiz.qpic.cn/a/0?wx_fmt=png") == "https://mmbiz.qpic.cn/a/0?wx_fmt=png"
    assert calls.secure("http://127.0.0.1:8/s/1") == "http://127.0.0.1:8/s/1"
    with pytest.raises(ValueError, match="plain"):
        calls.safe_address('http://x/"onload=')


def test_a_number_that_is_not_there_is_empty() -> None:
    assert calls.number_in(Fields([]), "x") == calls.number_in(Fields({"x": None}), "x") == ""
