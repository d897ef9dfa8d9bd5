"""HTML of others as our Markdown."""

import pytest

from editor_app.domain.errors import Invalid
from editor_app.rendering.markdown import page
from editor_app.rendering.markup import markdown_of


def test_the_main_part_of_a_government_page_is_taken() -> None:
    html = (
        "<html><head><title>站名</title><meta name='ArticleTitle' content='标题'><meta name='ContentSource' "
        "content='新华社'><meta name='Url' content='https://example.org/a'></head><body><nav>导航</nav>"
        "<div id='UCAP-CONTENT'><p>　　正文</p></div><footer>版权</footer></body></html>"
    )
    found = markdown_of(html)
    assert found.markdown == "正文\n"
    assert (found.head.title, found.head.source, found.head.source_url) == ("标题", "新华社", "https://example.org/a")


def test_nested_lists_come_back_as_nested_lists() -> None:
    markdown = markdown_of("<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>").markdown
    assert page(markdown, lambda _p: None).html.count("<ul>") == 1
    assert markdown == "1. 甲\n    - 乙\n2. 丙\n"


def test_a_table_without_a_head_gets_its_first_row_as_head() -> None:
    assert (
        "| 年 | 数 |\n| --- | --- |\n| 1 | 2 |" in markdown_of("<table><tr><td>年<td>数<tr><td>1<td>2</table>").markdown
    )


def test_hidden_text_and_scripts_are_left_out_and_reported() -> None:
    found = markdown_of("<p>甲<span style='display: none'>密</span></p><script>alert(1)</script>")
    assert found.markdown == "甲\n"
    assert [str(note) for note in found.notes] == [
        "1 script, form or embedded page was left out.",
        "Hidden text was left out.",
    ]


def test_pictures_are_named_and_odd_links_lose_their_address() -> None:
    found = markdown_of(
        "<p><img src='a/b.png' alt='图 [1]'><a href='javascript:x'>坏</a> <a href='https://a.b/'>好</a></p>"
    )
    assert [(p.reference, p.address, p.alt) for p in found.pictures] == [("import:1", "a/b.png", "图 [1]")]
    assert "](import:1)" in found.markdown
    assert found.markdown.endswith("坏 [好](https://a.b/)\n")


def test_footnotes_of_word_become_footnotes() -> None:
    html = (
        '<p>甲<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p>'
        '<ol><li id="footnote-1"><p> 注文 <a href="#footnote-ref-1">↑</a></p></li></ol>'
    )
    markdown = markdown_of(html).markdown
    assert "甲[^1]" in markdown
    assert "[^1]: 注文" in markdown


@pytest.mark.parametrize("html", ["<blockquote>" * 3_000, "<ul><li>" * 500, "<b>" * 5_000, "<p>a" * 120_000])
def test_a_page_that_nobody_wrote_is_refused_in_words(html: str) -> None:
    with pytest.raises(Invalid, match="than any page that people wrote"):
        markdown_of(f"{html}终")


def test_a_page_nested_as_people_nest_them_is_read() -> None:
    assert "终" in markdown_of("<div>" * 90 + "<blockquote>" * 30 + "终").markdown


@pytest.mark.parametrize("start", ["²", "9" * 5_000, "-1", "１", ""])
def test_a_list_that_starts_at_no_number_starts_at_one(start: str) -> None:
    assert markdown_of(f"<ol start='{start}'><li>甲</li></ol>").markdown == "1. 甲\n"
