from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.chart import Chart, ChartKind, chart_from_json, decimal_of
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import ChartId
from tests.domain.made import texts

CHART = Chart(
    ChartId("c"), ChartKind.LINE, "发电量", "千兆瓦时", "能源局", "2017", "逐年上升", "", "年", "数", "",
    ("年", "数"), (("2001", "1,437"), ("2017", "21,933")),
)  # fmt: skip


@given(st.sampled_from(ChartKind), texts, st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_chart_comes_back_from_the_store(kind: ChartKind, note: str, numbers: list[int]) -> None:
    chart = replace(CHART, kind=kind, note=note, rows=tuple((str(i), str(n)) for i, n in enumerate(numbers)))
    assert chart_from_json(chart.as_json()) == chart


@pytest.mark.parametrize(
    ("field", "words"),
    [("title", "title"), ("unit", "unit"), ("source", "source"), ("as_of", "date of the data"), ("alt", "alternative")],
)
def test_a_chart_without_its_facts_is_refused(field: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        replace(CHART, **{field: " "})


def test_a_ragged_table_is_refused_with_the_row() -> None:
    with pytest.raises(Invalid, match="Row 2 has 1 cells"):
        replace(CHART, rows=(("2001", "1"), ("2002",)))


@pytest.mark.parametrize("change", [{"x": "月"}, {"y": "值"}, {"series": "源"}, {"columns": ("年", "年")}])
def test_columns_that_are_not_there_or_not_told_apart_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        replace(CHART, **change)


def test_a_chart_needs_a_number() -> None:
    with pytest.raises(Invalid, match="no values"):
        replace(CHART, rows=(("2001", ""),))
    with pytest.raises(Invalid, match="not a number"):
        replace(CHART, rows=(("2001", "很多"),))


@pytest.mark.parametrize(
    ("cell", "number"), [("1,437", "1437"), (" 3.5 ", "3.5"), ("12%", "12"), ("-4", "-4"), ("1，000", "1000")]
)
def test_numbers_are_read_as_people_write_them(cell: str, number: str) -> None:
    assert decimal_of(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["", "NaN", "inf", "约3"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(Invalid):
        decimal_of(cell)


def test_a_damaged_store_is_said_in_words() -> None:
    with pytest.raises(Invalid, match="damaged"):
        chart_from_json({"kind": "line"})
