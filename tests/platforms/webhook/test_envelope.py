"""What a client gets, what is compared of what it gives back, and which addresses may stand in a text."""

import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.replies import Reply
from editor_app.platforms.webhook import PLATFORM
from editor_app.platforms.webhook.envelope import document, observed, posted, safe_address, says_gone
from tests.platforms.workshop import Bench, order_of, variant, with_late


def test_a_document_carries_text_pictures_and_their_words_in_order() -> None:
    order = order_of(PLATFORM.compose(variant(), "webhook:x", Bench()))
    order = with_late(order, {name: f"https://app.example.gov/{name}" for name in order.payload.late})
    said = document(order)
    pictures = [Fields(one) for one in Fields(said).items("pictures")]
    assert [one.text("role") for one in pictures] == ["inline", "inline", "inline", "cover"]
    assert pictures[0].text("alt") == "大厅窗口"
    assert 'src="https://app.example.gov/media_url/1"' in str(said["html"])
    assert observed(Fields(json.loads(json.dumps(said)))) == PLATFORM.expected(order)


@pytest.mark.parametrize("url", ["https://app.example.gov/a?b=1", "http://127.0.0.1:8790/pictures/0a"])
def test_a_plain_address_is_taken(url: str) -> None:
    assert safe_address(url) == url


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", 'https://a/"onerror=', "https://a/<b>", "https:///x", "a\nb"]
)
def test_a_strange_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="strange"):
        safe_address(url)


def test_a_receipt_needs_an_id() -> None:
    order = order_of(PLATFORM.compose(variant(), "webhook:x", Bench()))
    assert posted(Fields({"id": "7", "url": "https://a.example/7"}), order).remote_id == "7"
    for told in ({"id": "", "url": "https://a.example/7"}, {"id": "7", "url": ""}):
        with pytest.raises(ValueError, match=r"strange|id"):
            posted(Fields(told), order)


@pytest.mark.parametrize(
    ("status", "body", "gone"),
    [(404, b'{"known": false}', True), (410, b'{"known": false}', True), (404, b"<h1>x</h1>", False),
     (404, b"{}", False), (404, b"[]", False), (200, b'{"known": false}', False)],
)  # fmt: skip
def test_only_the_receiver_itself_says_that_something_is_not_there(status: int, body: bytes, *, gone: bool) -> None:
    assert says_gone(Reply(status, {}, body)) is gone
