import json
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.errors import (
    AuthExpired,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unreachable,
)
from editor_app.platforms.replies import Reply
from editor_app.platforms.wechat.refusals import code_of, refusal_of, until_midnight, words_of
from editor_app.translation import lookup

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


TABLE: dict[int, tuple[type[PlatformError], str, str]] = {
    40001: (AuthExpired, "AppSecret is wrong, or another system", "connect the account again"),
    40002: (AuthExpired, "way of signing in", "rid"),
    40013: (AuthExpired, "AppID is wrong", "connect the account again"),
    40014: (AuthExpired, "not valid", "five minutes"),
    40125: (AuthExpired, "AppSecret is wrong", "connect the account again"),
    40164: (AuthExpired, "address", "allow-list"),
    40243: (AuthExpired, "frozen", "unfreezes it"),
    41001: (AuthExpired, "did not arrive", "relay"),
    41002: (AuthExpired, "AppID is missing", "connect the account again"),
    41004: (AuthExpired, "AppSecret is missing", "connect the account again"),
    42001: (AuthExpired, "token is over", "five minutes"),
    45035: (AuthExpired, "address", "allow-list"),
    61004: (AuthExpired, "address", "allow-list"),
    89503: (AuthExpired, "confirm this call", "Ask an administrator"),
    89506: (AuthExpired, "24 hours", "tomorrow"),
    89507: (AuthExpired, "an hour", "in an hour"),
    45009: (RateLimited, "filled at midnight", ""),
    45011: (RateLimited, "go slower", ""),
    -1: (OutcomeUnknown, "busy", ""),
    88005: (OutcomeUnknown, "answer already", ""),
    40005: (Rejected, "JPEG or PNG", "another picture"),
    40007: (Rejected, "doesn't know a picture or the draft", "deleted or published it"),
    40009: (Rejected, "too large", "smaller picture"),
    40033: (Rejected, "characters that it doesn't take", "unusual characters"),
    40152: (Rejected, "group of followers", "rid"),
    40227: (Rejected, "title is empty", "Write a title"),
    41039: (Rejected, "link of the original", "another address"),
    41040: (Rejected, "originality", "mp.weixin.qq.com"),
    43002: (Rejected, "relay altered", "as they are"),
    44002: (Rejected, "arrived empty", "as they are"),
    44003: (Rejected, "article is empty", "Write its text"),
    44004: (Rejected, "article is empty", "Write its text"),
    45001: (Rejected, "too large", "smaller picture"),
    45002: (Rejected, "text is too long", "two parts"),
    45003: (Rejected, "title is too long", "for this account"),
    45004: (Rejected, "summary is too long", "for this account"),
    45005: (Rejected, "link of the original", "shorter address"),
    45008: (Rejected, "fewer articles", "rid"),
    45028: (Rejected, "No sending to followers is left", "next day or month"),
    45062: (Rejected, "advertisement", "sign for it"),
    45067: (Rejected, "number of the sending", "nothing was sent"),
    45110: (Rejected, "author's name", "16 characters"),
    45166: (Rejected, "something that it doesn't take", "links or forms"),
    47001: (Rejected, "relay altered", "as they are"),
    48001: (Rejected, "may not publish", "certified"),
    48004: (Rejected, "irregularity", "notice"),
    48021: (Rejected, "saved by itself", "save it there"),
    50002: (Rejected, "limited or frozen", "notice"),
    53503: (Rejected, "did not pass its check", "see why"),
    53504: (Rejected, "own site", "by hand"),
    53505: (Rejected, "saved on its own site", "retry here"),
    53600: (Rejected, "no such article", "mp.weixin.qq.com"),
    88000: (Rejected, "may not use comments", "certified account"),
    88001: (Rejected, "no comments of this article", "mp.weixin.qq.com"),
    88002: (Rejected, "restricted", "why"),
    88003: (Rejected, "No more comments", "another one"),
    88004: (Rejected, "reader deleted", "nothing left"),
    88007: (Rejected, "empty or too long", "Shorten"),
    88008: (Rejected, "no such comment", "Read the comments again"),
    88010: (Rejected, "So many comments", "rid"),
    89504: (Rejected, "confirm the sending", "Confirm it"),
    89505: (Rejected, "confirm the sending", "Confirm it"),
}
"""What each number means: later, for a person at the sign-in, refused or open; its words; what to do next."""


@pytest.mark.parametrize("code", list(TABLE))
def test_every_number_says_what_it_means_and_what_to_do_next_in_both_languages(code: int) -> None:
    kind, words, following = TABLE[code]
    error = refusal_of(reply(code, "raw words rid: 6a-1"), "api.weixin.qq.com")
    assert type(error) is kind
    assert words in str(error)
    assert f"({code})" in str(error)
    assert "raw words" not in str(error)
    assert following in str(error.next_step or "")
    chinese = lookup("zh_CN")
    for said in filter(None, (error.message, error.next_step)):
        assert said.render(chinese) != str(said)


@pytest.mark.parametrize("code", [40164, 45035])
def test_the_address_that_is_not_allowed_is_in_the_next_step(code: int) -> None:
    told = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1"
    error = refusal_of(reply(code, told), "h")
    assert isinstance(error, AuthExpired)
    assert "203.0.113.7" in str(error.next_step)


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
