"""Charts as pictures."""

import dataclasses
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import ChartId
from editor_app.rendering import chart as drawing
from editor_app.rendering.chart import alt_draft, chart_picture, chart_svg

ROOT = Path(__file__).parents[2]


def chart_of(kind: ChartKind = ChartKind.LINE, **changes: object) -> Chart:
    rows = tuple(
        (str(year), name, str(base + year - 2001))
        for name, base in (("甲", 10), ("乙", 5))
        for year in range(2001, 2009)
    )
    whole = Chart(
        ChartId("c"), kind, "办件量八年翻番", "万件", "市政务办", "2008-05", "替代", "", "年份", "数量", "类别",
        ("年份", "类别", "数量"), rows,
    )  # fmt: skip
    return dataclasses.replace(whole, **changes)


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_form_is_drawn_1080_pixels_wide_with_the_same_bytes_twice(kind: ChartKind) -> None:
    picture = chart_picture(chart_of(kind))
    image = Image.open(BytesIO(picture.content))
    assert image.size == (picture.width, picture.height)
    assert picture.width == 1080
    assert 500 < picture.height < 1400
    assert len(image.convert("RGB").getcolors(10**6) or []) > 10
    assert chart_picture(chart_of(kind)).digest == picture.digest


def test_another_process_draws_the_same_bytes() -> None:
    program = (
        "from tests.rendering.test_chart import chart_of; from editor_app.rendering.chart import chart_picture;"
        "print(chart_picture(chart_of()).digest)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == chart_picture(chart_of()).digest


def test_everything_that_a_reader_needs_stands_in_the_picture() -> None:
    svg = chart_svg(chart_of(note="初步统计"))
    assert all(
        words in svg
        for words in (
            "办件量八年翻番",
            "单位：万件",
            "来源：市政务办",
            "数据截至 2008 年 5 月",
            "注：初步统计",
            ">甲<",
            ">17<",
        )
    )


def test_no_label_is_ever_turned() -> None:
    rows = tuple((f"第{n}号政务服务中心", "甲", str(n)) for n in range(1, 9))
    assert "rotate(" not in chart_svg(chart_of(ChartKind.COLUMN, rows=rows)).replace("rotate(0)", "")


def test_words_of_others_are_escaped() -> None:
    assert "<script>" not in chart_svg(chart_of(title="<script>", source="a & b"))


def test_an_english_chart_speaks_english() -> None:
    svg = chart_svg(chart_of(title="Cases doubled", unit="thousand", source="Office", as_of="2008"))
    assert "Unit: thousand" in svg
    assert "Data as of 2008" in svg


def test_a_character_without_a_glyph_is_said_before_it_is_published() -> None:
    with pytest.raises(Invalid, match="can't draw"):
        chart_svg(chart_of(title="甲\U0001f9ff\ue123"))


def test_the_draft_of_the_alternative_text_comes_from_the_data() -> None:
    assert (
        alt_draft(chart_of())
        == "折线图：办件量八年翻番。甲 2001 至 2008 由 10 升至 17；乙 2001 至 2008 由 5 升至 12。单位：万件。"
    )
    rows = (("东区", "甲", "3"), ("西区", "甲", "1.25"))
    assert "甲 东区 3、西区 1.25" in alt_draft(chart_of(ChartKind.BAR, rows=rows))
    assert "最高 12（2008），最低 5（2001）" in alt_draft(chart_of(rows=chart_of().rows[8:]))
    english = chart_of(title="Cases", unit="k", source="Office", rows=(("2001", "a", "1"), ("2002", "a", "1")))
    assert "a 2001 to 2002: from 1 to 1" in alt_draft(english)


def test_the_engine_can_be_warmed() -> None:
    drawing.warm()
