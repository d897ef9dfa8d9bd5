"""A reviewer sees what changed, numbers first."""

from dataclasses import replace

from editor_app.domain.document import Content, Target
from editor_app.rendering.diff import Op
from editor_app.services import comparing, documents
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
