"""Long text as a thread."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Invalid
from editor_app.rendering.text import PlainText, TextLink, graphemes, plain_text
from editor_app.rendering.threads import PartLimit, thread_parts

LIMIT = PartLimit()


def test_what_fits_is_one_part_without_a_number() -> None:
    assert thread_parts(plain_text("短文。"), LIMIT) == (PlainText("短文。"),)


def test_a_long_text_is_cut_at_sentences_and_numbered() -> None:
    parts = thread_parts(plain_text("提高响应速度，及时公布真相。" * 60), LIMIT)
    assert [part.text.rpartition("\n")[2] for part in parts] == [f"{n}/{len(parts)}" for n in range(1, len(parts) + 1)]
    assert all(part.text.rpartition("\n")[0].endswith("。") for part in parts)


def test_a_heading_stays_with_its_paragraph() -> None:
    parts = thread_parts(plain_text("长句。" * 90 + "\n\n## 标题\n\n" + "后文。" * 60), LIMIT)
    assert not any(part.text.rpartition("\n")[0].endswith("标题") for part in parts)


def test_an_address_is_never_cut_and_its_link_moves_along() -> None:
    url = "https://example.org/" + "a" * 90
    parts = thread_parts(plain_text("字" * 250 + url + "尾" * 200), LIMIT)
    holding = [(part, link) for part in parts for link in part.links]
    assert [part.text[link.start : link.end] for part, link in holding] == [url]


def test_an_address_longer_than_a_part_is_shown_short_and_linked_whole() -> None:
    url = "https://example.org/" + "a" * 900
    parts = thread_parts(PlainText(url + " 完。" + "句。" * 200, (TextLink(0, len(url), url),), (len(url) + 3,)), LIMIT)
    assert parts[0].links[0].url == url
    assert parts[0].text[: parts[0].links[0].end].endswith("…")


@given(st.text(max_size=900), st.integers(12, 60), st.integers(40, 200))
def test_every_part_keeps_the_limit_and_nothing_is_lost(text: str, count: int, size: int) -> None:
    limit = PartLimit(count, size)
    try:
        parts = thread_parts(PlainText(text), limit)
    except Invalid:
        return
    assert all(graphemes(part.text) <= count and len(part.text.encode()) <= size for part in parts)
    bodies = [part.text if len(parts) == 1 else part.text.rpartition("\n")[0] for part in parts]
    assert re.sub(r"\s", "", "".join(bodies)) == re.sub(r"\s", "", text)


def test_a_character_larger_than_a_part_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="One character"):
        thread_parts(PlainText("e" + "\u0301" * 3000 + "x" * 400), LIMIT)
