"""Three versions of a text put together: nothing is lost, and nobody is asked where nothing clashes."""

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.media import placement_markdown
from editor_app.domain.text_merge import Clash, Keep, merged_text, text_of, units

BASE = "导语。\n\n## 要点\n\n第一段。\n\n第二段。\n\n- 甲\n- 乙\n- 丙\n\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n"
PICTURE = f"media:{'a' * 64}"
texts = st.lists(st.sampled_from(["a", "b", "c", "", "- d", "- e", "# f", "| g |", "```", "  h"]), max_size=9).map(
    "\n".join
)


def merged(base: str, mine: str, theirs: str) -> str:
    pieces = merged_text(base, mine, theirs)
    assert [piece for piece in pieces if isinstance(piece, Clash)] == []
    return text_of(pieces, ())


def clashes(base: str, mine: str, theirs: str) -> list[Clash]:
    return [piece for piece in merged_text(base, mine, theirs) if isinstance(piece, Clash)]


def test_changes_of_different_paragraphs_come_together_by_themselves() -> None:
    mine, theirs = BASE.replace("第一段。", "第一段，我改。"), BASE.replace("第二段。", "第二段，他改。")
    assert merged(BASE, mine, theirs) == BASE.replace("第一段。", "第一段，我改。").replace(
        "第二段。", "第二段，他改。"
    )


def test_neighbouring_items_and_table_rows_are_places_of_their_own() -> None:
    mine, theirs = BASE.replace("- 甲", "- 甲甲").replace("| 1 |", "| 9 |"), BASE.replace("- 乙", "- 乙乙")
    theirs = theirs.replace("| 3 |", "| 8 |")
    both = merged(BASE, mine, theirs)
    assert "- 甲甲\n- 乙乙\n- 丙" in both
    assert "| 9 | 2 |\n| 8 | 4 |" in both


def test_a_paragraph_that_one_added_stands_beside_one_that_the_other_changed() -> None:
    mine, theirs = BASE.replace("第一段。", "第一段。\n\n新的一段。"), BASE.replace("第二段。", "第二段，他改。")
    assert "第一段。\n\n新的一段。\n\n第二段，他改。" in merged(BASE, mine, theirs)


def test_the_same_paragraph_written_differently_is_a_clash_and_the_rest_is_not() -> None:
    mine = BASE.replace("第一段。", "甲说。").replace("导语。", "新导语。")
    theirs = BASE.replace("第一段。", "乙说。")
    (clash,) = clashes(BASE, mine, theirs)
    assert (clash.base, clash.mine, clash.theirs) == (("第一段。",), ("甲说。",), ("乙说。",))
    pieces = merged_text(BASE, mine, theirs)
    assert text_of(pieces, [Keep.MINE]) == mine
    assert text_of(pieces, [Keep.THEIRS]) == theirs.replace("导语。", "新导语。")
    assert "新导语。\n\n## 要点\n\n甲说。\n\n乙说。\n\n第二段。" in text_of(pieces, [Keep.BOTH])


def test_neighbouring_paragraphs_that_were_reworded_are_asked_one_by_one() -> None:
    mine = BASE.replace("第一段。", "甲一。")
    theirs = BASE.replace("第一段。", "乙一。").replace("第二段。", "乙二。")
    (clash,) = clashes(BASE, mine, theirs)
    assert (clash.mine, clash.theirs) == (("甲一。",), ("乙一。",))
    assert "甲一。\n\n乙二。" in text_of(merged_text(BASE, mine, theirs), [Keep.MINE])


def test_both_items_of_a_list_stay_in_the_list() -> None:
    (clash,) = clashes("- 甲\n- 乙", "- 甲一\n- 乙", "- 甲二\n- 乙")
    assert clash.kept(Keep.BOTH) == ("- 甲一", "- 甲二")


def test_what_one_took_away_and_the_other_changed_is_asked() -> None:
    (clash,) = clashes(BASE, BASE.replace("第一段。\n\n", ""), BASE.replace("第一段。", "第一段改。"))
    assert clash.mine == ()
    assert "第一段改。" in clash.theirs
    assert "第一段改。" in clash.kept(Keep.BOTH)


def test_two_who_put_something_at_the_same_place_are_asked_for_what_is_not_alike() -> None:
    (clash,) = clashes("a", "a\n\nx\n\ny", "a\n\nx\n\nz")
    assert (clash.mine, clash.theirs) == (("y",), ("z",))
    assert merged("a", "a\n\nx", "a\n\nx\n\nz") == "a\n\nx\n\nz"


def test_alternative_text_and_caption_of_one_picture_come_together() -> None:
    base = placement_markdown(PICTURE, "湖", "")
    mine, theirs = placement_markdown(PICTURE, "昆明湖", ""), placement_markdown(PICTURE, "湖", "摄影：李明")
    assert merged(f"a\n\n{base}\n\nb", f"a\n\n{mine}\n\nb", f"a\n\n{theirs}\n\nb") == (
        f"a\n\n{placement_markdown(PICTURE, '昆明湖', '摄影：李明')}\n\nb"
    )
    assert len(clashes(base, mine, placement_markdown(PICTURE, "大湖", ""))) == 1
    assert len(clashes(base, mine, placement_markdown(f"media:{'b' * 64}", "湖", ""))) == 1


def test_code_is_one_place() -> None:
    code = "a\n\n```\nx = 1\n\ny = 2\n```\n\nb"
    assert units(code)[2] == "```\nx = 1\n\ny = 2\n```"
    assert len(clashes(code, code.replace("x = 1", "x = 3"), code.replace("y = 2", "y = 3"))) == 1


@given(texts)
def test_units_are_the_text(text: str) -> None:
    assert "\n".join(units(text)) == text


@given(texts, texts)
def test_what_only_one_changed_is_taken_to_the_letter(base: str, changed: str) -> None:
    for three in ((base, changed, base), (base, base, changed), (base, changed, changed)):
        assert merged(*three) == changed


@given(texts, texts, texts)
def test_with_both_kept_nothing_new_is_lost(base: str, mine: str, theirs: str) -> None:
    pieces = merged_text(base, mine, theirs)
    count = sum(isinstance(piece, Clash) for piece in pieces)
    kept = text_of(pieces, [Keep.BOTH] * count).split("\n")
    new = {*mine.split("\n"), *theirs.split("\n")} - set(base.split("\n"))
    assert new - {*kept, ""} == set()


@given(texts, texts, texts)
def test_both_people_are_asked_the_same_questions(base: str, mine: str, theirs: str) -> None:
    ours, others = clashes(base, mine, theirs), clashes(base, theirs, mine)
    assert [(each.mine, each.theirs) for each in ours] == [(each.theirs, each.mine) for each in others]


def test_five_megabytes_of_text_are_put_together() -> None:
    lines = [f"第 {number} 段，" + "文" * 80 for number in range(20_000)]
    base = "\n\n".join(lines)
    mine, theirs = base.replace("第 7 段", "第七段"), base.replace("第 19990 段", "第一九九九〇段")
    both = merged(base, mine, theirs)
    assert "第七段" in both
    assert "第一九九九〇段" in both
