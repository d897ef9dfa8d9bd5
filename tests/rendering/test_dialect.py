"""One block of Markdown by itself."""

import pytest

from editor_app.domain.errors import Invalid
from editor_app.rendering.dialect import Dialect

MEDIA = "a" * 64


def html(text: str) -> str:
    return Dialect().marked(text, {}, ()).html


def test_a_picture_alone_in_its_paragraph_becomes_a_figure() -> None:
    marked = Dialect().marked(f'![中\\]文](media:{MEDIA} "说\\"明")', {}, ())
    assert "<figure>" in marked.html
    assert "<p>" not in marked.html
    assert (marked.placed[0].alt, marked.placed[0].caption) == ("中]文", '说"明')


def test_a_picture_between_words_parts_the_paragraph() -> None:
    assert html(f"前 ![x](media:{MEDIA}) 后").count("<p>") == 2


def test_a_picture_inside_code_is_code() -> None:
    marked = Dialect().marked(f"`![x](media:{MEDIA})`", {}, ())
    assert marked.placed == []
    assert MEDIA in marked.html


def test_a_picture_from_elsewhere_stays_visible_as_typed() -> None:
    assert "![x](http://example.org/x.png)" in html("![x](http://example.org/x.png)")


def test_lines_between_chinese_characters_are_joined_without_a_space() -> None:
    assert html("第一行\n第二行") == "<p>第一行第二行</p>"
    assert html("one\ntwo") == "<p>one\ntwo</p>"


def test_only_defined_notes_become_references() -> None:
    marked = Dialect().marked("甲[^1]乙[^2]", {}, {"1"})
    assert marked.noted == ["1"]
    assert "[^2]" in marked.html


def test_a_reference_link_uses_the_definitions_of_the_whole_document() -> None:
    marked = Dialect().marked("[文件][a]", {"a": ("https://example.org/", "")}, ())
    assert '<a href="https://example.org/">文件</a>' in marked.html


def test_lists_nested_beyond_reason_end_in_a_sentence_or_in_html() -> None:
    deep = "\n".join("    " * n + "- x" for n in range(400))
    try:
        assert "<li>" in html(deep)
    except Invalid as said:
        assert "nested" in str(said)  # noqa: PT017 - either end is right; a crash is not


@pytest.mark.parametrize("text", ["> " * 2000 + "x", "[" * 3000, "*" * 3000 + "a", "`" * 1001, "![" * 2000])
def test_hostile_repetition_ends(text: str) -> None:
    assert isinstance(html(text), str)
