"""Three people sign what they read; nobody signs the own work; a save or a change ends it all."""

from datetime import timedelta

import pytest

from editor_app.domain.approval import Decision, Where
from editor_app.domain.document import Content
from editor_app.domain.edition import Edition, EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import grouped
from editor_app.domain.member import Role
from editor_app.services import approvals, documents, freezing, members
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft, ReviseFirst
from editor_app.services.freezing import Submission
from tests.services.office import Office

ENGINES = ("sqlite", "postgresql")

DRAFT = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 15 November.\n"))


@pytest.fixture
def edition(office: Office) -> Edition:
    """In review for two accounts."""
    office.connect("news")
    office.connect("app")
    return office.submitted(DRAFT, "news", "app")


def yes(edition: Edition) -> Word:
    return Word(Decision.APPROVE, edition.digest)


def test_a_submission_freezes_one_payload_for_each_account(edition: Edition) -> None:
    manifest = edition.sealed()
    assert [p.account_name for p in manifest.payloads] == ["news", "app"]
    assert manifest.payloads[0].title == "Winter heating"
    assert [s.name for s in manifest.stages] == ["First review", "Second review", "Final review"]
    assert edition.state is EditionState.IN_REVIEW
    assert edition.number == 1


def test_three_signatures_in_order_approve_an_edition(office: Office, edition: Edition) -> None:
    first = approvals.decide(office.reviewer1, edition.id, yes(edition))
    assert first.next is not None
    assert (first.edition.state, first.next.name) == (EditionState.IN_REVIEW, "Second review")
    approvals.decide(office.reviewer2, edition.id, yes(edition))
    last = approvals.decide(office.reviewer3, edition.id, yes(edition))
    assert (last.edition.state, last.next) == (EditionState.APPROVED, None)


def test_the_record_names_every_signer_with_six_words(office: Office, edition: Edition) -> None:
    word = Word(Decision.APPROVE, edition.digest, "read aloud", opened=("news", "app"), where=Where.COMMAND_LINE)
    approvals.decide(office.reviewer1, edition.id, word)
    record = approvals.record(office.desk, edition.id[:8])
    signed = record.stages[0].signed[0]
    assert (signed.name, signed.valid, signed.reason, signed.opened) == (
        "reviewer1",
        True,
        "read aloud",
        ("app", "news"),
    )
    assert signed.words == members.words_of(office.desk, "reviewer1")
    assert record.next == record.stages[1].stage
    assert record.submitter == "editor"


def test_a_decision_quotes_the_digest_that_was_read(office: Office, edition: Edition) -> None:
    for digest in ("", edition.digest[:11], "0" * 64):
        with pytest.raises(Refused, match="digest"):
            approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, digest))
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, grouped(edition.digest)))


@pytest.mark.parametrize("who", ["editor", "editor2", "publisher", "admin"])
def test_only_reviewers_decide(office: Office, edition: Edition, who: str) -> None:
    seat = office.admin if who == "admin" else office.seats[who]
    with pytest.raises(Refused, match="no right"):
        approvals.decide(seat, edition.id, yes(edition))


def test_an_author_does_not_approve_even_as_reviewer_or_admin(office: Office) -> None:
    """C11: author, co-author, submitter, and an admin who edited."""
    office.connect("news")
    both = office.hire("both", Role.EDITOR, Role.REVIEWER, Role.ADMIN)
    made = documents.create(both, "", draft=Draft(Content(title="Winter heating", body="Soon.\n", summary="x")))
    documents.save_revision(office.editor, made.document.id, made.revision.id, DRAFT)
    account = freezing.chosen_accounts(office.desk, ["news"])[0]
    edition = approvals.submit(office.editor, made.document.id, Submission((account.id,)))
    with pytest.raises(Refused, match="wrote this document"):
        approvals.decide(both, edition.id, yes(edition))
    assert [w.edition.id for w in approvals.waiting(both)] == []


def test_the_submitter_does_not_approve(office: Office) -> None:
    office.connect("news")
    both = office.hire("both", Role.EDITOR, Role.REVIEWER)
    made = documents.create(office.editor, "", draft=DRAFT)
    account = freezing.chosen_accounts(office.desk, ["news"])[0]
    edition = approvals.submit(both, made.document.id, Submission((account.id,)))
    with pytest.raises(Refused, match="submitted"):
        approvals.decide(both, edition.id, yes(edition))


def test_one_person_signs_one_stage(office: Office, edition: Edition) -> None:
    approvals.decide(office.reviewer1, edition.id, yes(edition))
    with pytest.raises(Refused, match="another stage"):
        approvals.decide(office.reviewer1, edition.id, yes(edition))


def test_a_return_says_why_and_ends_the_edition(office: Office, edition: Edition) -> None:
    with pytest.raises(Invalid, match="why"):
        approvals.decide(office.reviewer1, edition.id, Word(Decision.RETURN, edition.digest, "  "))
    sent_back = approvals.decide(
        office.reviewer1, edition.id, Word(Decision.RETURN, edition.digest, "The date is wrong.")
    )
    assert (sent_back.edition.state, sent_back.next) == (EditionState.RETURNED, None)
    with pytest.raises(Refused, match="not in review"):
        approvals.decide(office.reviewer2, edition.id, yes(edition))


def test_editions_wait_for_those_who_may_sign_them(office: Office, edition: Edition) -> None:
    waiting = approvals.waiting(office.reviewer1)
    assert [(w.number, w.title, w.stage.name, w.submitter) for w in waiting] == [
        ("2026-0001", "Winter heating", "First review", "editor")
    ]
    approvals.decide(office.reviewer1, edition.id, yes(edition))
    assert approvals.waiting(office.reviewer1) == ()
    assert approvals.waiting(office.reviewer2)[0].stage.name == "Second review"
    assert approvals.waiting(office.editor) == ()


def test_a_save_voids_what_is_in_review(office: Office, edition: Edition) -> None:
    head = documents.opened(office.desk, edition.document).revision
    changed = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 1 November.\n"))
    documents.save_revision(office.editor, edition.document, head.id, changed)
    assert approvals.edition(office.desk, edition.id).state is EditionState.VOID
    with pytest.raises(Refused, match="not in review"):
        approvals.decide(office.reviewer1, edition.id, yes(edition))


def test_a_new_submission_replaces_the_one_in_review(office: Office, edition: Edition) -> None:
    account = freezing.chosen_accounts(office.desk, ["news"])[0]
    second = approvals.submit(office.editor, edition.document, Submission((account.id,)))
    assert approvals.edition(office.desk, edition.id).state is EditionState.VOID
    assert second.number == 2
    assert approvals.previous_edition(office.desk, second) == approvals.edition(office.desk, edition.id)
    assert [e.number for e in approvals.editions_of(office.desk, edition.document)] == [2, 1]


def test_after_the_last_signature_a_save_asks_first_and_then_voids(office: Office, edition: Edition) -> None:
    office.approve(edition)
    head = documents.opened(office.desk, edition.document).revision
    changed = Draft(Content(title="Winter heating", summary="x", body="Other.\n"))
    with pytest.raises(ReviseFirst):
        documents.save_revision(office.editor, edition.document, head.id, changed)
    assert documents.opened(office.desk, edition.document).revision == head
    documents.save_revision(office.editor, edition.document, head.id, changed, revise=True)
    assert approvals.edition(office.desk, edition.id).state is EditionState.VOID


def test_a_revision_after_queueing_voids_what_waits_in_the_same_transaction(office: Office, edition: Edition) -> None:
    from editor_app.services import publishing

    office.approve(edition)
    publishing.queue(office.publisher, edition.id)
    head = documents.opened(office.desk, edition.document).revision
    changed = Draft(Content(title="Winter heating", summary="x", body="Other.\n"))
    with pytest.raises(ReviseFirst):
        documents.save_revision(office.editor, edition.document, head.id, changed)
    documents.save_revision(office.editor, edition.document, head.id, changed, revise=True)
    assert {row.state.value for row in publishing.status(office.desk)} == {"void"}
    assert approvals.edition(office.desk, edition.id).state is EditionState.VOID


def test_old_signatures_stay_valid_after_the_signer_got_a_new_key(office: Office, edition: Edition) -> None:
    approvals.decide(office.reviewer1, edition.id, yes(edition))
    members.invite_again(office.admin, "reviewer1")
    members.depart(office.admin, "reviewer1")
    assert approvals.record(office.desk, edition.id).stages[0].signed[0].valid


def test_a_window_that_ends_before_it_begins_is_refused(office: Office) -> None:
    office.connect("news")
    now = office.clock.now()
    for window in (
        {"not_before": now + timedelta(hours=2), "not_after": now + timedelta(hours=1)},
        {"not_after": now - timedelta(hours=1)},
    ):
        with pytest.raises(Invalid):
            office.submitted(DRAFT, "news", **window)


def test_only_editors_submit_and_only_for_accounts_that_are_there(office: Office) -> None:
    account = office.connect("news")
    made = documents.create(office.editor, "", draft=DRAFT)
    for name in ("reviewer1", "publisher"):
        with pytest.raises(Refused, match="no right"):
            approvals.submit(office.seats[name], made.document.id, Submission((account.id,)))
    with pytest.raises(Invalid, match="No account"):
        approvals.submit(office.editor, made.document.id, Submission(()))


def test_the_two_person_route_takes_one_signature(office: Office) -> None:
    office.connect("news")
    edition = office.submitted(DRAFT, "news", route="Two persons")
    assert office.approve(edition, "reviewer2").state is EditionState.APPROVED
