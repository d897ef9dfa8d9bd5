"""The Vega-Lite specification of a chart's plot: marks, axes and direct labels, with every position decided here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.chart import ChartKind
from editor_app.rendering.chart_series import shown_number, ticks
from editor_app.rendering.fonts import SANS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.rendering.chart_series import Reading, Series

Spec: TypeAlias = "Mapping[str, object]"

INK, INK2, INK3, LINE, EDGE, PAPER = "#1F1D1A", "#4A463F", "#645F56", "#D8D4CB", "#8A8478", "#FDFCFA"
FONT = ", ".join(SANS)
_SIZE = 13
_CLOSING = "，。；：！？、）》”’％ "
_LINE_HEIGHT = 17


@dataclass(frozen=True, slots=True)
class Style:
    """How a series looks: told apart by colour, weight and dash or filling, so that grey print shows it too."""

    colour: str
    weight: float
    dash: tuple[int, ...]
    filling: float
    """Opacity of the filling of columns and areas; 0 = only their outline."""
    shape: str


STYLES = (
    Style("#4A463F", 2.0, (), 1.0, "square"),
    Style("#2A6549", 2.8, (), 0.45, "circle"),
    Style("#8A5F16", 2.0, (6, 4), 0.0, "triangle-up"),
    Style("#2B4A78", 2.4, (2, 3), 0.75, "diamond"),
    Style("#8A1C48", 2.0, (9, 3, 2, 3), 0.25, "triangle-down"),
    Style("#645F56", 1.4, (1, 2), 0.6, "cross"),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """A specification and how much room it takes."""

    spec: Spec
    height: int
    """Of the whole plot with its axes."""
    needs_key: bool
    """Whether the series are not named at their marks and need a line of names above."""


def plot_of(reading: Reading, kind: ChartKind, width: int) -> Plot:
    """The plot of a chart, `width` logical pixels wide with its axes."""
    if kind is ChartKind.BAR:
        return _bars(reading, width)
    flat = kind in {ChartKind.LINE, ChartKind.AREA}
    tops = reading.tops()
    scale = ticks(min(tops), max(tops), from_zero=kind is not ChartKind.LINE)
    named_at_end = flat or reading.stacked
    lines = _label_lines(reading, named_at_end=named_at_end)
    left = 12 + round(max(text_width(shown_number(tick, scale[1] - scale[0]), _SIZE) for tick in scale))
    right = 18 + round(max((text_width(line, _SIZE) for pair in lines for line in pair), default=0))
    inner = (width - left - right, 250)
    categories, below = _categories(reading, inner[0], flat=flat)
    layer: list[Spec] = [*_marks(reading, kind), *_names(reading, lines, scale, inner)]
    if not named_at_end and len(reading.series) == 1:
        layer += _values_beyond()
    if (lowered := _lowered(reading)) and not flat:
        below += lowered
    spec = _framed(_rows(reading, categories), layer, inner, {"left": left, "top": 14, "right": right, "bottom": below})
    spec["encoding"] = {"x": _x_axis(reading, categories, inner[0], flat=flat), "y": _y_axis(scale)}
    return Plot(spec, 14 + inner[1] + below, needs_key=not named_at_end and len(reading.series) > 1)


def text_width(text: str, size: float) -> float:
    """About how wide `text` is: Chinese characters a full em, others six tenths."""
    return sum(size if character > "\u2e7f" else size * 0.6 for character in text)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """`text` in lines that fit; broken between Chinese characters or at spaces."""
    lines, line = [], ""
    for word in _words(text):
        if line and text_width(line + word.rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> list[str]:
    """Pieces that stay together: Latin words with their space, single Chinese characters with their closing mark."""
    words: list[str] = []
    for character in text:
        latin = character <= "\u2e7f" and bool(words) and words[-1][-1] <= "\u2e7f"
        glued = latin or character in _CLOSING
        if glued and words and not words[-1].endswith(" "):
            words[-1] += character
        else:
            words.append(character)
    return words


def _rows(reading: Reading, categories: Sequence[str]) -> list[dict[str, object]]:
    """One row for each mark; values travel as floats, only for drawing."""
    places = categories or reading.dates
    return [
        {"x": places[at], "at": at, "series": series.name, "y": float(value),
         "order": order, "label": shown_number(value)}
        for order, series in enumerate(reading.series)
        for at, value in enumerate(series.values)
        if value is not None
    ]  # fmt: skip


def _framed(rows: list[dict[str, object]], layer: list[Spec], inner: tuple[int, int], room: Spec) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "width": inner[0],
        "height": inner[1],
        "padding": room,
        "autosize": {"type": "none"},
        "data": {"values": rows},
        "layer": layer,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFont": FONT, "labelFontSize": _SIZE, "labelColor": INK2, "gridColor": LINE, "domainColor": EDGE,
                "tickColor": EDGE, "title": None, "labelAngle": 0, "labelPadding": 6, "gridWidth": 1,
            },
            "text": {"font": FONT, "fontSize": _SIZE},
        },
    }  # fmt: skip


def _series_scale(reading: Reading, values: Sequence[object]) -> Spec:
    return {"domain": [series.name for series in reading.series], "range": list(values)[: len(reading.series)]}


def _colour(reading: Reading) -> Spec:
    scale = _series_scale(reading, [style.colour for style in STYLES])
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def _marks(reading: Reading, kind: ChartKind) -> list[Spec]:
    colour = _colour(reading)
    if kind is ChartKind.LINE:
        return _lines(reading, colour)
    stack: Spec = {"y": {"field": "y", "type": "quantitative", "stack": "zero" if reading.stacked else None}}
    order: Spec = {"order": {"field": "order", "type": "quantitative"}}
    if kind is ChartKind.AREA:
        mark = {"type": "area", "line": {"strokeWidth": 2}, "fillOpacity": 0.28}
        return [{"mark": mark, "encoding": {**stack, **order, "color": colour}}]
    encoding: dict[str, object] = {**stack, **order, "fill": colour, "stroke": colour, "fillOpacity": _filling(reading)}
    if not reading.stacked and len(reading.series) > 1:
        encoding["xOffset"] = {"field": "series", "sort": [series.name for series in reading.series]}
    return [{"mark": {"type": "bar", "strokeWidth": 1.5}, "encoding": encoding}]


def _by_order(reading: Reading, values: Sequence[object]) -> Spec:
    """A value for each series by its order: a scale of Vega-Lite would put values of its own between."""
    tests = [
        {"test": f"datum.order === {order}", "value": value}
        for order, value in enumerate(values[: len(reading.series)])
    ]
    return {"condition": tests, "value": values[0]}


def _filling(reading: Reading) -> Spec:
    return _by_order(reading, [style.filling for style in STYLES])


def _lines(reading: Reading, colour: Spec) -> list[Spec]:
    y = {"field": "y", "type": "quantitative"}
    strokes: dict[str, object] = {
        "strokeWidth": _by_order(reading, [style.weight for style in STYLES]),
        "strokeDash": _by_order(reading, [list(style.dash) or [1, 0] for style in STYLES]),
    }
    ends = {
        "transform": [{"filter": " || ".join(_is_end(n, series) for n, series in enumerate(reading.series))}],
        "mark": {"type": "point", "filled": True, "size": 44, "opacity": 1},
        "encoding": {
            "y": y, "color": colour,
            "shape": _by_order(reading, [style.shape for style in STYLES]),
        },
    }  # fmt: skip
    order = {"field": "at", "type": "quantitative"}
    line = {"type": "line", "strokeJoin": "round", "strokeCap": "round"}
    return [{"mark": line, "encoding": {"y": y, "color": colour, "order": order, **strokes}}, ends]


def _is_end(order: int, series: Series) -> str:
    return f"(datum.order === {order} && datum.at === {series.last[0]})"


def _label_lines(reading: Reading, *, named_at_end: bool) -> list[tuple[str, ...]]:
    """Name and last value of each series, for the right edge."""
    if not named_at_end:
        return []
    return [tuple(filter(None, (series.name, shown_number(series.last[1])))) for series in reading.series]


def _names(
    reading: Reading, lines: list[tuple[str, ...]], scale: Sequence[Decimal], inner: tuple[int, int]
) -> list[Spec]:
    """Names and last values beside the ends of the series, moved apart where they would touch."""
    if not lines:
        return []
    low, high = float(scale[0]), float(scale[-1])
    heights = [inner[1] * (high - value) / (high - low) for value in _end_heights(reading)]
    placed = _apart(heights, [len(pair) * _LINE_HEIGHT for pair in lines], inner[1])
    return [
        {
            "data": {"values": [{"text": line}]},
            "mark": {
                "type": "text", "align": "left", "baseline": "middle", "dx": 10, "color": STYLES[order].colour,
                "fontWeight": "bold" if row == 0 and len(pair) > 1 else "normal",
            },
            "encoding": {
                "x": {"value": inner[0]}, "text": {"field": "text"},
                "y": {"value": placed[order] + (row - (len(pair) - 1) / 2) * _LINE_HEIGHT},
            },
        }
        for order, pair in enumerate(lines)
        for row, line in enumerate(pair)
    ]  # fmt: skip


def _end_heights(reading: Reading) -> list[float]:
    """Where each series ends, in values: of a stack, the middle of its last piece."""
    if not reading.stacked:
        return [float(series.last[1]) for series in reading.series]
    last = [float(series.values[-1] or 0) for series in reading.series]
    return [sum(last[:order]) + piece / 2 for order, piece in enumerate(last)]


def _apart(heights: Sequence[float], sizes: Sequence[int], room: int) -> list[float]:
    """`heights` moved as little as needed so that blocks of `sizes` don't touch and stay in the plot."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    placed = list(heights)
    free = -8.0
    for n in order:
        placed[n] = max(placed[n], free + sizes[n] / 2)
        free = placed[n] + sizes[n] / 2
    limit = room + 12.0
    for n in reversed(order):
        placed[n] = min(placed[n], limit - sizes[n] / 2)
        limit = placed[n] - sizes[n] / 2
    return placed


def _values_beyond() -> list[Spec]:
    """The value of each column above it, of a negative one below."""
    return [
        {
            "transform": [{"filter": f"datum.y {sign} 0"}],
            "mark": {"type": "text", "baseline": baseline, "dy": away, "color": INK2},
            "encoding": {"y": {"field": "y", "type": "quantitative"}, "text": {"field": "label"}},
        }
        for sign, baseline, away in ((">=", "bottom", -4), ("<", "top", 5))
    ]


def _categories(reading: Reading, room: int, *, flat: bool) -> tuple[list[str], int]:
    """Names along the axis, broken into lines, and the height they take; none for dates under lines."""
    if flat and reading.dates:
        return [], 30
    each = room / len(reading.places)
    size = max(each - 4, 2 * _SIZE)
    lines = [wrapped(place, _SIZE, size)[:3] for place in reading.places]
    if all(len(text) > 1 for text in lines) and len(reading.places) > 24:
        return list(reading.places), 30
    return ["\n".join(text) for text in lines], 14 + _LINE_HEIGHT * max(map(len, lines))


def _x_axis(reading: Reading, categories: Sequence[str], room: int, *, flat: bool) -> Spec:
    if not categories:
        most = min(7, int(room // (text_width(reading.places[0], _SIZE) + 18)))
        shown = "%Y" if len(reading.places[0]) == 4 else "%Y-%m" if len(reading.places[0]) == 7 else "%m-%d"
        values = [{"signal": f"utc({d[:4]},{int(d[5:7]) - 1},{int(d[8:])})"} for d in _some(reading.dates, most)]
        dated = {"values": values, "labelExpr": f"utcFormat(datum.value, '{shown}')", "grid": False}
        dated |= {"labelFlush": False, "labelOverlap": False}
        return {"field": "x", "type": "temporal", "scale": {"type": "utc"}, "axis": dated}
    crowded = len(categories) > 12 and (flat or bool(reading.dates))
    some = _some(categories, 8) if crowded else list(categories)
    axis = {
        "values": some, "labelExpr": "split(datum.value, '\\n')", "labelLineHeight": _LINE_HEIGHT, "labelLimit": 200,
        "labelOverlap": False, "ticks": False, "grid": False, "domain": min(reading.tops()) >= 0,
        "offset": 0 if flat else _lowered(reading),
    }  # fmt: skip
    scale: dict[str, object] = {"type": "point", "padding": 0.2} if flat else {"paddingInner": 0.3, "paddingOuter": 0.2}
    return {"field": "x", "type": "ordinal", "sort": None, "scale": {**scale, "domain": list(categories)}, "axis": axis}


def _lowered(reading: Reading) -> int:
    """How far the names stand below the plot to leave room for the values of negative columns."""
    return 16 if min(reading.tops()) < 0 else 0


def _some(values: Sequence[str], most: int) -> list[str]:
    """At most `most` of the values at equal steps, the last one always and the first one where the steps allow."""
    least = max(1, -(-len(values) // most))
    steps = [step for step in range(least, least + 3) if (len(values) - 1) % step == 0]
    return list(values[::-1][:: steps[0] if steps else least])[::-1]


def _y_axis(scale: Sequence[Decimal]) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [float(scale[0]), float(scale[-1])], "nice": False, "zero": False},
        "axis": _value_axis(scale),
    }


def _value_axis(scale: Sequence[Decimal]) -> dict[str, object]:
    step = scale[1] - scale[0]
    zero: Spec = {"condition": {"test": "datum.value === 0", "value": EDGE}, "value": LINE}
    decimals = max(0, -step.normalize().as_tuple().exponent)  # type: ignore[operator]
    return {
        "values": [float(tick) for tick in scale], "format": f",.{decimals}f", "domain": False, "ticks": False,
        "gridColor": zero, "title": None,
    }  # fmt: skip


def _bars(reading: Reading, width: int) -> Plot:
    """Horizontal bars: names to the left, values at the ends, no value axis."""
    series, tops = len(reading.series), reading.tops()
    names = [wrapped(place, _SIZE, width * 0.34)[:3] for place in reading.places]
    left = 12 + round(max(text_width(line, _SIZE) for lines in names for line in lines))
    beyond = 16 + round(max(text_width(shown_number(value), _SIZE) for value in tops))
    each = max(18 * series + 12, 14 + _LINE_HEIGHT * max(map(len, names)))
    below = beyond if min(tops) < 0 else 0
    inner = (width - left - below - beyond, each * len(reading.places))
    categories = [str(at) for at in range(len(reading.places))]
    low, high = min(*tops, Decimal(0)), max(*tops, Decimal(0))
    spec = _framed(
        _rows(reading, categories),
        [*_bar_marks(reading), *_bar_names(names, below)],
        inner,
        {"left": left + below, "top": 6, "right": beyond, "bottom": 6},
    )
    band = {"domain": categories, "paddingInner": 0.25, "paddingOuter": 0.1}
    axis = {"labels": False, "ticks": False, "domain": low == 0}
    spec["encoding"] = {
        "y": {"field": "x", "type": "ordinal", "sort": None, "axis": axis, "scale": band},
        "x": {"field": "y", "type": "quantitative", "axis": None,
              "scale": {"domain": [float(low), float(high)], "nice": False}},
    }  # fmt: skip
    return Plot(spec, inner[1] + 12, needs_key=series > 1)


def _bar_marks(reading: Reading) -> list[Spec]:
    offset: dict[str, object] = {}
    if len(reading.series) > 1:
        offset = {"yOffset": {"field": "series", "sort": [one.name for one in reading.series]}}
    colour = _colour(reading)
    bars: Spec = {
        "mark": {"type": "bar", "strokeWidth": 1.5},
        "encoding": {"fill": colour, "stroke": colour, "fillOpacity": _filling(reading), **offset},
    }
    values: list[Spec] = [
        {
            "transform": [{"filter": f"datum.y {sign} 0"}],
            "mark": {"type": "text", "align": align, "baseline": "middle", "dx": away, "color": INK2},
            "encoding": {"text": {"field": "label"}, **offset},
        }
        for sign, align, away in ((">=", "left", 6), ("<", "right", -6))
    ]
    return [bars, *values]


def _bar_names(names: Sequence[Sequence[str]], below: int) -> list[Spec]:
    """The names of bars, every line centred on its bar; axis labels of several lines would hang below it."""
    lines: dict[float, list[dict[str, object]]] = {}
    for at, name in enumerate(names):
        for row, line in enumerate(name):
            lines.setdefault((row - (len(name) - 1) / 2) * _LINE_HEIGHT, []).append({"x": str(at), "text": line})
    mark = {"type": "text", "align": "right", "baseline": "middle", "dx": -8 - below, "color": INK2}
    return [
        {
            "data": {"values": values},
            "mark": {**mark, "dy": down},
            "encoding": {"x": {"value": 0}, "text": {"field": "text"}},
        }
        for down, values in lines.items()
    ]  # fmt: skip
