"""Every number of the documents: later, for a person, refused in words, or open."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected
from editor_app.platforms.replies import Reply
from editor_app.platforms.weibo.refusals import SaidAlready, code_of, refusal_of, until_next_hour, words_of

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


@pytest.mark.parametrize("code", [10001, 10002, 10003, 10009, 10010, 10011, 20032])
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


@pytest.mark.parametrize("code", [10004, 10006, 10013, 21314, 21315, 21316, 21317, 21319, 21327, 21332])
def test_what_is_wrong_with_the_sign_in_is_for_a_person(code: int) -> None:
    error = refusal_of(reply(code, status=401), "h")
    assert isinstance(error, AuthExpired)
    assert str(code) in str(error)
    assert str(error.next_step)


REFUSED = [
    10005, 10008, 10014, 10016, 10018, 20005, 20006, 20007, 20008, 20012, 20015, 20018, 20020, 20021, 20031, 20101,
    20102, 20112, 20201, 20206, 20207, 20999, 21321,
]  # fmt: skip


@pytest.mark.parametrize("code", REFUSED)
def test_everything_else_is_refused_in_words_with_the_next_step(code: int) -> None:
    error = refusal_of(reply(code, "Some words"), "h")
    assert isinstance(error, Rejected)
    assert f"({code})" in str(error)
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
