"""Tables from files and from the clipboard."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from editor_app.domain.errors import Invalid
from editor_app.rendering.tables import (
    Table,
    long_table,
    table_from,
    table_from_clipboard,
    table_from_file,
    table_markdown,
)

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "electricity-by-source.csv"
EXPECTED = Table(("年份", "数量"), (("2020", "1,5"), ("2021", "2")))


def test_the_sample_table_is_read() -> None:
    table = table_from_file(SAMPLE)
    assert table.columns == ("year", "source", "net_generation")
    assert len(table.rows) == 51
    assert table.numeric_columns() == ("net_generation",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "text", ['年份,数量\n2020,"1,5"\n2021,2\n', "年份;数量\r\n2020;1,5\r\n2021;2", "年份\t数量\n2020\t1,5\n2021\t2\n\n"]
)
def test_encodings_and_delimiters_are_told_apart(text: str, encoding: str) -> None:
    assert table_from(text.encode(encoding), "a.csv") == EXPECTED


def test_a_ragged_row_is_named() -> None:
    with pytest.raises(Invalid, match="Row 3 has 3 cells, the head has 2"):
        table_from(b"a,b\n1,2\n1,2,3\n", "a.csv")
    with pytest.raises(Invalid, match="Row 4 has 1 cells, the head has 2"):
        table_from(b"a,b\n1,2\n\n1\n2,3\n4,5\n", "a.csv")


def test_a_title_above_the_table_is_left_out() -> None:
    assert table_from('某市数据\n年份,数量\n2020,"1,5"\n2021,2\n'.encode(), "a.csv") == EXPECTED


def test_a_head_without_a_name_gets_a_number() -> None:
    assert table_from(",甲\n1,2\n".encode(), "a.csv").columns == ("#1", "甲")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""), ("a.csv", b"one line"), ("a.pdf", b"%PDF"), ("a.csv", b"\x7fELF\0"), ("a.xlsx", b"PK no"),
        ("a.csv", b'a,b\n"' + b"x" * 200_000),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        table_from(content, name)
    assert str(refused.value.next_step)


def test_a_workbook_is_read_by_its_first_filled_sheet_or_by_name() -> None:
    book = openpyxl.Workbook()
    for row in (["年份", "数量"], [2020, "1,5"], [2021, 2.0]):
        book.create_sheet("二") if row[0] == "年份" else None
        book["二"].append(row)
    out = BytesIO()
    book.save(out)
    assert table_from(out.getvalue(), "a.xlsx") == EXPECTED
    with pytest.raises(Invalid, match="no such sheet"):
        table_from(out.getvalue(), "a.xlsx", "三")


def test_cells_of_excel_and_wps_paste_as_a_table() -> None:
    assert table_from_clipboard('年份\t数量\r\n2020\t"1,5"\r\n2021\t2\r\n') == EXPECTED
    assert table_from_clipboard('a\tb\n"x\ny"\t2\n') == Table(("a", "b"), (("x y", "2"),))


def test_words_are_not_taken_for_a_table() -> None:
    assert table_from_clipboard("一句话，\n另一句。") is None
    assert table_from_clipboard("一行\t两格") is None


def test_a_table_of_a_page_pastes_with_joined_cells_repeated() -> None:
    html = "<table><tr><th>年<th>数<th>注</tr><tr><td rowspan=2>1<td colspan=2>2</tr><tr><td>3<td>4</tr></table>"
    assert table_from_clipboard("", html) == Table(("年", "数", "注"), (("1", "2", "2"), ("1", "3", "4")))


def test_several_value_columns_become_series() -> None:
    wide = Table(("年", "甲", "乙"), (("1", "2", "3"), ("4", "5", "6")))
    assert long_table(wide, "年", ("甲", "乙"), ("系列", "值")) == Table(
        ("年", "系列", "值"), (("1", "甲", "2"), ("4", "甲", "5"), ("1", "乙", "3"), ("4", "乙", "6"))
    )
    with pytest.raises(Invalid, match="no column"):
        long_table(wide, "年", ("丙",), ("系列", "值"))


def test_a_table_becomes_markdown_with_numbers_to_the_right() -> None:
    assert table_markdown(Table(("年|月", "数"), (("a", "1"),))) == "| 年\\|月 | 数 |\n| --- | --: |\n| a | 1 |\n"


@pytest.mark.parametrize("span", ["²", "9" * 5_000, "0", "-3"])
def test_a_cell_that_spans_no_number_of_columns_stands_in_one(span: str) -> None:
    html = f"<table><tr><td colspan='{span}'>甲<td>乙<tr><td>1<td>2</table>"
    found = table_from_clipboard("", html)
    assert found is not None
    assert found.columns == ("甲", "乙")
