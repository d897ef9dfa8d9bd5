"""Cutting a document into blocks."""

from editor_app.rendering.blocks import changed, outlined


def blocks(source: str) -> tuple[str, ...]:
    return outlined(source).blocks


def test_blank_lines_part_paragraphs() -> None:
    assert blocks("一\n\n二\n\n\n三\n") == ("一", "二", "三")


def test_what_is_indented_belongs_to_what_stands_before() -> None:
    assert blocks("- 甲\n\n    续\n\n段") == ("- 甲\n\n    续", "段")


def test_a_loose_list_is_one_block() -> None:
    assert blocks("- 甲\n\n- 乙\n\n段\n\n- 丙") == ("- 甲\n\n- 乙", "段", "- 丙")


def test_quotes_that_follow_each_other_are_one_block() -> None:
    assert blocks("> 甲\n\n> 乙\n\n丙") == ("> 甲\n\n> 乙", "丙")


def test_a_fence_is_never_cut() -> None:
    assert blocks("```\na\n\nb\n```\n\n段") == ("```\na\n\nb\n```", "段")


def test_a_fence_that_nobody_closes_is_ordinary_text() -> None:
    assert blocks("```\na\n\nb") == ("```\na", "b")


def test_raw_html_makes_the_document_one_block() -> None:
    assert len(blocks("一\n\n<div>\n\n二\n\n</div>\n\n三")) == 1
    assert len(blocks("一\n\n<b>二</b>\n\n三")) == 3


def test_definitions_are_collected_from_everywhere() -> None:
    outline = outlined('甲\n\n[A b]: <https://example.org/> "题"\n\n[^1]: 注\n    续\n\n    第二段\n\n乙')
    assert outline.references == {"a b": ("https://example.org/", "题")}
    assert outline.notes == {"1": "注\n续\n\n第二段"}
    assert outline.blocks[-1] == "乙"


def test_definitions_inside_code_are_code() -> None:
    assert outlined("```\n[^1]: 注\n[a]: b\n```").notes == {}


def test_code_in_a_raw_document_is_code_too() -> None:
    outline = outlined("<div>x</div>\n\n[^a]: 注\n\n```\n[^1]: 码\n```\n\n[^b]: 注")
    assert list(outline.notes) == ["a", "b"]
    assert "[^1]: 码" in outline.blocks[0]


def test_text_after_a_note_in_a_raw_document_is_kept() -> None:
    assert "乙" in outlined("<div>x</div>\n\n[^1]: 注\n\n乙").blocks[0]


def test_a_block_knows_where_it_starts() -> None:
    source = "一\n\n二\n\n- a\n\n- b\n\n三"
    outline = outlined(source)
    assert [source[at : at + 1] for at in outline.starts] == ["一", "二", "-", "三"]


def test_only_what_differs_between_two_pages_is_named() -> None:
    assert changed(["a", "b", "c"], ["a", "x", "y", "c"]) == (1, 2, 3)
    assert changed(["a"], ["a"]) == (1, 1, 1)
    assert changed([], ["a"]) == (0, 0, 1)
