"""A comment on a chart's data stays on its cell, series or column, wherever rows go and whatever the value becomes."""

from dataclasses import replace

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.identifiers import ChartId
from editor_app.services import pointing
from editor_app.services.pointing import HEAD, Cell

CHART = Chart(
    ChartId("00000000-0000-4000-8000-000000000001"), ChartKind.LINE, "发电量", "亿千瓦时", "统计局", "2026", "图", "",
    "年", "数", "种类", ("年", "种类", "数"),
    (("2024", "火电", "52"), ("2024", "风电", "9"), ("2025", "火电", "54"), ("2025", "风电", "11")),
)  # fmt: skip


def words_at(chart: Chart, row: int, column: int) -> str:
    anchor = pointing.cell_anchor(chart, row, column)
    return pointing.chart_words(chart)[anchor.start : anchor.start + len(anchor.quote)]


def moved(row: int, column: int, now: Chart) -> tuple[str, bool] | None:
    """What the comment on a cell of CHART stands on now."""
    found = pointing.followed(pointing.cell_anchor(CHART, row, column), CHART, now)
    return None if found is None else (pointing.chart_words(now)[found.start : found.end], found.is_changed)


def test_every_cell_is_found_in_the_words_of_its_chart() -> None:
    for cell in pointing.cells(CHART):
        assert words_at(CHART, cell.row, cell.column) == cell.words
        assert pointing.pointed_at(CHART, cell.start, cell.words) == cell
    assert pointing.pointed_at(CHART, 0, "发电量") is None
    empty = replace(CHART, rows=(*CHART.rows, ("2026", "火电", "")))
    assert pointing.cell_anchor(empty, 4, 2).quote == ""


def test_a_value_is_named_by_its_category_and_series_and_a_series_by_itself() -> None:
    by_place = {(cell.row, cell.column): cell for cell in pointing.cells(CHART)}
    assert pointing.in_words(CHART, by_place[3, 2]) == ("2025", "风电", "11")
    assert pointing.in_words(CHART, by_place[0, 1]) == ("火电",)
    assert pointing.in_words(CHART, by_place[HEAD, 2]) == ("数",)


def test_a_value_is_followed_when_rows_move_and_said_to_be_changed_when_it_is_another() -> None:
    turned = replace(CHART, rows=tuple(reversed(CHART.rows)))
    assert moved(3, 2, turned) == ("11", False)
    other = replace(CHART, title="全国发电量", rows=(*CHART.rows[:3], ("2025", "风电", "110,000")))
    assert moved(3, 2, other) == ("110,000", True)
    assert moved(0, 1, other) == ("火电", False)
    assert moved(HEAD, 2, turned) == ("数", False)


def test_it_is_gone_with_its_row_or_its_column() -> None:
    assert moved(3, 2, replace(CHART, rows=CHART.rows[:3])) is None
    renamed = replace(CHART, columns=("年", "种类", "量"), y="量")
    assert moved(3, 2, renamed) is None
    beside = pointing.cell_anchor(CHART, 3, 2)
    assert pointing.followed(replace(beside, start=0), CHART, CHART) is None


def test_columns_that_say_the_same_are_told_by_their_row() -> None:
    assert isinstance(pointing.pointed_at(CHART, 0, ""), Cell | None)
    same = replace(CHART, rows=(*CHART.rows, CHART.rows[0]))
    found = pointing.followed(pointing.cell_anchor(same, 4, 2), same, same)
    assert found is not None
    assert found.start == pointing.cell_anchor(same, 4, 2).start
