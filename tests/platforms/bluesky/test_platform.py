"""What a PDS is sent and what its answers mean, on replies that a real one gave."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Refused, Rejected
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.contract import StepClass
from editor_app.platforms.replies import Reply
from tests.platforms.workshop import FIRST, NOW, Bench, order_of, variant, with_late

RECORDED = Path(__file__).parents[3] / "editor_app/platforms/bluesky/recorded"


def recorded(name: str) -> Reply:
    """A reply of a real PDS."""
    stored = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
    return Reply(stored["status"], {}, json.dumps(stored["body"]).encode())


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("put_too_long", Rejected),
        ("card_image_too_large", Rejected),
        ("record_not_found", Rejected),
        ("wrong_password", AuthExpired),
        ("invalid_token", AuthExpired),
        ("put_other", OutcomeUnknown),
    ],
)
def test_each_recorded_refusal_is_the_error_that_it_means(name: str, error: type[Exception]) -> None:
    assert type(PLATFORM.refusal(None, recorded(name), "pds")) is error


def test_a_refusal_is_told_in_the_servers_words() -> None:
    assert "grapheme too big" in str(PLATFORM.refusal(None, recorded("put_too_long"), "pds"))
    assert PLATFORM.words(Reply(502, {}, b"<html>")) == ""


def test_pictures_are_uploaded_first_and_every_post_is_keyed() -> None:
    payload = PLATFORM.compose(variant(), "did:plc:x", Bench()).payload
    plan = [(step.name, step.step_class, step.media or step.part) for step in PLATFORM.steps(payload)]
    assert plan == [("upload_blob", StepClass.REPEATABLE, n) for n in (1, 2, 3, 4)] + [("put", StepClass.KEYED, 1)]


def test_keys_and_times_are_chosen_once_and_differ_for_each_post() -> None:
    order = order_of(PLATFORM.compose(variant(body="加强政务公开。" * 100), "did:plc:x", Bench()))
    late = PLATFORM.prepared(order, NOW)
    assert late == PLATFORM.prepared(order, NOW) != PLATFORM.prepared(order, NOW + timedelta(seconds=1))
    assert [late["created_at/1"], late["created_at/2"]] == ["2026-11-28T09:30:00.123Z", "2026-11-28T09:30:00.124Z"]
    assert len({value for name, value in late.items() if name.startswith("rkey")}) == len(order.payload.parts)


def test_of_a_threads_posts_a_link_tells_the_last_one_only() -> None:
    order = order_of(PLATFORM.compose(variant(body="加强政务公开。" * 100), "did:plc:x", Bench()))
    order = with_late(order, PLATFORM.prepared(order, NOW))
    *earlier, last = (step for step in PLATFORM.steps(order.payload) if step.name == "put")
    assert earlier
    web = "https://bsky.app/profile/office.example.gov/post"
    assert {PLATFORM.known_as(step, order, f"{web}/{order.late[f'rkey/{step.part}']}") for step in earlier} == {None}
    rkey = order.late[f"rkey/{last.part}"]
    known = PLATFORM.known_as(last, order, f"{web}/{rkey}")
    assert known is not None
    assert known.remote_id == f"at://did:plc:x/app.bsky.feed.post/{rkey}"
    assert known.url == f"https://bsky.app/profile/did:plc:x/post/{rkey}", "we know its address better than a handle"


def test_the_link_of_another_post_is_refused_in_words() -> None:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False, link=""), "did:plc:x", Bench()))
    order = with_late(order, PLATFORM.prepared(order, NOW))
    step = PLATFORM.steps(order.payload)[-1]
    for wrong in ("https://bsky.app/profile/office.example.gov/post/other", "https://bsky.app/p"):
        with pytest.raises(Refused, match=order.late["rkey/1"]):
            PLATFORM.known_as(step, order, wrong)


def test_readers_find_an_account_at_the_web_view() -> None:
    assert PLATFORM.public_address("https://pds.example.org", {}) == "https://bsky.app"
    assert PLATFORM.public_address("https://pds.example.org", {"web": "https://web.example.org/"}) == (
        "https://web.example.org"
    )


def test_a_put_never_replaces_what_is_there() -> None:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False, link=""), "did:plc:x", Bench()))
    order = with_late(order, PLATFORM.prepared(order, NOW))
    body = json.loads(PLATFORM.outgoing(PLATFORM.steps(order.payload)[0], order).body)
    assert body["swapRecord"] is None
    assert (body["repo"], body["rkey"]) == ("did:plc:x", order.late["rkey/1"])


def test_a_blob_that_is_not_the_sealed_picture_is_not_taken() -> None:
    order = order_of(PLATFORM.compose(variant(), "did:plc:x", Bench()))
    step = PLATFORM.steps(order.payload)[1]
    blob = {"$type": "blob", "ref": {"$link": "bafkreibad"}, "mimeType": "image/png", "size": len(FIRST)}
    with pytest.raises(ValueError, match="another picture"):
        PLATFORM.received(step, order, Reply(200, {}, json.dumps({"blob": blob}).encode()))
