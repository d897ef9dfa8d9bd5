from dataclasses import replace

from editor_app.platforms.plain_articles import joined, picture_words, plain_article, with_addresses, without_pictures
from editor_app.rendering.text import PlainText, TextLink
from tests.platforms.workshop import FIRST, TITLE, chart, placed, variant


def test_title_text_byline_and_original_stand_one_after_the_other_without_pictures() -> None:
    whole = plain_article(variant(source="市政务办"))
    blocks = whole.text.split("\n\n")
    assert blocks[0] == TITLE
    assert blocks[-2:] == ["来源：市政务办　作者：市政务服务局", "https://example.gov.cn/zn/2026.html"]
    assert "大厅窗口" not in whole.text
    assert whole.text[: whole.headings[0]] == TITLE


def test_pictures_and_charts_leave_no_words_behind() -> None:
    assert without_pictures("一\n\n![大厅](media:" + "a" * 64 + ' "说明")\n\n二') == "一\n\n\n\n二"


def test_below_a_picture_stands_what_it_shows_its_caption_and_who_made_it_and_nothing_twice() -> None:
    picture = replace(placed(FIRST, "大厅窗口"), caption="办事大厅", credit="张三")
    assert picture_words(picture, "zh-CN") == "大厅窗口\n办事大厅\n图：张三"
    assert picture_words(replace(picture, caption=" 大厅窗口 ", credit=""), "en") == "大厅窗口"
    assert picture_words(replace(picture, chart=chart(), caption=""), "en") == "大厅窗口"


def test_links_and_headings_move_along_when_pieces_are_joined() -> None:
    first = PlainText("一二", (TextLink(0, 1, "https://a.example"),), (2,))
    whole = joined([first, PlainText(""), first])
    assert whole.text == "一二\n\n一二"
    assert [(link.start, link.end) for link in whole.links] == [(0, 1), (4, 5)]
    assert whole.headings == (2, 6)


def test_an_address_is_written_behind_the_words_that_lead_to_it_and_never_twice() -> None:
    text = PlainText(
        "见官网 https://b.example", (TextLink(1, 3, "https://a.example"), TextLink(4, 21, "https://b.example"))
    )
    assert with_addresses(text) == "见官网 (https://a.example) https://b.example"


def test_an_original_that_is_no_web_address_stays_words() -> None:
    whole = plain_article(variant(link="javascript:alert(1)"))
    assert "javascript:alert(1)" not in {link.url for link in whole.links}
