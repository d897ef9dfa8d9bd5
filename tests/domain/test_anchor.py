"""An anchor is found again after any edit beside it, and is called gone when its words were deleted."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor_app.domain.anchor import AROUND, LONGEST_QUOTE, Anchor, Found, Region, anchor_at, place_of
from editor_app.rendering.diff import kept_stretches

WORDS = st.text(alphabet="政务公开便民 ，。abc12\n", max_size=60)
QUOTES = st.text(alphabet="政务公开便民ab", min_size=1, max_size=12)


def found(anchor: Anchor, before: str, now: str) -> Found | None:
    return place_of(anchor, before, now, kept_stretches(before, now))


def around(before: str, quote: str, after: str) -> tuple[str, Anchor]:
    text = before + quote + after
    return text, anchor_at(text, len(before), len(before) + len(quote))


@given(WORDS, QUOTES, WORDS, WORDS, WORDS)
def test_any_edit_beside_words_that_stand_once_keeps_them(
    before: str, quote: str, after: str, new_before: str, new_after: str
) -> None:
    text, anchor = around(before, quote, after)
    now = new_before + quote + new_after
    assume(text.find(quote) == text.rfind(quote) and now.find(quote) == now.rfind(quote))  # “aa” stands in “aaa” twice
    assert found(anchor, text, now) == Found(len(new_before), len(new_before) + len(quote))


@given(WORDS, QUOTES, WORDS, WORDS, WORDS)
def test_any_edit_out_of_sight_keeps_words_that_stand_several_times(
    before: str, quote: str, after: str, new_before: str, new_after: str
) -> None:
    """The surroundings that are kept with the anchor tell them apart, when they do."""
    near, far = "〔前文" + "甲" * AROUND, "乙" * AROUND + "后文〕"
    text, anchor = around(before + near, quote, far + after)
    now = new_before + near + quote + far + new_after
    place = len(new_before + near)
    assert found(anchor, text, now) == Found(place, place + len(quote))


@given(WORDS, WORDS, WORDS, WORDS)
def test_deleted_words_are_called_gone(before: str, after: str, new_before: str, new_after: str) -> None:
    text, anchor = around(before, "〔被删的话〕", after)
    assert found(anchor, text, new_before + new_after) is None


@given(WORDS, QUOTES, WORDS, WORDS)
def test_what_is_found_lies_within_the_text(before: str, quote: str, after: str, now: str) -> None:
    text, anchor = around(before, quote, after)
    place = found(anchor, text, now)
    assert place is None or 0 <= place.start < place.end <= len(now)
    assert place is None or place.is_changed or now[place.start : place.end] == quote


def test_a_deleted_year_does_not_jump_to_the_same_year_elsewhere() -> None:
    text = "自2022年12月起试点。\n\n到2022年12月底总结。"
    anchor = anchor_at(text, text.index("到2022") + 1, text.index("底"))
    assert found(anchor, text, "自2022年12月起试点。\n\n年底总结。") is None
    assert found(anchor, text, "到2022年12月底总结。") == Found(1, 9)


def test_words_of_a_paragraph_that_was_moved_are_found_there() -> None:
    first, second, third = "第一段讲背景。", "第二段讲三项措施和责任分工。", "第三段讲时间。"
    text = f"{first}\n\n{second}\n\n{third}"
    anchor = anchor_at(text, text.index("三项措施"), text.index("和责任"))
    now = f"{third}\n\n{first}\n\n{second}"
    place = found(anchor, text, now)
    assert place is not None
    assert now[place.start : place.end] == "三项措施"


def test_words_of_which_most_are_left_are_found_as_changed() -> None:
    text, anchor = around("请于", "本周五下午三点以前", "报送。")
    now = "请于本周五上午十点以前报送。"
    assert found(anchor, text, now) == Found(2, 11, is_changed=True)


def test_less_than_half_of_the_words_is_not_the_same_place() -> None:
    text, anchor = around("请于", "本周五下午三点", "报送。")
    assert found(anchor, text, "请于下月报送。") is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5), (4, 9)])
def test_no_anchor_without_words(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no piece"):
        anchor_at("四个字的", start, end)


def test_a_quote_has_a_longest_length() -> None:
    text = "字" * (LONGEST_QUOTE + 1)
    assert anchor_at(text, 0, LONGEST_QUOTE).quote == text[:LONGEST_QUOTE]
    with pytest.raises(ValueError, match="no piece"):
        anchor_at(text, 0, LONGEST_QUOTE + 1)


@pytest.mark.parametrize("wrong", [(-1, 0, 1, 1), (0, 0, 0, 1), (0, 0, 1, 1001), (900, 0, 101, 1)])
def test_a_region_lies_within_its_picture(wrong: tuple[int, int, int, int]) -> None:
    assert Region(0, 0, 1000, 1000).width == 1000
    with pytest.raises(ValueError, match="no part"):
        Region(*wrong)
