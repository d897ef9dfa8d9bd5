import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.platforms.mastodon.content import words_of
from editor_app.platforms.mastodon.simulator.wording import html_of

ORIGIN = "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>一</p><p>二<br />三</p>", "一\n\n二\n三"),
        ('<p>见 <a href="https://a.cn/1"><span class="invisible">https://</span><span>a.cn/1</span></a></p>',
         "见 https://a.cn/1"),
        ("<p>5 &gt; 3 &amp; 2</p>", "5 > 3 & 2"),
        ("", ""),
        ("没有段落", "没有段落"),
    ],
)  # fmt: skip
def test_the_words_are_what_readers_see(html: str, words: str) -> None:
    assert words_of(html) == words


@settings(derandomize=True)
@given(st.lists(st.text("字a1 #@.<>&", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4))
def test_paragraphs_come_back_from_the_html_as_they_were_sent(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert words_of(html_of(text, ORIGIN, frozenset())) == text
