"""A status says whether anything can be public; only what is certain counts as refused."""

from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.budget import Allowance
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected
from editor_app.platforms.outcomes import allowance, brief, failure, retry_after
from editor_app.platforms.replies import Reply

NOW = "Sat, 28 Nov 2026 12:00:00 GMT"
SERVER = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_success_is_no_error(status: int) -> None:
    assert failure(Reply(status, {}, b""), "h", "") is None


@pytest.mark.parametrize("status", [400, 403, 404, 413, 415, 422])
def test_a_plain_refusal_is_final_and_keeps_the_servers_words(status: int) -> None:
    error = failure(Reply(status, {}, b""), "news.gov", "Title is too long.")
    assert isinstance(error, Rejected)
    assert str(error) == "news.gov refused it: Title is too long."


def test_refused_credentials_ask_for_a_person() -> None:
    assert isinstance(failure(Reply(401, {}, b""), "h", ""), AuthExpired)


@pytest.mark.parametrize("status", [301, 308, 402, 405, 408, 409, 412, 425, 500, 502, 503, 504])
def test_everything_else_is_unknown(status: int) -> None:
    assert isinstance(failure(Reply(status, {}, b""), "h", ""), OutcomeUnknown)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("Sat, 28 Nov 2026 12:02:00 GMT", 120),
        ("Sat, 28 Nov 2026 11:00:00 GMT", 1),
        ("Sun, 29 Nov 2026 12:00:00 GMT", 6 * 3600),
        ("99999999999999999999", 6 * 3600),
        ("-5", 60),
        ("soon", 60),
        ("", 60),
    ],
)
def test_the_wait_is_read_in_both_forms_and_is_never_negative_nor_endless(asked: str, seconds: int) -> None:
    reply = Reply(429, {"retry-after": asked, "date": NOW}, b"")
    assert retry_after(reply) == timedelta(seconds=seconds)
    error = failure(reply, "h", "")
    assert isinstance(error, RateLimited)
    assert error.retry_after == timedelta(seconds=seconds)


def test_without_retry_after_the_wait_ends_when_the_budget_is_filled_again() -> None:
    assert retry_after(Reply(429, {"ratelimit-reset": "90", "date": NOW}, b"")) == timedelta(seconds=90)
    there = str(int(SERVER.timestamp()) + 287)
    assert retry_after(Reply(429, {"ratelimit-reset": there, "date": NOW}, b"")) == timedelta(seconds=287)


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (("3000", "2999", "300"), Allowance(2999, 3000, SERVER + timedelta(seconds=300))),
        (("100, 100;w=10", "0", str(int(SERVER.timestamp()) + 60)), Allowance(0, 100, SERVER + timedelta(seconds=60))),
        (("100", "50", "9999999999999"), None),
        (("100", "50", "99999999"), Allowance(50, 100, SERVER + timedelta(hours=6))),
        (("0", "50", "5"), None),
        (("many", "50", "5"), None),
        (("100", "-1", "5"), None),
        (("100", "50", "soon"), None),
    ],
)
def test_what_the_server_still_takes_is_read_in_seconds_and_as_a_moment(
    headers: tuple[str, str, str], found: Allowance | None
) -> None:
    names = ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")
    reply = Reply(200, {"date": NOW, **dict(zip(names, headers, strict=True))}, b"")
    assert allowance(reply) == found
    assert allowance(Reply(200, {}, b"")) is None


def test_a_servers_words_are_cut_to_one_printable_line() -> None:
    assert brief("a\n\x1b[31m b\u202e" + "字" * 300) == "a [31m b " + "字" * 190 + "…"
