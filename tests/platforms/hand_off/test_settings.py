"""Settings that make no account are refused with what to do instead."""

from __future__ import annotations

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.hand_off.settings import OPTIONS, home_of, profile_of


def test_the_platform_is_one_of_the_known_ones() -> None:
    assert profile_of({}).name == "other"
    assert profile_of({"service": "zhihu"}).name == "zhihu"
    with pytest.raises(Invalid, match="myspace"):
        profile_of({"service": "myspace"})
    assert {value for value, _ in OPTIONS[0].choices} >= {"zhihu", "toutiao", "xiaohongshu"}


@pytest.mark.parametrize("home", ["", "www.zhihu.com/org/x", "ftp://a.example/x", "https://a:b@c.example/"])
def test_an_account_has_a_public_page(home: str) -> None:
    with pytest.raises(Invalid, match="public address"):
        home_of({"home": home})


def test_the_public_page_is_taken_as_it_was_copied() -> None:
    assert home_of({"home": " https://www.zhihu.com/org/x "}) == "https://www.zhihu.com/org/x"
