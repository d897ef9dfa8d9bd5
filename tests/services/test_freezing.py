"""Nothing blocking is frozen, a warning needs a reason, and some findings only a reviewer takes upon himself."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.finding import Severity
from editor_app.services import accounts, approvals, checking, documents, freezing, proof
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.freezing import NotReady, Submission
from editor_app.storage.queries.documents import Superseded
from tests.services.office import Office

GOOD = Content(title="便民事项一次办好", summary="一次办好。", body="共 12 件事。\n", source="区政务公开办")


def draft(body: str) -> Draft:
    return Draft(replace(GOOD, body=body + "\n"))


def test_a_blocking_finding_is_carried_by_the_refusal_and_nothing_is_stored(office: Office) -> None:
    office.connect("news")
    with pytest.raises(NotReady) as refused:
        office.submitted(Draft(replace(GOOD, title="")), "news")
    assert {f.severity for f in refused.value.findings} == {Severity.BLOCK}
    document = documents.rows(office.desk)[0].id
    assert approvals.editions_of(office.desk, document) == ()


def test_a_warning_is_accepted_with_a_reason_that_reviewers_sign(office: Office) -> None:
    office.connect("news")
    doubled = draft("这是大家关心的的事。")
    with pytest.raises(NotReady) as refused:
        office.submitted(doubled, "news")
    finding = refused.value.findings[0]
    for name in ("doubled_characters", finding.digest[:8]):
        edition = office.submitted(doubled, "news", accepted={name: "quoted as it was said"})
        accepted = edition.sealed().accepted
        assert [(a.rule, a.reason) for a in accepted] == [("doubled_characters", "quoted as it was said")]
        assert accepted[0].digest == finding.digest


@pytest.mark.parametrize("accepted", [{"nowhere": "x"}, {"doubled_characters": " "}, {"abc": "x"}])
def test_an_acceptance_fits_a_warning_and_has_a_reason(office: Office, accepted: dict[str, str]) -> None:
    office.connect("news")
    with pytest.raises(Invalid):
        office.submitted(draft("这是大家关心的的事。"), "news", accepted=accepted)


def test_personal_data_go_out_only_when_a_reviewer_takes_them_upon_himself(office: Office) -> None:
    office.connect("news")
    edition = office.submitted(draft("请联系张科长，手机 138 0013 8000。"), "news", route="Two persons")
    (digest,) = edition.sealed().to_override
    assert [(f.rule, f.digest) for f in checking.findings_of(office.desk, edition)] == [("phone_number", digest)]
    yes = Word(Decision.APPROVE, edition.digest)
    with pytest.raises(Refused, match="override"):
        approvals.decide(office.reviewer1, edition.id, yes)
    with pytest.raises(Invalid):
        approvals.decide(office.reviewer1, edition.id, replace(yes, overrides=("0" * 64,)))
    done = approvals.decide(office.reviewer1, edition.id, replace(yes, overrides=(digest[:10],))).edition
    assert done.state is EditionState.APPROVED
    account = accounts.by_name(office.desk, "news")
    with office.desk.database.read() as snapshot:
        proof.require_sendable(snapshot, office.desk.store, edition.id, account.id)
    assert approvals.record(office.desk, edition.id).stages[0].signed[0].overrides == (digest,)


def test_an_earlier_reviewer_may_have_taken_a_finding_upon_himself(office: Office) -> None:
    office.connect("news")
    edition = office.submitted(draft("请联系张科长，手机 138 0013 8000。"), "news")
    first = Word(Decision.APPROVE, edition.digest, overrides=edition.sealed().to_override)
    approvals.decide(office.reviewer1, edition.id, first)
    assert office.approve(edition, "reviewer2", "reviewer3").state is EditionState.APPROVED


def test_a_document_saved_meanwhile_is_not_frozen(office: Office) -> None:
    account = office.connect("news")
    made = documents.create(office.editor, "", draft=Draft(GOOD))
    frozen = freezing.frozen(office.editor, made.document.id, Submission((account.id,)))
    documents.save_revision(office.editor2, made.document.id, made.revision.id, draft("共 13 件事。"))
    from editor_app.domain.audit import Subject
    from editor_app.domain.member import Deed

    subject = Subject("edition", frozen.edition.id)
    with pytest.raises(Superseded), office.editor.write(Deed.SUBMIT, "edition.submit", subject) as work:
        freezing.keep(work, frozen)
    assert approvals.editions_of(office.desk, made.document.id) == ()


@pytest.mark.parametrize("kind", sorted(set(EditionKind) - {EditionKind.PUBLICATION}))
def test_what_would_go_out_as_a_second_post_is_refused(office: Office, kind: EditionKind) -> None:
    office.connect("news")
    with pytest.raises(Refused, match="can't be handed in yet"):
        office.submitted(Draft(GOOD), "news", kind=kind)


def test_a_route_that_is_not_there_or_not_for_this_kind_is_refused(office: Office) -> None:
    office.connect("news")
    with pytest.raises(NotFound):
        office.submitted(Draft(GOOD), "news", route="Four reviews")


def test_a_closed_account_is_refused(office: Office) -> None:
    account = office.connect("news")
    accounts.close(office.admin, "news")
    made = documents.create(office.editor, "", draft=Draft(GOOD))
    with pytest.raises(Refused, match="closed"):
        approvals.submit(office.editor, made.document.id, Submission((account.id,)))


def test_accounts_are_chosen_by_name_once_each(office: Office) -> None:
    office.connect("news")
    office.connect("app")
    assert [a.name for a in freezing.chosen_accounts(office.desk, ["app", "news", "app"])] == ["app", "news"]
    assert len(freezing.chosen_accounts(office.desk, [])) == 2
    with pytest.raises(NotFound):
        freezing.chosen_accounts(office.desk, ["nowhere"])
