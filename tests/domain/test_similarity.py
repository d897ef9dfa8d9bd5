from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.similarity import percent_alike

NOTICE = "自 11 月 15 日起供暖，居民如遇室温不达标，可拨打 12345 热线反映，区供热办将在两小时内上门测温。" * 3


def test_the_same_text_is_wholly_alike_whatever_its_white_space_and_width() -> None:
    assert percent_alike(NOTICE, NOTICE.replace("，", "，\n")) == 100
    assert percent_alike("Tel. 12345", "Tel. １２３４５") == 100


def test_a_text_with_one_number_changed_is_nearly_alike_and_never_wholly() -> None:
    assert 90 <= percent_alike(NOTICE, NOTICE.replace("15 日", "16 日", 1)) < 100


def test_two_notices_of_different_matters_are_not_alike() -> None:
    assert percent_alike(NOTICE, "12 月 1 日起，市民中心的便民窗口周六照常办理社保、医保与公积金业务。") < 20


@given(st.text(), st.text())
def test_it_makes_no_difference_which_comes_first(first: str, second: str) -> None:
    percent = percent_alike(first, second)
    assert percent == percent_alike(second, first)
    assert 0 <= percent <= 100
    assert percent_alike(first, first) == 100
