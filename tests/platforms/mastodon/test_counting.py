import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.platforms.mastodon.counting import Spelled, counted, is_link
from editor_app.rendering.text import PlainText, TextLink

LONG = "https://www.example.gov.cn/zhengce/2026/content_5352666.htm?from=list&page=2"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("共 12 件事", 7),
        ("👨‍👩‍👧‍👦", 1),
        (LONG, 23),
        ("https://a.cn", 23),
        (f"见 {LONG} 。", 2 + 23 + 2),
        ("http://localhost/a", 18),
        ("example.gov.cn", 14),
        ("@zwdt@fuwu.example.cn 你好", 8),
        ("@zwdt 你好", 8),
        ("office@example.gov.cn", 21),
    ],
)
def test_links_count_as_23_and_of_a_handle_its_name(text: str, count: int) -> None:
    assert counted(text, 23) == count


@pytest.mark.parametrize(
    ("url", "known"),
    [(LONG, True), ("https://例子.中国/a", True), ("http://intranet/a", False), ("mailto:a@b.cn", False)],
)
def test_only_what_the_server_makes_a_link_of_counts_as_one(url: str, known: bool) -> None:  # noqa: FBT001
    assert is_link(url) is known


def linked(text: str, *links: tuple[str, str]) -> PlainText:
    found = []
    for words, url in links:
        start = text.index(words)
        found.append(TextLink(start, start + len(words), url))
    return PlainText(text, tuple(found))


def spelled(whole: PlainText) -> str:
    made = Spelled(whole, 23)
    return made.restored(made.marked.text)


def test_a_link_is_written_out_behind_its_words_with_white_space_around_it() -> None:
    whole = linked("可在政务服务网办理。", ("政务服务网", LONG))
    assert spelled(whole) == f"可在政务服务网 {LONG} 办理。"


def test_an_address_that_stands_in_the_text_is_written_once_and_nothing_touches_it() -> None:
    assert spelled(linked(f"见{LONG}，谢谢", (LONG, LONG))) == f"见 {LONG} ，谢谢"
    assert spelled(linked(f"见 {LONG}\n谢谢", (LONG, LONG))) == f"见 {LONG}\n谢谢"


def test_a_mark_is_as_long_as_its_address_counts_and_a_link_of_the_text() -> None:
    marked = Spelled(linked("政务服务网", ("政务服务网", LONG)), 23).marked
    (link,) = marked.links
    assert marked.text[link.start : link.end].endswith("0" * 19)
    assert link.end - link.start == 23
    assert "://" in marked.text


def test_an_address_that_is_no_link_there_counts_in_full() -> None:
    made = Spelled(linked("内网", ("内网", "http://intranet/a")), 23)
    assert made.marked == PlainText("内网 http://intranet/a")


@settings(derandomize=True)
@given(st.lists(st.tuples(st.text("字a1 \n\ue000", max_size=8), st.integers(0, 3)), max_size=6))
def test_writing_out_never_loses_a_word_or_an_address(pieces: list[tuple[str, int]]) -> None:
    text, links, addresses = "", [], []
    for number, (words, kind) in enumerate(pieces):
        text += words
        if kind:
            url = f"https://example.gov.cn/{number}"
            shown = url if kind == 1 else "这里"
            links.append(TextLink(len(text), len(text) + len(shown), url))
            text += shown
            addresses.append(url)
    said = spelled(PlainText(text, tuple(links)))
    assert [word for word in said.split() if word.startswith("https://")] == addresses
    for words, _kind in pieces:
        assert "".join(words.split()) in "".join(said.split())
