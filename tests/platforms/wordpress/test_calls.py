"""Requests to WordPress are values: pictures as forms, terms by name, articles as canonical JSON."""

import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.wordpress import PLATFORM, calls
from tests.platforms.workshop import Bench, order_of, variant, with_late


def test_a_picture_travels_with_its_alternative_text_and_an_ascii_name() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = order_of(made)
    request = calls.upload(PLATFORM.steps(made.payload)[2], order)
    medium = made.payload.media[2]
    assert made.media[medium.digest] in request.body
    assert f'filename="pd-{order.key}-3.jpg"'.encode() in request.body
    assert 'name="alt_text"\r\n\r\n队伍 "变短" 了 &lt;3&gt;\r\n'.encode() in request.body
    assert len(dict(request.headers)["Content-Type"].partition("boundary=")[2]) <= 70


def test_categories_come_before_tags_and_share_one_numbering() -> None:
    made = PLATFORM.compose(variant(categories=("政策解读",)), "u", Bench())
    assert calls.terms(made.payload) == (("categories", "政策解读"), ("tags", "一网通办"), ("tags", "便民"))
    order = with_late(order_of(made), {"term_id/1": "5", "term_id/2": "9", "term_id/3": "7"})
    assert (calls.term_ids(order, "categories"), calls.term_ids(order, "tags")) == ((5,), (9, 7))
    assert calls.joined((9, 7, 7)) == "7,9"
    request = calls.term(PLATFORM.steps(made.payload)[5], order)
    assert (request.target, json.loads(request.body)) == ("/wp-json/wp/v2/tags", {"name": "一网通办"})


def test_an_unapproved_late_field_is_missed_before_anything_is_sent() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    with pytest.raises(KeyError):
        calls.publish(order_of(made))


def test_a_post_that_is_not_public_gives_no_receipt() -> None:
    order = order_of(PLATFORM.compose(variant(), "u", Bench()))
    with pytest.raises(ValueError, match="not public"):
        calls.published(Fields({"status": "draft", "id": 1, "link": "x"}), order)


def test_a_draft_is_found_by_the_key_of_its_delivery() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    assert calls.search_target(order_of(made)).startswith("/wp-json/wp/v2/posts?slug=pd-0123456789abcdef&status=any")
