"""The sheet as text."""

from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.views.write import sheet

LINES = st.text(st.characters(exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs"]))


@given(LINES, st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_composed_is_taken_apart_again(title: str, body: str) -> None:
    assert sheet.parts(sheet.composed(title.strip(), body)) == (title.strip(), body)


def test_a_sheet_without_a_title_line_is_all_body() -> None:
    assert sheet.parts("正文\n\n第二段") == ("", "正文\n\n第二段")
    assert sheet.parts("## 小标题\n\n正文") == ("", "## 小标题\n\n正文")


def test_the_empty_line_below_the_title_may_be_missing() -> None:
    assert sheet.parts("# 题\n正文") == ("题", "正文")


def test_lines_of_the_body_are_counted_from_its_first() -> None:
    text = sheet.composed("题", "一\n二")
    assert text.split("\n")[sheet.body_line(text)] == "一"


def test_the_outline_knows_levels_and_lines_and_leaves_code_out() -> None:
    text = "# 题\n\n## 一\n\n```\n## 代码\n```\n\n### 二 ##\n"
    assert [(h.level, h.text, h.line) for h in sheet.headings(text)] == [(1, "题", 0), (2, "一", 2), (3, "二", 8)]


def test_marks_targets_and_pictures_are_no_characters() -> None:
    counted = sheet.counts(f"# 题\n\n**甲**乙[丙](https://example.org) Word 2026\n\n![alt](media:{'a' * 64})\n")
    assert (counted.characters, counted.pictures, counted.charts) == (6, 1, 0)
    assert counted.minutes == 1


def test_four_minutes_for_the_mock_up() -> None:
    assert sheet.counts("字" * 1339).minutes == 4
