"""Articles as plain text."""

from collections.abc import Callable

import pytest

from editor_app.domain.document import Variant
from editor_app.rendering.text import article_text, credits_of, graphemes, lead, plain_text
from tests.rendering.conftest import placed


def test_paragraphs_headings_and_lists_keep_their_shape() -> None:
    text = plain_text("## 要点\n\n第一段\n\n- 甲\n- 乙\n    1. 子\n\n3. 三\n4. 四\n\n> 引").text
    assert text == "要点\n\n第一段\n\n• 甲\n• 乙\n  1. 子\n\n3. 三\n4. 四\n\n引"


def test_links_are_their_words_and_a_position() -> None:
    shown = plain_text("见[文件](https://example.org/a)和 https://b.c/d，另见 [^1]。\n\n[^1]: 注")
    assert [(shown.text[k.start : k.end], k.url) for k in shown.links] == [
        ("文件", "https://example.org/a"),
        ("https://b.c/d", "https://b.c/d"),
    ]
    assert "[1]" in shown.text


def test_a_link_that_begins_a_list_entry_does_not_take_in_its_mark() -> None:
    shown = plain_text("段\n\n- [办事指南](https://example.org/)\n- 二")
    assert shown.text == "段\n\n• 办事指南\n• 二"
    assert [shown.text[k.start : k.end] for k in shown.links] == ["办事指南"]


def test_tables_become_lines_and_pictures_nothing() -> None:
    assert plain_text(f"| 年 | 数 |\n|--|--|\n| 1 | 2 |\n\n![图](media:{'a' * 64})").text.startswith("年 | 数\n1 | 2")


def test_a_variant_gives_its_body_and_its_credits(variant_with: Callable[..., Variant]) -> None:
    variant = variant_with("正文", placed("1" * 64, credit="某人"), placed("2" * 64, credit="某人"))
    assert article_text(variant).text == "正文"
    assert credits_of(variant) == ("某人",)


@pytest.mark.parametrize(
    ("text", "count"), [("政务", 2), ("a\r\nb", 3), ("👩‍👩‍👧‍👦", 1), ("é", 1), ("🇨🇳🇨🇳", 2), ("", 0)]
)
def test_characters_are_counted_as_a_reader_sees_them(text: str, count: int) -> None:
    assert graphemes(text) == count


def test_a_lead_ends_with_a_sentence_where_one_fits() -> None:
    assert lead("第一句。第二句很长很长。", 6) == "第一句。"
    assert lead("没有句号的一长串文字", 5) == "没有句号…"
    assert lead("短", 5) == "短"
