import json
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected, Unreachable
from editor_app.platforms.replies import Reply
from editor_app.platforms.wechat.refusals import code_of, refusal_of, until_midnight, words_of

NOON = {"date": "Sun, 29 Nov 2026 04:00:00 GMT"}
"""Twelve o'clock in Beijing."""


def reply(code: int, words: str = "no rid: 1-2-3", status: int = 200) -> Reply:
    return Reply(status, NOON, json.dumps({"errcode": code, "errmsg": words}).encode())


def test_no_number_or_zero_is_done() -> None:
    assert refusal_of(Reply(200, {}, b'{"media_id":"x"}'), "h") is None
    assert refusal_of(reply(0, "ok"), "h") is None


def test_busy_leaves_everything_open() -> None:
    assert isinstance(refusal_of(reply(-1), "h"), OutcomeUnknown)
    assert isinstance(refusal_of(reply(0, status=502), "h"), OutcomeUnknown)


def test_a_used_up_quota_waits_for_midnight_in_beijing_and_six_hours_at_most() -> None:
    error = refusal_of(reply(45009), "h")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(hours=6)
    assert until_midnight(datetime(2026, 11, 29, 15, 30, tzinfo=UTC)) == timedelta(minutes=30)
    slower = refusal_of(reply(45011), "h")
    assert isinstance(slower, RateLimited)
    assert slower.retry_after == timedelta(minutes=1)


@pytest.mark.parametrize("code", [40001, 40013, 40014, 40125, 40243, 41002, 41004, 42001, 89503, 89506, 89507])
def test_what_is_wrong_with_the_sign_in_is_for_a_person(code: int) -> None:
    error = refusal_of(reply(code), "h")
    assert isinstance(error, AuthExpired)
    assert str(code) in str(error)
    assert str(error.next_step)


def test_the_address_that_is_not_allowed_is_in_the_next_step() -> None:
    error = refusal_of(reply(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1"), "h")
    assert isinstance(error, AuthExpired)
    assert "203.0.113.7" in str(error.next_step)


@pytest.mark.parametrize(
    "code",
    [40005, 40007, 40009, 40033, 44003, 45002, 45003, 45004, 45005, 45110, 45166, 48001, 53503, 53504, 53505, 53600],
)
def test_every_known_refusal_has_words_and_a_next_step(code: int) -> None:
    error = refusal_of(reply(code), "h")
    assert isinstance(error, Rejected)
    assert f"({code})" in str(error)
    assert "rid" not in str(error)
    assert str(error.next_step)


def test_an_unknown_refusal_says_what_the_platform_says() -> None:
    error = refusal_of(reply(99999, "something new rid: 6a-1"), "h")
    assert isinstance(error, Rejected)
    assert "something new rid: 6a-1" in str(error)


def test_a_picture_may_be_too_new_for_a_draft_and_for_nothing_else() -> None:
    assert isinstance(refusal_of(reply(40007), "h", of_draft=True), Unreachable)
    assert isinstance(refusal_of(reply(40007), "h"), Rejected)


def test_an_answer_that_is_no_object_has_no_number_and_no_words() -> None:
    for body in (b"[]", b"<html>", b'{"errcode":"x"}'):
        assert code_of(Reply(200, {}, body)) == 0
    assert words_of(Reply(200, {}, b"<html>")) == words_of(Reply(200, {}, b"[]")) == ""
