"""Addresses of posts and back, and a mark that survives whatever stands in an address already."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.platforms.weibo.addresses import (
    is_on,
    mark_in,
    marked,
    named_in,
    number_of,
    post_address,
    short_name,
)

KEY = "0123456789abcdef"


def test_the_name_of_a_post_is_its_number_seven_digits_at_a_time() -> None:
    assert short_name("3501756485200075") == "z0JH2lOMb"
    assert number_of("z0JH2lOMb") == "3501756485200075"


@settings(derandomize=True)
@given(st.integers(min_value=10**15, max_value=10**16 - 1))
def test_the_number_comes_back_from_the_name(number: int) -> None:
    assert number_of(short_name(str(number))) == str(number)
    assert number_of(str(number)) == str(number)


@pytest.mark.parametrize("name", ["", "show", "application1", "über12345", "ZZZZZZZZZ", "123", "a b c d e f g"])
def test_what_is_no_name_has_no_number(name: str) -> None:
    assert number_of(name) == ""


def test_a_link_names_account_and_post() -> None:
    link = post_address("https://weibo.com/", "2803301701", "5240000000001009")
    assert named_in(link) == ("2803301701", "5240000000001009")
    assert named_in(f"{link}?type=comment#_rnd1") == ("2803301701", "5240000000001009")
    assert named_in("https://m.weibo.cn/status/5240000000001009") == ("", "5240000000001009")
    assert named_in("https://weibo.com/peoplesdaily/z0JH2lOMb") == ("", "")
    assert named_in("https://weibo.com/") == ("", "")
    assert named_in("https://weibo.com/ttarticle/p/show?id=230940") == ("", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.gov.cn",
        "https://www.example.gov.cn/zn/2026.html",
        "https://www.example.gov.cn/a?x=1&y=2#top",
        "https://www.example.gov.cn/指南/第 1 页?名=值",
        "https://政务.example.cn:8443/a",
    ],
)
def test_the_mark_stands_among_the_parameters_and_the_address_is_ascii(url: str) -> None:
    made = marked(url, KEY)
    assert made.isascii()
    assert " " not in made
    assert mark_in(made) == KEY
    kept = parse_qs(urlsplit(url).query)
    assert {name: value for name, value in parse_qs(urlsplit(made).query).items() if name != "pd"} == kept
    assert urlsplit(made).fragment == urlsplit(url).fragment


def test_an_address_without_a_mark_or_none_at_all_has_none() -> None:
    assert mark_in("https://www.example.gov.cn/a?x=1") == ""
    assert mark_in("http://[broken") == ""


def test_a_page_lies_on_its_domain_and_below_and_not_beside() -> None:
    assert is_on("https://www.example.gov.cn/a", "example.gov.cn")
    assert is_on("https://EXAMPLE.gov.cn", "https://example.gov.cn/")
    assert not is_on("https://badexample.gov.cn", "example.gov.cn")
    assert not is_on("https://example.gov.cn.evil.test", "example.gov.cn")
