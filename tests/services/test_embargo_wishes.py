"""A loosening waits for reviewers on the list who did not write the document, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.document import Content
from editor_app.services import documents, embargo_wishes, embargoes
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms

if TYPE_CHECKING:
    from tests.services.office import Office


def test_it_waits_for_a_second_person_on_the_list_until_one_has_allowed_it(office: Office) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="未公布数字", body="正文。")))
    document = made.document.id
    until = office.clock.now() + timedelta(hours=2)
    listed = embargoes.listed(office.desk, ["reviewer1", "publisher"])
    embargoes.tighten(office.editor, document, Terms(until, listed), "未公布")
    assert embargo_wishes.waiting(office.reviewer1) == ()
    embargoes.loosen(office.editor, document, Terms(None, None), "已公布")
    (waits,) = embargo_wishes.waiting(office.reviewer1)
    assert (waits.document, waits.title, waits.by, waits.wish.reason) == (document, "未公布数字", "editor", "已公布")
    assert embargo_wishes.may_allow(office.reviewer1, document)
    for seat in (office.editor, office.publisher, office.reviewer2):
        assert embargo_wishes.waiting(seat) == ()
        assert not embargo_wishes.may_allow(seat, document)
    embargoes.allow(office.reviewer1, document)
    assert embargo_wishes.waiting(office.reviewer1) == ()
    assert not embargo_wishes.may_allow(office.reviewer1, document)


def test_who_wrote_a_revision_is_no_second_person(office: Office) -> None:
    both = office.hire("both", *office.editor.member.roles, *office.reviewer1.member.roles)
    made = documents.create(both, "", draft=Draft(Content(title="数字", body="正文。")))
    embargoes.tighten(office.editor, made.document.id, Terms(office.clock.now() + timedelta(hours=2), None), "等")
    embargoes.loosen(office.editor, made.document.id, Terms(None, None), "不等了")
    assert not embargo_wishes.may_allow(both, made.document.id)
    assert embargo_wishes.may_allow(office.reviewer2, made.document.id)
