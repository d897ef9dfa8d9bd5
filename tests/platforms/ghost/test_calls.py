"""Requests to Ghost are values, and only the answers it really gives are read."""

import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.ghost import PLATFORM, calls
from editor_app.platforms.replies import Reply
from tests.platforms.ghost.fake import reply_of
from tests.platforms.workshop import Bench, order_of, variant


def test_a_picture_travels_under_an_ascii_name_of_its_delivery() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = order_of(made)
    request = calls.upload(PLATFORM.steps(made.payload)[2], order)
    assert request.target == "/ghost/api/admin/images/upload/"
    assert f'filename="pd-{order.key}-3.jpg"'.encode() in request.body
    assert made.media[made.payload.media[2].digest] in request.body


def test_a_hostile_picture_address_is_not_put_into_the_page() -> None:
    assert calls.safe_address("https://ghost.example.test/a.png") == "https://ghost.example.test/a.png"
    with pytest.raises(ValueError, match="plain web address"):
        calls.safe_address('https://x/"><script>')


def test_a_draft_gives_no_receipt() -> None:
    order = order_of(PLATFORM.compose(variant(), "u", Bench()))
    with pytest.raises(ValueError, match="not public"):
        calls.published(Fields({"status": "draft"}), order)


def test_a_refusal_says_what_and_why() -> None:
    status, body = reply_of("too_long")
    reply = Reply(status, {}, json.dumps(body).encode())
    assert "Validation error" in calls.words(reply)
    assert "exceeds maximum length" in calls.words(reply)
    assert calls.words(Reply(502, {}, b"<html>")) == ""
    assert calls.code(Reply(502, {}, b"<html>")) == ""
    status, body = reply_of("stale_token")
    assert calls.code(Reply(status, {}, json.dumps(body).encode())) == "INVALID_JWT"
