import json
from datetime import timedelta

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected
from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.platforms.contract import StepClass
from editor_app.platforms.replies import Reply
from editor_app.platforms.telegram import PLATFORM
from tests.platforms.workshop import KEY, Bench, order_of, variant

UID = "1|-1001234567890"


def refused(status: int, description: str = "", **more: object) -> Reply:
    return Reply(status, {}, json.dumps({"ok": False, "description": description, **more}).encode())


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(400, "Bad Request: message is too long"), Rejected),
        (refused(401, "Unauthorized"), AuthExpired),
        (refused(404, "Not Found"), AuthExpired),
        (refused(403, "Forbidden: bot was kicked from the channel chat"), Rejected),
        (refused(429, "Too Many Requests: retry after 9", parameters={"retry_after": 9}), RateLimited),
        (refused(500), OutcomeUnknown),
        (Reply(502, {}, b"<html>"), OutcomeUnknown),
    ],
)
def test_each_refusal_is_the_error_that_it_means(answer: Reply, error: type[Exception]) -> None:
    assert type(PLATFORM.refusal(None, answer, "api")) is error


@pytest.mark.parametrize(("asked", "seconds"), [({"retry_after": 9}, 9), ({}, 60), ({"retry_after": 10**9}, 21600)])
def test_the_wait_is_what_telegram_asks_within_reason(asked: dict[str, int], seconds: int) -> None:
    error = PLATFORM.refusal(None, refused(429, parameters=asked), "api")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(seconds=seconds)


def test_every_post_is_public_at_once_because_telegram_knows_no_key() -> None:
    payload = PLATFORM.compose(variant(), UID, Bench()).payload
    assert [(step.name, step.step_class) for step in PLATFORM.steps(payload)] == [
        ("post", StepClass.PUBLIC), ("album", StepClass.PUBLIC),
    ]  # fmt: skip


def test_a_correction_changes_each_message_in_its_place_or_says_beforehand_that_it_can_not() -> None:
    payload = PLATFORM.compose(variant(), UID, Bench()).payload
    fits = aimed(payload, Aim(Measure.EDIT, ("101", "102+103+104+105"), (KEY,), "https://t.me/press/101"))
    steps = PLATFORM.steps(fits)
    assert [step.name for step in steps] == ["edit", *(f"edit_picture/{n}" for n in range(4))]
    assert {step.step_class for step in steps} == {StepClass.FLIP}
    assert PLATFORM.doubts(fits) == ()
    other = aimed(payload, Aim(Measure.EDIT, ("101", "102"), (KEY,), ""))
    assert len(PLATFORM.doubts(other)) == 1
    assert PLATFORM.doubts(payload) == ()


def test_a_message_that_says_so_already_counts_as_corrected() -> None:
    payload = aimed(PLATFORM.compose(variant(), UID, Bench()).payload, Aim(Measure.EDIT, ("101", "102"), (KEY,), ""))
    answer = refused(400, "Bad Request: message is not modified: …")
    assert PLATFORM.refusal(PLATFORM.steps(payload)[0], answer, "api") is None
    assert isinstance(PLATFORM.refusal(None, answer, "api"), Rejected)


def test_a_link_tells_a_post_and_an_albums_first_picture_tells_the_others() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    text, album = PLATFORM.steps(order.payload)
    known = [PLATFORM.known_as(step, order, "https://t.me/press/7") for step in (text, album)]
    assert [one.remote_id for one in known if one is not None] == ["7", "7+8+9+10"]
    assert PLATFORM.known_as(text, order, "https://t.me/press") is None
