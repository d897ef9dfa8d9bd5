"""The plot of a chart."""

import itertools
import json

from editor_app.domain.chart import ChartKind
from editor_app.rendering.chart_plot import PAPER, STYLES, plot_of, text_width, wrapped
from editor_app.rendering.chart_series import reading_of
from tests.rendering.test_chart import chart_of


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_series_is_told_apart_without_colour_too() -> None:
    assert len({(style.weight, style.dash) for style in STYLES}) == len(STYLES)
    assert len({style.filling for style in STYLES}) == len(STYLES)
    assert len({style.shape for style in STYLES}) == len(STYLES)


def test_every_series_has_enough_contrast_for_its_label() -> None:
    paper = luminance(PAPER)
    assert all((paper + 0.05) / (luminance(style.colour) + 0.05) >= 4.5 for style in STYLES)


def test_series_of_lines_are_named_at_their_ends_and_need_no_key() -> None:
    plot = plot_of(reading_of(chart_of()), ChartKind.LINE, 500)
    assert not plot.needs_key
    assert '"legend": null' in json.dumps(plot.spec)
    assert '"text": "甲"' in json.dumps(plot.spec, ensure_ascii=False)


def test_names_that_would_touch_are_moved_apart() -> None:
    rows = tuple((year, name, "5") for name in "甲乙丙" for year in ("2001", "2002"))
    layers = plot_of(reading_of(chart_of(rows=rows)), ChartKind.LINE, 500).spec["layer"]
    heights = sorted(layer["encoding"]["y"]["value"] for layer in layers if layer["mark"]["type"] == "text")  # type: ignore[attr-defined]
    assert all(b - a >= 16 for a, b in itertools.pairwise(heights))


def test_grouped_columns_and_bars_have_a_line_of_names() -> None:
    assert plot_of(reading_of(chart_of(ChartKind.COLUMN)), ChartKind.COLUMN, 500).needs_key
    assert plot_of(reading_of(chart_of(ChartKind.BAR)), ChartKind.BAR, 500).needs_key


def test_columns_begin_at_zero() -> None:
    plot = plot_of(reading_of(chart_of(ChartKind.COLUMN)), ChartKind.COLUMN, 500)
    assert plot.spec["encoding"]["y"]["scale"]["domain"][0] == 0  # type: ignore[index]


def test_long_names_are_broken_between_characters_and_before_no_mark() -> None:
    lines = wrapped("新疆维吾尔自治区（含兵团），合计 Total value", 10, 60)
    assert all(text_width(line, 10) <= 70 for line in lines)
    assert not any(line[0] in "，。）" for line in lines)
    assert "".join(lines).replace(" ", "") == "新疆维吾尔自治区（含兵团），合计Totalvalue"
