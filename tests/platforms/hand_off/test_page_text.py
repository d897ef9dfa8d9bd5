"""What a public page says of the signed words: there, altered, gone, or nothing either way."""

from __future__ import annotations

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.platforms.contract import Observed
from editor_app.platforms.hand_off.page_text import paragraphs, seen_on
from editor_app.platforms.readback import compared
from tests.platforms.hand_off.board import AROUND, page

TEXT = "共 12 件事，12 月 1 日起办理。\n\n• 登录后选择“一件事”\n2. 上传材料"
EXPECTED = Observed("网上办事指南", paragraphs(TEXT), ())


def verdict(content: str) -> tuple[Verdict, tuple[str, ...]] | None:
    seen = seen_on(content, EXPECTED)
    if seen is None:
        return None
    found = compared(EXPECTED, seen, ())
    return found.verdict, found.differences


def test_the_signed_words_are_found_among_whatever_stands_around_them() -> None:
    assert verdict(page("网上办事指南", TEXT).decode()) == (Verdict.IDENTICAL, ())


def test_spaces_lists_and_invisible_signs_of_a_platform_are_no_difference() -> None:
    spaced = page("网上办事指南", TEXT).decode().replace("12 件", "<b>12</b>\u200b\u00a0件")
    assert verdict(spaced.replace("• ", "").replace("2. ", "")) == (Verdict.IDENTICAL, ())


def test_one_changed_figure_is_a_difference_with_its_place() -> None:
    found = verdict(page("网上办事指南", TEXT.replace("12 件", "21 件")).decode())
    assert found is not None
    assert found[0] is Verdict.DIFFERENT
    assert "12件事" in found[1][0]


def test_another_title_is_a_difference() -> None:
    found = verdict(page("网上办事", TEXT).decode())
    assert found is not None
    assert (found[0], found[1][0][:5]) == (Verdict.DIFFERENT, "title")


def test_a_page_with_other_words_altogether_is_a_difference() -> None:
    found = verdict(page("招聘启事", "每天都有新岗位。" * 60).decode())
    assert found is not None
    assert found[0] is Verdict.DIFFERENT


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>网上办事指南</title></head><body><div id=app></div></body></html>",
        f"<html><body>请登录后查看 {AROUND * 9}</body></html>",
        "",
        "<script>共12件事，12月1日起办理。</script>",
    ],
)
def test_a_shell_for_a_browser_or_a_page_for_signing_in_proves_nothing(content: str) -> None:
    assert verdict(content) is None
