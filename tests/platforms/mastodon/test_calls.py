import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Order
from editor_app.platforms.mastodon import PLATFORM, calls
from editor_app.platforms.outcomes import retry_after
from editor_app.platforms.replies import Reply
from tests.platforms.mastodon.desk import posting
from tests.platforms.workshop import Bench, order_of, variant, with_late

DATE = {"date": "Sun, 29 Nov 2026 09:00:00 GMT"}


def ordered(**said: object) -> Order:
    order = order_of(PLATFORM.compose(variant(**said), "social.example/1", Bench()))  # type: ignore[arg-type]
    return with_late(order, {name: f"9{at}" for at, name in enumerate(order.payload.late)})


def test_a_picture_goes_up_with_its_alternative_text() -> None:
    order = ordered()
    sent = calls.upload(PLATFORM.steps(order.payload)[0], order)
    assert (sent.method, sent.target) == ("POST", "/api/v2/media")
    assert "市民中心外景".encode() in sent.body
    assert order.media(order.payload.media[0].digest) in sent.body


def test_a_post_has_a_key_of_its_own_that_is_the_same_in_every_attempt() -> None:
    order = ordered(body="字" * 900)
    one, two = (dict(calls.post(posting(order, part), order).headers)["Idempotency-Key"] for part in (1, 2))
    assert (one, two) == (f"{order.key}-1", f"{order.key}-2")
    said = json.loads(calls.post(posting(order, 2), order).body)
    assert said["in_reply_to_id"] == order.late["status/1"]
    assert said["visibility"] == "public"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-CN", "zh-CN"), ("zh_TW", "zh-TW"), ("zh-Hans-CN", "zh-CN"), ("zh", "zh"), ("en-GB", "en")],
)
def test_a_language_is_said_as_servers_take_it(tag: str, language: str) -> None:
    assert calls.language_of(tag) == language


def test_a_language_that_a_server_shortens_is_no_difference() -> None:
    order = ordered()
    wanted = calls.shall_be(order.payload.parts[0], order)
    assert dict(wanted.more)["language"] == "zh"


def test_a_date_until_which_to_wait_becomes_seconds_by_the_servers_clock() -> None:
    reply = Reply(429, {**DATE, "x-ratelimit-reset": "2026-11-29T09:02:00.000000Z"}, b"")
    assert retry_after(calls.with_wait(reply)).total_seconds() == 120
    past = Reply(429, {**DATE, "x-ratelimit-reset": "2026-11-29T08:00:00.000000Z"}, b"")
    assert retry_after(calls.with_wait(past)).total_seconds() == 1
    for strange in ({"x-ratelimit-reset": "soon"}, {"x-ratelimit-reset": "2026-11-29T09:02:00"}, {"retry-after": "7"}):
        reply = Reply(429, strange, b"")
        assert calls.with_wait(reply) == reply


def test_what_is_left_is_read_from_the_servers_own_headers() -> None:
    headers = {"x-ratelimit-limit": "300", "x-ratelimit-remaining": "12", "x-ratelimit-reset": "2026-11-29T09:05:00Z"}
    left = calls.allowance(Reply(200, headers, b""))
    assert left is not None
    assert (left.remaining, left.ceiling, left.resets_at) == (12, 300, datetime(2026, 11, 29, 9, 5, tzinfo=UTC))
    for strange in ({"x-ratelimit-limit": "x"}, {"x-ratelimit-reset": ""}, {"x-ratelimit-limit": "0"}):
        assert calls.allowance(Reply(200, {**headers, **strange}, b"")) is None


def test_only_the_servers_own_word_says_that_a_post_is_gone() -> None:
    assert calls.says_gone(Reply(404, {}, b'{"error":"Record not found"}'))
    assert not calls.says_gone(Reply(404, {}, b"<html>404</html>"))
    assert not calls.says_gone(Reply(200, {}, b'{"error":"Record not found"}'))


def test_a_status_of_another_shape_is_not_understood() -> None:
    for strange in ({}, [], {"id": 1, "content": "x"}, {"content": "x", "spoiler_text": "", "visibility": None}):
        with pytest.raises(ValueError, match="field"):
            calls.seen_in(Fields(strange))  # type: ignore[arg-type]


def test_a_change_has_a_receipt_of_its_own() -> None:
    order = ordered()
    status = Fields({"id": "7", "url": None, "uri": "https://social.example/7"})
    step = posting(order)
    assert calls.published(step, order, status).remote_id == "7"
    assert calls.published(replace(step, name="edit"), order, status).remote_id == f"7~{order.key}"
    assert calls.published(step, order, status).url == "https://social.example/7"
    harmful = Fields({"id": "7", "url": "javascript:alert(1)", "uri": "x"})
    assert calls.published(step, order, harmful).url == ""
