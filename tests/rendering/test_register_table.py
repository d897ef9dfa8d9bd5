import csv
import io

import pytest

from editor_app.rendering.register_table import RegisterTable, as_csv, as_page

TABLE = RegisterTable(
    "zh-CN", "政务新媒体账号登记表", "某局，截至 2026-11-29", ("序号", "账号"),
    (("1", "<b>门户</b>"), ("2", '说"话",')),
    ("填表人：", "主办单位盖章："),
)  # fmt: skip


def cells(table: RegisterTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_reads_back_what_stands_in_the_table() -> None:
    assert as_csv(TABLE).startswith(b"\xef\xbb\xbf")
    assert cells(TABLE) == [["序号", "账号"], ["1", "<b>门户</b>"], ["2", '说"话",']]


@pytest.mark.parametrize("said", ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠x"])
def test_no_cell_is_ever_reckoned(said: str) -> None:
    table = RegisterTable("en", "t", "b", (said,), ((said, "fine", ""),), ())
    assert cells(table) == [[f"'{said}"], [f"'{said}", "fine", ""]]


def test_the_page_holds_no_markup_of_others_and_nothing_from_elsewhere() -> None:
    page = as_page(TABLE).decode()
    assert "&lt;b&gt;门户&lt;/b&gt;" in page
    assert '<html lang="zh-CN">' in page
    assert "某局，截至 2026-11-29" in page
    assert "主办单位盖章：" in page
    for outside in ("http:", "https:", "src=", "<script", "url("):
        assert outside not in page
