import json

import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.replies import Reply
from editor_app.platforms.telegram import PLATFORM, calls
from tests.platforms.workshop import Bench, order_of, variant

UID = "1|-1001234567890"


def answer(result: object) -> Reply:
    return Reply(200, {}, json.dumps({"ok": True, "result": result}).encode())


def message(number: int, **chat: object) -> dict[str, object]:
    return {"message_id": number, "chat": {"id": -1001234567890, "type": "channel", **chat}}


def test_a_post_is_known_by_its_numbers_and_opened_by_the_channels_name() -> None:
    assert calls.posted(answer(message(7, username="press"))).url == "https://t.me/press/7"
    album = calls.posted(answer([message(7), message(8)]))
    assert (album.remote_id, album.url) == ("7+8", "https://t.me/c/1234567890/7")
    assert calls.numbers_of(album.remote_id) == [7, 8]
    with pytest.raises(ValueError, match="message_id"):
        calls.posted(answer({}))


def test_the_switches_are_in_the_call() -> None:
    order = order_of(PLATFORM.compose(variant(options={"preview": "yes", "silent": "yes"}), UID, Bench()))
    said = json.loads(calls.text_post(order.payload.parts[0], order).body)
    assert (said["disable_notification"], said["link_preview_options"]) == (True, {"is_disabled": False})
    assert (said["chat_id"], said["parse_mode"]) == (-1001234567890, "HTML")
    assert b'name="disable_notification"\r\n\r\ntrue' in calls.album_post(order.payload.parts[1], order).body


@pytest.mark.parametrize(
    ("url", "number"),
    [("https://t.me/press/7", 7), ("https://t.me/c/12/7?single", 7), ("https://t.me/press", None), ("x", None)],
)
def test_a_link_tells_the_number(url: str, number: int | None) -> None:
    assert calls.number_in(url) == number


def test_refusals_are_known_by_their_words() -> None:
    gone = Reply(400, {}, b'{"ok":false,"description":"Bad Request: message to edit not found"}')
    assert calls.says(gone, calls.GONE)
    assert not calls.says(gone, (calls.NOT_MODIFIED,))
    assert calls.description(Reply(502, {}, b"<html>")) == ""
    assert calls.address(Fields({"id": -1001, "username": ""}), 3) == "https://t.me/c/1/3"
