import pytest

from editor_app.platforms.mastodon.simulator.wording import html_of

ORIGIN = "http://127.0.0.1:1"


def shown(text: str) -> str:
    return html_of(text, ORIGIN, frozenset({"zwdt@fuwu.example"}))


def test_paragraphs_and_lines_are_kept_and_nothing_is_markup() -> None:
    assert shown("一\n二\n\n<b>三</b>") == "<p>一<br />二</p><p>&lt;b&gt;三&lt;/b&gt;</p>"
    assert shown("") == ""


def test_a_long_address_is_shown_short_and_all_of_it_is_there() -> None:
    html = shown("https://www.example.gov.cn/zhengce/2026/content_5352666.htm")
    assert 'href="https://www.example.gov.cn/zhengce/2026/content_5352666.htm"' in html
    assert '<span class="invisible">https://www.</span>' in html
    assert '<span class="ellipsis">example.gov.cn/zhengce/2026/co</span>' in html


@pytest.mark.parametrize(("text", "is_tag"), [("#便民", True), ("见#便民", False), ("#2026", False), ("#2026年", True)])
def test_a_hashtag_has_letters_and_stands_by_itself(text: str, is_tag: bool) -> None:  # noqa: FBT001
    assert ("hashtag" in shown(text)) is is_tag


def test_a_handle_of_somebody_known_is_shown_by_its_name() -> None:
    assert "@<span>zwdt</span>" in shown("@zwdt@fuwu.example")
    assert shown("@nobody@fuwu.example") == "<p>@nobody@fuwu.example</p>"
