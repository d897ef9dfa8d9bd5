"""stable_token as the documents tell it."""

import json

import pytest

from tests.platforms.wechat.counter import Counter


def test_the_same_token_is_given_until_five_minutes_before_its_end_and_both_are_good_then() -> None:
    counter = Counter()
    first = counter.sign_in()
    counter.clock.turn(minutes=114)
    assert counter.sign_in()["access_token"] == first["access_token"]
    counter.clock.turn(minutes=2)
    second = counter.sign_in()
    assert second["access_token"] != first["access_token"]
    for token in (first["access_token"], second["access_token"]):
        counter.token = token
        assert counter.told("/cgi-bin/draft/count") == {"total_count": 0}


def test_a_token_is_over_after_two_hours() -> None:
    counter = Counter()
    counter.signed_in()
    counter.clock.turn(hours=2)
    assert counter.told("/cgi-bin/draft/count")["errcode"] == 42001


def test_a_forced_token_ends_the_older_one_and_is_given_every_thirty_seconds_at_most() -> None:
    counter = Counter()
    counter.signed_in()
    assert "access_token" in counter.sign_in(force_refresh=True)
    assert counter.told("/cgi-bin/draft/count")["errcode"] == 40001
    assert counter.sign_in(force_refresh=True)["errcode"] == 45011
    for _ in range(19):
        counter.clock.turn(seconds=31)
        assert "access_token" in counter.sign_in(force_refresh=True)
    counter.clock.turn(seconds=31)
    assert counter.sign_in(force_refresh=True)["errcode"] == 45009


@pytest.mark.parametrize(
    ("more", "code"), [({"appid": "wx0"}, 40013), ({"secret": "x"}, 40125), ({"grant_type": "password"}, 40002)]
)
def test_another_account_or_secret_is_refused(more: dict[str, str], code: int) -> None:
    assert Counter().sign_in(**more)["errcode"] == code


def test_without_a_token_nothing_is_answered() -> None:
    assert json.loads(Counter().asked("/cgi-bin/draft/count", b"{}").body)["errcode"] == 41001
