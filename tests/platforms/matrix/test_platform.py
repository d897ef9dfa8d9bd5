"""What a homeserver is sent and what its answers mean."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Refused, Rejected
from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.platforms.contract import StepClass
from editor_app.platforms.matrix import PLATFORM, events
from editor_app.platforms.replies import Reply
from tests.platforms.matrix.homeserver import ROOM, USER
from tests.platforms.workshop import KEY, Bench, order_of, variant, with_late

UID = f"{ROOM}|{USER}"


def reply(status: int, **said: object) -> Reply:
    return Reply(status, {}, json.dumps(said).encode())


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply(401, errcode="M_UNKNOWN_TOKEN"), AuthExpired),
        (reply(403, errcode="M_FORBIDDEN", error="not in the room"), Rejected),
        (reply(413, errcode="M_TOO_LARGE"), Rejected),
        (reply(429, errcode="M_LIMIT_EXCEEDED", retry_after_ms=2500), RateLimited),
        (Reply(429, {"retry-after": "7"}, b""), RateLimited),
        (reply(500), OutcomeUnknown),
    ],
)
def test_each_refusal_is_the_error_that_it_means(answer: Reply, error: type[Exception]) -> None:
    assert type(PLATFORM.refusal(None, answer, "home")) is error


@pytest.mark.parametrize(("said", "seconds"), [(2500, 2.5), (1, 1.0), (10**12, 21600.0)])
def test_the_wait_is_what_the_server_asks_within_reason(said: int, seconds: float) -> None:
    error = PLATFORM.refusal(None, reply(429, retry_after_ms=said), "home")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(seconds=seconds)


def test_every_message_goes_under_a_transaction_of_its_delivery() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    order = with_late(order, dict.fromkeys(order.payload.late, "mxc://press.test/x"))
    public = [step for step in PLATFORM.steps(order.payload) if step.step_class is StepClass.KEYED]
    targets = [PLATFORM.outgoing(step, order).target for step in public]
    assert len(set(targets)) == len(public) == 5
    assert all(f"/send/m.room.message/pd-{KEY}-" in target for target in targets)


def test_a_correction_replaces_in_place_adds_what_is_new_and_takes_away_what_is_left() -> None:
    made = PLATFORM.compose(variant(body="字", cover=False), UID, Bench()).payload
    order = order_of(PLATFORM.compose(variant(body="字", cover=False), UID, Bench()))
    longer = aimed(made, Aim(Measure.EDIT, ("$text", "$picture"), ("k" * 16,), "https://matrix.to/#/x/y"))
    assert [step.name for step in PLATFORM.steps(longer)] == ["replace", "redact/2"]
    whole = aimed(PLATFORM.compose(variant(), UID, Bench()).payload, Aim(Measure.EDIT, ("$text",), ("k" * 16,), ""))
    assert [step.name for step in PLATFORM.steps(whole)][4:] == ["replace", *["send"] * 4]
    result = events.result(PLATFORM.steps(longer)[0], type(order)(longer, order.key, order.media), "$edit")
    assert result.remote_id == f"$text~{KEY}"
    assert result.url.endswith("%24text")


def test_a_link_tells_the_event_and_one_of_another_room_is_refused() -> None:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False), UID, Bench()))
    step = PLATFORM.steps(order.payload)[0]
    known = PLATFORM.known_as(step, order, "https://matrix.to/#/!room:press.test/$abc?via=press.test")
    assert known is not None
    assert known.remote_id == "$abc"
    assert PLATFORM.known_as(step, order, "https://matrix.to/#/!room:press.test") is None
    with pytest.raises(Refused, match="another room"):
        PLATFORM.known_as(step, order, "https://matrix.to/#/!other:press.test/$abc")


def test_a_picture_without_an_address_is_not_taken() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    with pytest.raises(ValueError, match="without an address"):
        PLATFORM.received(PLATFORM.steps(order.payload)[0], order, reply(200, content_uri="https://elsewhere"))
