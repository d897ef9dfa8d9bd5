"""A reviewer sees what changed, numbers first."""

from dataclasses import replace

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, Target
from editor_app.domain.identifiers import ChartId
from editor_app.rendering.diff import Op
from editor_app.services import comparing, documents
from editor_app.services.comparing import ChartChange
from editor_app.services.documents import Draft
from tests.services.office import Office

CONTENT = Content(title="便民事项一次办好", summary="一次办好。", body="共 12 件事。\n", source="区政务公开办")


def test_changed_numbers_of_a_revision_come_first(office: Office) -> None:
    made = documents.create(office.editor, "", draft=Draft(CONTENT))
    later = Draft(replace(CONTENT, body="共 15 件事。\n"))
    saved = documents.save_revision(office.editor, made.document.id, made.revision.id, later)
    difference = comparing.revisions(office.desk, made.revision.id, saved.id)
    assert [change.field for change in difference.fields] == ["body"]
    assert [(n.before, n.after) for n in difference.numbers] == [("12", "15")]
    assert comparing.revisions(office.desk, saved.id, saved.id).fields == ()


def test_an_override_shows_whose_it_is(office: Office) -> None:
    account = office.connect("news")
    made = documents.create(office.editor, "", draft=Draft(CONTENT))
    saved = documents.set_override(office.editor, made.document.id, Target(account=account.id), {"title": "一次办好"})
    assert [c.field for c in comparing.revisions(office.desk, made.revision.id, saved.id).fields] == ["news:title"]


def test_what_an_account_receives_is_compared_with_the_edition_before(office: Office) -> None:
    account = office.connect("news")
    first = office.submitted(Draft(CONTENT), "news")
    head = documents.opened(office.desk, first.document).revision
    later = Draft(replace(CONTENT, title="便民事项两次办好"))
    documents.save_revision(office.editor, first.document, head.id, later)
    from editor_app.services import approvals
    from editor_app.services.freezing import Submission

    second = approvals.submit(office.editor, first.document, Submission((account.id,)))
    difference = comparing.payloads(approvals.previous_edition(office.desk, second), second, account.id)
    assert "title" in [change.field for change in difference.fields]
    whole = comparing.payloads(None, second, account.id)
    assert {change.op for field in whole.fields for change in field.changes} == {Op.INSERTED}


def test_charts_are_compared_cell_by_cell(office: Office) -> None:
    rows = (("2024", "10"), ("2025", "12"))
    chart = Chart(
        ChartId("c1"), ChartKind.COLUMN, "办件量", "件", "统计局", "2025", "逐年上升", "", "年", "量", "",
        ("年", "量"), rows,
    )  # fmt: skip
    made = documents.create(office.editor, "题", draft=Draft(CONTENT, charts=(chart,))).revision
    assert comparing.chart_changes(made, made) == ()
    later = replace(chart, unit="万件", rows=(("2026", "15"), ("2025", "13"), ("2024", "10")))
    changed = replace(made, charts=(later,))
    assert comparing.chart_changes(made, changed) == (
        ChartChange("办件量", "", "unit", "件", "万件"),
        ChartChange("办件量", "2026", "量", "", "15"),
        ChartChange("办件量", "2025", "量", "12", "13"),
    )
    gone, new = replace(made, charts=()), made
    assert comparing.chart_changes(made, gone) == (ChartChange("办件量", "", "", "办件量", ""),)
    assert comparing.chart_changes(gone, new) == (ChartChange("办件量", "", "", "", "办件量"),)


def test_rows_of_the_same_name_are_told_apart(office: Office) -> None:
    chart = Chart(
        ChartId("c1"), ChartKind.COLUMN, "量", "件", "统计局", "2025", "升", "", "年", "量", "", ("年", "量"),
        (("2024", "10"), ("2024", "11")),
    )  # fmt: skip
    made = documents.create(office.editor, "题", draft=Draft(CONTENT, charts=(chart,))).revision
    changed = replace(made, charts=(replace(chart, rows=(("2024", "10"), ("2024", "12"))),))
    assert comparing.chart_changes(made, changed) == (ChartChange("量", "2024 (2)", "量", "11", "12"),)
