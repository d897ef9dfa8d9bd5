"""Han characters count one, ASCII a half; what GBK lacks never counts less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.platforms.weibo.counting import characters, halves


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("ab", 1), ("abc", 2), ("办事", 2), ("办a", 2), ("“12”", 3), ("😀", 2), ("é", 1)]
)
def test_the_length_as_weibo_shows_it(text: str, count: int) -> None:
    assert characters(text) == count


def test_an_address_counts_as_written_or_as_ten_characters() -> None:
    text = "办事 https://www.example.gov.cn/zn/2026.html?pd=0123456789abcdef"
    assert characters(text) == 2 + -(-60 // 2)
    assert characters(text, short_addresses=True) == 2 + 11


@settings(derandomize=True)
@given(st.text(), st.text())
def test_two_texts_are_as_long_together_as_apart(one: str, other: str) -> None:
    assert halves(one + other) == halves(one) + halves(other)


@settings(derandomize=True)
@given(st.text())
def test_what_gbk_has_counts_as_its_bytes_and_everything_else_two_halves_at_least(text: str) -> None:
    assert len(text) <= halves(text) <= 4 * len(text)
    known = "".join(c for c in text if c.encode("gbk", "ignore"))
    assert halves(known) == len(known.encode("gbk"))
    lacking = [c for c in text if not c.encode("gbk", "ignore")]
    assert all(halves(c) >= 2 for c in lacking)


@settings(derandomize=True)
@given(st.text(), st.booleans())
def test_half_a_character_counts_as_a_whole_one(text: str, short: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    count = characters(text, short_addresses=short)
    assert count >= 0
    if not short:
        assert 0 <= 2 * count - halves(text) <= 1
