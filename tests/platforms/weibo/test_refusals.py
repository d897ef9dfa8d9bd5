"""Every number of the documents: later, for a person, refused in words, or open."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.platforms.replies import Reply
from editor_app.platforms.weibo.refusals import SaidAlready, code_of, refusal_of, until_next_hour, words_of
from editor_app.translation import lookup

NOW = {"date": "Sun, 29 Nov 2026 04:20:00 GMT"}


def reply(code: int | str, words: str = "no", status: int = 400) -> Reply:
    told = {"request": "/2/statuses/share.json", "error_code": code, "error": words}
    return Reply(status, NOW, json.dumps(told).encode())


def of_article(code: str) -> Reply:
    return Reply(200, NOW, json.dumps({"code": code, "msg": "sass check error", "data": []}).encode())


def test_no_number_is_done_and_a_status_alone_means_what_it_means_everywhere() -> None:
    assert refusal_of(Reply(200, {}, b'{"idstr":"1"}'), "h") is None
    assert isinstance(refusal_of(Reply(502, {}, b"<html>"), "h"), OutcomeUnknown)
    assert isinstance(refusal_of(Reply(429, {"retry-after": "2"}, b""), "h"), RateLimited)


def test_a_number_counts_as_text_and_under_any_status() -> None:
    assert code_of(reply("10023")) == code_of(reply(10023)) == 10023
    assert code_of(Reply(200, {}, b"[]")) == code_of(Reply(200, {}, b"<")) == code_of(reply("x")) == 0
    assert isinstance(refusal_of(reply(20012, status=200), "h"), Rejected)


@pytest.mark.parametrize("code", [10001, 10002, 10003, 10009, 10010, 10011, 20032, 21331])
def test_an_overloaded_platform_leaves_everything_open(code: int) -> None:
    assert isinstance(refusal_of(reply(code), "h"), OutcomeUnknown)


@pytest.mark.parametrize("code", [20017, 20019, 20111])
def test_such_a_post_already_may_be_our_own(code: int) -> None:
    assert isinstance(refusal_of(reply(code), "h"), SaidAlready)


@pytest.mark.parametrize("code", [10022, 10023, 10024])
def test_used_up_calls_wait_for_the_next_hour(code: int) -> None:
    error = refusal_of(reply(code, status=403), "h")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(minutes=41)
    assert until_next_hour(datetime(2026, 11, 29, 23, 59, tzinfo=UTC)) == timedelta(minutes=2)


def test_a_rest_that_is_asked_for_is_taken() -> None:
    error = refusal_of(reply(20016), "h")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(minutes=10)


TABLE: dict[int, tuple[type[PlatformError], str, str]] = {
    10004: (AuthExpired, "address of this office", "safe list"),
    10006: (AuthExpired, "App Key is missing", "App Secret"),
    10013: (AuthExpired, "no such user", "Sign in again"),
    21301: (AuthExpired, "can't be told", "Sign in again"),
    21314: (AuthExpired, "used up", "Sign in again"),
    21315: (AuthExpired, "token is over", "Sign in again"),
    21316: (AuthExpired, "not valid", "Sign in again"),
    21317: (AuthExpired, "not valid", "Sign in again"),
    21319: (AuthExpired, "took the permission back", "Sign in again"),
    21322: (AuthExpired, "callback address", "open.weibo.com"),
    21324: (AuthExpired, "App Key or App Secret", "open.weibo.com"),
    21325: (AuthExpired, "taken back", "Sign in again"),
    21326: (AuthExpired, "may not do that", "open.weibo.com"),
    21327: (AuthExpired, "token is over", "Sign in again"),
    21330: (AuthExpired, "did not permit", "permit it there"),
    21332: (AuthExpired, "not valid", "Sign in again"),
    10005: (Rejected, "has not granted", "Apply for it"),
    10012: (Rejected, "illegal", "was closed"),
    10014: (Rejected, "has not granted", "Apply for it"),
    10016: (Rejected, "field is missing", "rip"),
    10018: (Rejected, "too long", "Shorten"),
    20005: (Rejected, "JPEG, GIF or PNG", "another picture"),
    20006: (Rejected, "too large", "smaller picture"),
    20007: (Rejected, "did not arrive", "once more"),
    20008: (Rejected, "text is empty", "Write its text"),
    20012: (Rejected, "too long", "Shorten"),
    20013: (Rejected, "too long", "Shorten"),
    20015: (Rejected, "blocks this account", "read what it says"),
    20018: (Rejected, "address that Weibo forbids", "another one"),
    20020: (Rejected, "advertisement", "differently"),
    20021: (Rejected, "refuses the words", "differently"),
    20031: (Rejected, "that a person is there", "solve the puzzle"),
    20101: (Rejected, "no such post", "weibo.com"),
    20102: (Rejected, "another account", "weibo.com"),
    20112: (Rejected, "not for everybody", "weibo.com"),
    20201: (Rejected, "no such comment", "weibo.com"),
    20206: (Rejected, "follows may comment", "weibo.com"),
    20207: (Rejected, "trusted users", "weibo.com"),
    21321: (Rejected, "not audited", "Have it audited"),
}
"""What each number means: for a person at the sign-in, or refused; its words; what to do next."""


@pytest.mark.parametrize("code", list(TABLE))
def test_every_number_says_what_it_means_and_what_to_do_next_in_both_languages(code: int) -> None:
    kind, words, following = TABLE[code]
    error = refusal_of(reply(code, "raw words"), "api.weibo.com")
    assert type(error) is kind
    assert words in str(error)
    assert f"({code})" in str(error)
    assert "raw words" not in str(error)
    assert following in str(error.next_step)
    chinese = lookup("zh_CN")
    for said in (error.message, error.next_step):
        assert said.render(chinese) != str(said)


@pytest.mark.parametrize("code", [10008, 20999, 21399])
def test_an_unknown_number_says_what_weibo_says(code: int) -> None:
    error = refusal_of(reply(code, "Some words"), "h")
    assert isinstance(error, Rejected | AuthExpired)
    assert "Some words" in str(error)
    assert str(error.next_step)


def test_an_address_off_the_safe_domain_is_named_as_such_and_another_wrong_value_is_not() -> None:
    error = refusal_of(reply(10017, "appkey not bind domain!"), "h")
    assert error is not None
    assert "safe domain" in str(error)
    other = refusal_of(reply(10017, "Parameter (pic_id)'s value invalid"), "h")
    assert other is not None
    assert "pic_id" in str(other)


OF_ARTICLES = [
    ("11001", RateLimited),
    ("10008", Rejected),
    ("11002", OutcomeUnknown),
    ("11003", OutcomeUnknown),
    ("10001", OutcomeUnknown),
    ("", OutcomeUnknown),
]


@pytest.mark.parametrize(("code", "kind"), OF_ARTICLES)
def test_articles_refuse_in_a_form_of_their_own(code: str, kind: type[Exception]) -> None:
    assert isinstance(refusal_of(of_article(code), "h", is_article=True), kind)


def test_an_article_that_is_there_is_done() -> None:
    assert refusal_of(of_article("100000"), "h", is_article=True) is None


def test_words_are_what_the_platform_says() -> None:
    assert words_of(reply(1, "System error")) == "System error"
    assert words_of(of_article("11001")) == "sass check error"
    assert words_of(Reply(200, {}, b"<")) == words_of(Reply(200, {}, b"[]")) == ""
