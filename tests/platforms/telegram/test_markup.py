from hypothesis import given
from hypothesis import strategies as st

from editor_app.platforms.telegram.markup import html_of, plain_of, units, with_bold_headings
from editor_app.platforms.telegram.simulator.entities import plain
from editor_app.rendering.text import PlainText, TextLink


def test_telegram_counts_an_emoji_as_two() -> None:
    assert [units("字"), units("a"), units("🎉"), units("👨‍👩‍👧")] == [1, 1, 2, 8]


def test_links_and_headings_are_marked_and_everything_else_stands_as_it_is() -> None:
    whole = PlainText("怎么办\n\n见 <官网> & 表", (TextLink(7, 11, 'https://a.example/?x=1&y="2"'),), (3,))
    marked = html_of(with_bold_headings(whole))
    assert (
        marked == '<b>怎么办</b>\n\n见 <a href="https://a.example/?x=1&amp;y=&quot;2&quot;">&lt;官网&gt;</a> &amp; 表'
    )


def test_a_heading_with_a_link_in_it_keeps_the_link() -> None:
    whole = PlainText("见官网", (TextLink(1, 3, "https://a.example"),), (3,))
    assert html_of(with_bold_headings(whole)) == '见<a href="https://a.example">官网</a>'


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0"), max_size=60))
def test_what_readers_see_is_what_was_meant_whatever_it_is(text: str) -> None:
    marked = html_of(PlainText(text))
    assert plain_of(marked) == text
    assert plain(marked) == text
