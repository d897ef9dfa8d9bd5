"""Charts as pictures: title, unit, plot, source and date in one frame; the same chart always gives the same bytes."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import ChartId, sha256
from editor_app.domain.text import T
from editor_app.rendering.chart_plot import INK, INK2, INK3, PAPER, STYLES, plot_of, text_width, wrapped
from editor_app.rendering.chart_series import reading_of, shown_number
from editor_app.rendering.fonts import SANS, SERIF, require_chinese_font, undrawable
from editor_app.rendering.pictures import Picture

if TYPE_CHECKING:
    from editor_app.rendering.chart_series import Reading, Series

WIDTH = 1080
"""Pixels of the PNG: a phone shows it at a third, where 26 pixels of type stay readable."""
_LOGICAL = 540
_MARGIN = 20
_WORDS = {
    True: ("单位：", "来源：", "数据截至 ", "注：", "·"),
    False: ("Unit: ", "Source: ", "Data as of ", "Note: ", " · "),
}
_KINDS = {
    ChartKind.LINE: ("折线图", "Line chart"),
    ChartKind.COLUMN: ("柱形图", "Column chart"),
    ChartKind.BAR: ("条形图", "Bar chart"),
    ChartKind.STACKED: ("堆积柱形图", "Stacked column chart"),
    ChartKind.AREA: ("面积图", "Area chart"),
}
_HAN = re.compile("[\u3400-\u9fff]")


def chart_picture(chart: Chart) -> Picture:
    """The chart as PNG, 1080 pixels wide.

    Raises:
        Invalid: too much for one chart, or a character that the fonts can't draw.
        Unavailable: this computer has no Chinese font.
    """
    import vl_convert

    content = vl_convert.svg_to_png(chart_svg(chart), scale=WIDTH / _LOGICAL)
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return Picture(content, sha256(content), "image/png", width, height)


def chart_svg(chart: Chart) -> str:
    """The chart as SVG, 540 units wide.

    Raises:
        Invalid, Unavailable: as `chart_picture`.
    """
    _register_fonts()
    _require_glyphs(chart)
    reading = reading_of(chart)
    plot = plot_of(reading, chart.kind, _LOGICAL - 2 * _MARGIN)
    head, top = _head(chart, reading, with_key=plot.needs_key)
    foot, height = _foot(chart, top + plot.height)
    inner = _inner_svg(json.dumps(plot.spec, ensure_ascii=False))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LOGICAL}" height="{height}" '
        f'viewBox="0 0 {_LOGICAL} {height}"><rect width="{_LOGICAL}" height="{height}" fill="{PAPER}"/>{head}'
        f'<g transform="translate({_MARGIN},{top})">{inner}</g>{foot}</svg>'
    )


def alt_draft(chart: Chart) -> str:
    """A first text for those who can't see the chart, made from its data; a person completes it.

    Raises:
        Invalid: too much for one chart.
    """
    reading = reading_of(chart)
    chinese = _is_chinese(chart)
    parts = [_in_words(series, reading, chinese=chinese, alone=len(reading.series) == 1) for series in reading.series]
    kind = _KINDS[chart.kind][0 if chinese else 1]
    if chinese:
        return f"{kind}：{chart.title.rstrip('。')}。{'；'.join(parts)}。单位：{chart.unit}。"
    return f"{kind}: {chart.title.rstrip('.')}. {'; '.join(parts)}. Unit: {chart.unit}."


def warm() -> None:
    """Load the drawing engine now (0.8 s of CPU, once): to be called in the background."""
    sample = Chart(
        ChartId("warm"), ChartKind.LINE, "预热", "个", "本机", "2026", "预热", "", "x", "y", "", ("x", "y"),
        (("2025", "1"), ("2026", "2")),
    )  # fmt: skip
    chart_picture(sample)


def _in_words(series: Series, reading: Reading, *, chinese: bool, alone: bool) -> str:
    """One series in words: over time its way, otherwise its values or the ends of them."""
    points = [(place, value) for place, value in zip(reading.places, series.values, strict=True) if value is not None]
    name = f"{series.name} " if series.name else ""
    top, bottom = max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1])
    extremes = (
        f"最高 {shown_number(top[1])}（{top[0]}），最低 {shown_number(bottom[1])}（{bottom[0]}）"
        if chinese
        else f"highest {shown_number(top[1])} ({top[0]}), lowest {shown_number(bottom[1])} ({bottom[0]})"
    )
    if not reading.dates:
        each = ("、" if chinese else ", ").join(f"{place} {shown_number(value)}" for place, value in points)
        return name + (each if len(points) <= 6 else extremes)
    (start, first), (end, last) = points[0], points[-1]
    way = (last > first) - (last < first)
    if chinese:
        verb = {1: "升至", -1: "降至", 0: "到"}[way]
        text = f"{name}{start} 至 {end} 由 {shown_number(first)} {verb} {shown_number(last)}"
        return f"{text}，{extremes}" if alone else text
    verb = {1: "up to", -1: "down to", 0: "to"}[way]
    text = f"{name}{start} to {end}: from {shown_number(first)} {verb} {shown_number(last)}"
    return f"{text}, {extremes}" if alone else text


def _as_of(date: str, *, chinese: bool) -> str:
    """`2017-05` as it is written: 2017 年 5 月."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", date.strip())
    if not chinese or parts is None:
        return date.strip()
    return " ".join(f"{int(n)} {unit}" for n, unit in zip(parts.groups(), "年月日", strict=True) if n)


def _is_chinese(chart: Chart) -> bool:
    return _HAN.search(chart.title + chart.unit + chart.source) is not None


def _require_glyphs(chart: Chart) -> None:
    said = "".join((chart.title, chart.unit, chart.source, chart.note, chart.as_of, *map("".join, chart.rows)))
    missing = undrawable(said)
    if missing:
        raise Invalid(
            T("The fonts of this computer can't draw: {characters}", characters=missing[:20]),
            T("Take these characters out of the chart."),
        )


@cache
def _register_fonts() -> None:
    """Make our own fonts known to the engine; those of the system it finds by itself."""
    import vl_convert

    path, _ = require_chinese_font()
    vl_convert.register_font_directory(str(path.parent))


def _inner_svg(spec: str) -> str:
    """What the engine draws, without its outer element."""
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[]))
    return svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]


def _text(words: str, x: float, y: float, look: tuple[tuple[str, ...], int, str, str]) -> str:
    families, size, weight, colour = look
    family = escape(", ".join(families))
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(words)}</text>'
    )


def _head(chart: Chart, reading: Reading, *, with_key: bool) -> tuple[str, int]:
    """Title, unit and where needed the names of the series; and where the plot begins."""
    out, y = [], _MARGIN + 4
    for line in wrapped(chart.title, 21, _LOGICAL - 2 * _MARGIN):
        y += 20
        out.append(_text(line, _MARGIN, y, (SERIF, 21, "bold", INK)))
        y += 9
    for line in wrapped(_WORDS[_is_chinese(chart)][0] + chart.unit, 14, _LOGICAL - 2 * _MARGIN):
        y += 15
        out.append(_text(line, _MARGIN, y, (SANS, 14, "normal", INK2)))
        y += 5
    if with_key:
        key, y = _key(reading, y + 4)
        out.append(key)
    return "".join(out), y + 6


def _key(reading: Reading, top: int) -> tuple[str, int]:
    """Names of the series with a piece of how each is filled."""
    out, x, y = [], float(_MARGIN), top + 14
    for series, style in zip(reading.series, STYLES, strict=False):
        need = 22 + text_width(series.name, 14) + 18
        if x > _MARGIN and x + need > _LOGICAL - _MARGIN:
            x, y = float(_MARGIN), y + 20
        out.append(
            f'<rect x="{x:g}" y="{y - 11}" width="14" height="12" fill="{style.colour}" '
            f'fill-opacity="{style.filling:g}" stroke="{style.colour}" stroke-width="1.5"/>'
        )
        out.append(_text(series.name, x + 20, y, (SANS, 14, "bold", style.colour)))
        x += need
    return "".join(out), y + 6


def _foot(chart: Chart, top: int) -> tuple[str, int]:
    """Source, date of the data and note; and the height of the whole picture."""
    _, source, as_of, note, between = _WORDS[_is_chinese(chart)]
    date = _as_of(chart.as_of, chinese=_is_chinese(chart))
    lines = wrapped(f"{source}{chart.source}{between}{as_of}{date}", 13, _LOGICAL - 2 * _MARGIN)
    if chart.note.strip():
        lines += wrapped(note + chart.note, 13, _LOGICAL - 2 * _MARGIN)
    out, y = [], top + 6
    for line in lines:
        y += 15
        out.append(_text(line, _MARGIN, y, (SANS, 13, "normal", INK3)))
        y += 4
    return "".join(out), y + _MARGIN - 6
