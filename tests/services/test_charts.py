"""A chart without its source, date, unit or words is no chart; with them it stands in the document."""

from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.chart import ChartKind
from editor_app.domain.errors import Invalid
from editor_app.resources import resource
from editor_app.services import charts, documents
from editor_app.services.charts import Words
from tests.services.office import Office

WORDS = Words(ChartKind.LINE, "Electricity", "thousand MWh", "EIA", "2017", "Fossil fuels fall, renewables rise")
TABLE = resource("sample/electricity-by-source.csv")


def test_a_chart_of_a_file_stands_at_the_end_of_the_document(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    added = charts.add_file(office.editor, made.document.id, TABLE, WORDS)
    assert (added.chart.x, added.chart.y, added.chart.series) == ("year", "net_generation", "source")
    assert added.revision.charts == (added.chart,)
    assert added.revision.content.body == f"![{WORDS.alt}](chart:{added.chart.id})\n"
    assert len(added.chart.rows) == 51


@pytest.mark.parametrize("missing", ["title", "unit", "source", "as_of", "alt"])
def test_a_chart_says_everything_about_itself_or_is_refused(office: Office, missing: str) -> None:
    made = documents.create(office.editor, "Notice")
    with pytest.raises(Invalid, match="The chart has no"):
        charts.add_file(office.editor, made.document.id, TABLE, replace(WORDS, **{missing: " "}))
    assert documents.opened(office.desk, made.document.id).revision == made.revision


def test_ragged_rows_are_named(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("year,value\n2001,1\n2002,2,3\n", "utf-8")
    made = documents.create(office.editor, "Notice")
    with pytest.raises(Invalid, match="3"):
        charts.add_file(office.editor, made.document.id, path, WORDS)


def test_a_table_without_numbers_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("a,b\nx,y\n", "utf-8")
    made = documents.create(office.editor, "Notice")
    with pytest.raises(Invalid, match="numbers"):
        charts.add_file(office.editor, made.document.id, path, WORDS)


def test_one_row_for_each_x_needs_no_series(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("year,place,value\n2001,here,1\n2002,here,2\n", "utf-8")
    made = documents.create(office.editor, "Notice")
    assert charts.add_file(office.editor, made.document.id, path, WORDS).chart.series == ""


def test_a_table_that_cannot_be_drawn_is_refused_before_anything_is_kept(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "much.csv"
    path.write_text("x,y\n" + "\n".join(f"{number},{number}" for number in range(2_000)), "utf-8")
    made = documents.create(office.editor, "Too much")
    with pytest.raises(Invalid, match="are the most"):
        charts.add_file(office.editor, made.document.id, path, WORDS)
    assert documents.opened(office.desk, made.document.id).revision == made.revision
