from editor_app.platforms.articles import sealed_article
from editor_app.platforms.email_bulletin.composing import letter_body, letter_text, page_html
from editor_app.platforms.email_bulletin.platform import FIT
from tests.platforms.workshop import TITLE, Bench, variant


def test_the_html_is_whole_styled_inside_of_its_marks_and_without_script_or_sheet() -> None:
    said = variant(title="一 < 二", source="市政务办")
    page = page_html(said.content.title, "zh-CN", letter_body(said, sealed_article(said, Bench(), FIT).part.body))
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "一 &lt; 二</h1>" in page
    assert '<h1 style="' in page
    assert '<img style="display:block;max-width:100%' in page
    assert "来源：市政务办" in page
    for foreign in ("<script", "<style", "<link", "http-equiv"):
        assert foreign not in page


def test_the_text_says_the_same_with_the_addresses_of_links_and_what_pictures_show() -> None:
    said = variant()
    text = letter_text(said, sealed_article(said, Bench(), FIT).part.body)
    assert text.startswith(f"{TITLE}\n\n")
    assert "政务服务网 (https://example.gov.cn/a?x=1&y=2)" in text
    assert text.endswith('［图］队伍 "变短" 了 <3>\n')
    english = variant(language="en")
    assert "[Picture] " in letter_text(english, sealed_article(english, Bench(), FIT).part.body)
