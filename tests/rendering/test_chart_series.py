"""A chart's table as series."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.chart import ChartKind
from editor_app.domain.errors import Invalid
from editor_app.rendering.chart_series import reading_of, shown_number, ticks
from tests.rendering.test_chart import chart_of


def test_dates_are_recognised_sorted_and_shown_short() -> None:
    rows = (("2003-01-01", "甲", "3"), ("2001-01-01", "甲", "1"), ("2002年", "甲", ""))
    reading = reading_of(chart_of(rows=rows))
    assert reading.places == ("2001", "2002", "2003")
    assert reading.series[0].values == (Decimal(1), None, Decimal(3))
    assert reading_of(chart_of(rows=(("2001年5月", "甲", "1"), ("2001-06", "甲", "1")))).places == (
        "2001-05",
        "2001-06",
    )


def test_the_order_of_the_table_stays_where_there_are_no_dates() -> None:
    rows = (("丙", "甲", "1"), ("甲", "甲", "2"))
    assert reading_of(chart_of(rows=rows)).places == ("丙", "甲")


@pytest.mark.parametrize(
    ("kind", "rows", "sentence"),
    [
        (ChartKind.LINE, (("1", "甲", "1"), ("1", "甲", "2")), "second value"),
        (ChartKind.LINE, tuple(("1", str(n), "1") for n in range(7)), "7 series"),
        (ChartKind.COLUMN, tuple((f"x{n}", "甲", "1") for n in range(50)), "50 places"),
        (ChartKind.STACKED, (("1", "甲", "1"), ("1", "乙", "-2")), "negative"),
    ],
)
def test_what_no_reader_could_read_is_refused_in_words(
    kind: ChartKind, rows: tuple[tuple[str, str, str], ...], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        reading_of(chart_of(kind, rows=rows))


def test_the_last_point_of_a_series_is_its_last_value() -> None:
    reading = reading_of(chart_of(rows=(("2001", "甲", "1"), ("2002", "甲", "2"), ("2003", "甲", ""))))
    assert reading.series[0].last == (1, Decimal(2))


@given(st.decimals(-(10**9), 10**9, places=3), st.decimals(-(10**9), 10**9, places=3), st.booleans())
def test_ticks_hold_every_value_and_are_few(one: Decimal, other: Decimal, from_zero: bool) -> None:  # noqa: FBT001
    low, high = min(one, other), max(one, other)
    scale = ticks(low, high, from_zero=from_zero)
    assert scale[0] <= low
    assert scale[-1] >= high
    assert 2 <= len(scale) <= 8
    assert len({shown_number(tick, scale[1] - scale[0]) for tick in scale}) == len(scale)
    if from_zero:
        assert scale[0] <= 0 <= scale[-1]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("293.29", "293.3"), ("1234567", "1,234,567"), ("0.125", "0.13"), ("-4.20", "−4.2"), ("9.5", "9.5")],
)
def test_numbers_are_shown_as_readers_want_them(value: str, shown: str) -> None:
    assert shown_number(Decimal(value)) == shown
