"""Attacks on revisions, editions and approvals, each beside its legal twin, on both engines."""

from dataclasses import replace

from editor_app.domain.approval import Decision
from editor_app.domain.edition import Edition, EditionState
from editor_app.domain.identifiers import KeyId, RevisionId, new_id
from editor_app.domain.member import MemberState, Role
from editor_app.storage.queries import editions, people
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import (
    Scene,
    add_member,
    agree_on,
    approved,
    decision,
    edition_of,
    sent,
    sign,
    submit,
    write_again,
    write_document,
)

REVISION = """INSERT INTO revision SELECT :id, document, :number, :parent, title, content, overrides, charts, author,
    saved_at FROM revision WHERE id = :first"""
APPROVE = "UPDATE edition SET state = 'approved' WHERE id = :id"
MOVE = "UPDATE edition SET state = :state WHERE id = :id"


BARE = """INSERT INTO edition VALUES (:id, :document, :revision, 1, 'publication', 'in_review', :digest, :manifest,
    NULL, NULL, :route, :by, 1)"""


def bare(edition: Edition) -> dict[str, object]:
    """An edition's row alone."""
    return {
        "id": edition.id, "document": edition.document, "revision": edition.revision, "digest": edition.digest,
        "manifest": edition.manifest, "route": edition.route, "by": edition.submitted_by,
    }  # fmt: skip


def test_a_revision_is_the_next_one_and_names_the_one_before(scene: Scene) -> None:
    first = write_document(scene).id
    new = RevisionId(new_id())
    accepted(scene, REVISION, id=new, number=2, parent=first, first=first)
    refused(scene, "revision_follows", REVISION, id=new, number=3, parent=first, first=first)
    refused(scene, "revision_follows", REVISION, id=new, number=2, parent=None, first=first)
    other = write_document(scene).id
    refused(scene, "revision_follows", REVISION, id=new, number=2, parent=other, first=first)


def test_saving_during_review_voids_the_edition_first(scene: Scene) -> None:
    revision = write_document(scene)
    edition = submit(scene, revision)
    refused(scene, "revision_voids_review_first", lambda: write_again(scene, revision))
    assert editions.void_open(scene.work, revision.document) == [edition.id]
    accepted(scene, lambda: write_again(scene, revision))


def test_an_edition_comes_in_review(scene: Scene) -> None:
    edition = edition_of(scene, write_document(scene))
    stages = editions.stages_of(scene.work, submit(scene, write_document(scene)).id)
    accepted(scene, lambda: editions.insert_edition(scene.work, edition, stages))
    already = replace(edition, state=EditionState.APPROVED)
    refused(scene, "edition_comes_in_review", lambda: editions.insert_edition(scene.work, already, stages))


def test_an_edition_is_made_of_the_newest_revision(scene: Scene) -> None:
    old = write_document(scene)
    accepted(scene, lambda: submit(scene, old))
    newest = write_again(scene, old)
    refused(scene, "edition_is_of_the_newest_revision", lambda: submit(scene, old))
    accepted(scene, lambda: submit(scene, newest))


def test_one_edition_of_a_document_is_in_review_at_a_time(scene: Scene) -> None:
    revision = write_document(scene)
    submit(scene, revision)
    refused_by_constraint(scene, "uq_edition_in_review", lambda: submit(scene, revision))
    editions.void_open(scene.work, revision.document)
    accepted(scene, lambda: submit(scene, revision))


def test_an_edition_is_approved_only_when_every_stage_has_signed(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    refused(scene, "edition_is_signed_by_every_stage", APPROVE, id=edition.id)
    sign(scene, edition, 1, "reader1")
    refused(scene, "edition_is_signed_by_every_stage", APPROVE, id=edition.id)
    sign(scene, edition, 2, "reader2")
    accepted(scene, APPROVE, id=edition.id)


def test_an_edition_without_stages_is_never_approved(scene: Scene) -> None:
    edition = edition_of(scene, write_document(scene))
    scene.sql(BARE, **bare(edition))
    refused(scene, "edition_is_signed_by_every_stage", APPROVE, id=edition.id)
    accepted(scene, MOVE, state="void", id=edition.id)


def test_a_returned_edition_is_never_approved_and_needs_a_reviewers_word(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    refused(scene, "edition_is_returned_by_a_reviewer", MOVE, state="returned", id=edition.id)
    sign(scene, edition, 1, "reader1", Decision.RETURN)
    refused(scene, "edition_is_signed_by_every_stage", APPROVE, id=edition.id)
    accepted(scene, MOVE, state="returned", id=edition.id)


def test_what_was_decided_is_not_decided_again(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    refused(scene, "edition_moves_as_allowed", MOVE, state="in_review", id=edition.id)
    accepted(scene, MOVE, state="void", id=edition.id)
    scene.sql(MOVE, state="void", id=edition.id)
    for state in ("in_review", "approved"):
        refused(scene, "edition_moves_as_allowed", MOVE, state=state, id=edition.id)


def test_stages_and_accounts_stand_before_the_first_decision(scene: Scene) -> None:
    edition = edition_of(scene, write_document(scene))
    scene.sql(BARE, **bare(edition))
    stage = "INSERT INTO edition_stage VALUES (:id, %s, 'review', 'stage %s', 'reads it', 1)"
    first, stage = stage % (1, 1), stage % (2, 2)
    scene.sql(first, id=edition.id)
    accepted(scene, stage, id=edition.id)
    scene.sql("INSERT INTO account SELECT 'third', 'third', platform, url, remote_uid, options, '', state, added_at"
              " FROM account WHERE name = 'site'")  # fmt: skip
    account = "INSERT INTO edition_account VALUES (:id, 'third', 3, :digest)"
    accepted(
        scene,
        lambda: (scene.sql(stage, id=edition.id), scene.sql(account, id=edition.id, digest="a" * 64)),
    )
    sign(scene, edition, 1, "reader1")
    refused(scene, "stages_stand_before_deciding", stage, id=edition.id)
    other = approved(scene, write_document(scene))
    refused(scene, "accounts_stand_before_deciding", account, id=other.id, digest="a" * 64)


def test_only_an_edition_in_review_is_decided_on(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    accepted(scene, lambda: sign(scene, edition, 1, "reader1"))
    editions.void_open(scene.work, edition.document)
    refused(scene, "approval_needs_an_edition_in_review", lambda: sign(scene, edition, 1, "reader1"))


def test_a_signature_over_other_bytes_is_refused(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    said = decision(scene, edition, 1, "reader1")
    accepted(scene, lambda: editions.insert_approval(scene.work, said))
    other = replace(said, statement=replace(said.statement, digest="b" * 64))
    refused(scene, "approval_is_of_these_bytes", lambda: editions.insert_approval(scene.work, other))


def test_stages_sign_in_order(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    refused(scene, "approval_is_of_the_next_stage", lambda: sign(scene, edition, 2, "reader1"))
    sign(scene, edition, 1, "reader1")
    refused(scene, "approval_is_of_the_next_stage", lambda: sign(scene, edition, 1, "reader2"))
    accepted(scene, lambda: sign(scene, edition, 2, "reader2"))
    sign(scene, edition, 2, "reader2")
    refused(scene, "approval_is_of_the_next_stage", lambda: sign(scene, edition, 2, "reader3"))


def test_one_person_signs_one_stage(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    sign(scene, edition, 1, "reader1")
    accepted(scene, lambda: sign(scene, edition, 2, "reader2"))
    refused_by_constraint(scene, "uq_approval_one_person_one_stage", lambda: sign(scene, edition, 2, "reader1"))


def test_nothing_is_signed_after_a_return(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    accepted(scene, lambda: sign(scene, edition, 1, "reader2"))
    sign(scene, edition, 1, "reader1", Decision.RETURN)
    refused(scene, "approval_ends_with_a_return", lambda: sign(scene, edition, 1, "reader2"))


def test_a_return_says_why(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    accepted(scene, lambda: sign(scene, edition, 1, "reader1", Decision.RETURN))
    said = decision(scene, edition, 1, "reader1", Decision.RETURN)
    silent = replace(said, statement=replace(said.statement, reason=""))
    refused_by_constraint(scene, "return_says_why", lambda: editions.insert_approval(scene.work, silent))


def test_the_submitter_does_not_approve(scene: Scene) -> None:
    revision = write_document(scene, author="editor")
    edition = replace(edition_of(scene, revision), submitted_by=scene.id_of("reader1"))
    stages = editions.stages_of(scene.work, submit(scene, write_document(scene)).id)
    editions.insert_edition(scene.work, edition, stages)
    refused(scene, "approval_is_not_the_submitters", lambda: sign(scene, edition, 1, "reader1"))
    accepted(scene, lambda: sign(scene, edition, 1, "reader2"))


def test_who_wrote_any_revision_since_the_last_publication_does_not_approve(scene: Scene) -> None:
    first = write_document(scene, author="editor2")
    second = write_again(scene, first, author="editor")
    edition = submit(scene, second)
    refused(scene, "approval_is_not_an_authors", lambda: sign(scene, edition, 1, "editor2"))
    accepted(scene, lambda: sign(scene, edition, 1, "reader1"))


def test_who_wrote_before_the_last_publication_may_approve_the_next(scene: Scene) -> None:
    first = write_document(scene, author="editor2")
    sent(scene, approved(scene, first))
    edition = submit(scene, write_again(scene, first, author="editor"))
    accepted(scene, lambda: sign(scene, edition, 1, "editor2"))


def test_only_a_confirmed_reviewer_approves(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    refused(scene, "approval_is_a_reviewers", lambda: sign(scene, edition, 1, "publisher"))
    accepted(scene, lambda: sign(scene, edition, 1, "reader1"))
    people.set_member_state(scene.work, scene.id_of("reader1"), MemberState.DEPARTED)
    refused(scene, "approval_is_a_reviewers", lambda: sign(scene, edition, 1, "reader1"))


def test_a_role_that_only_sounds_like_reviewer_does_not_approve(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    attack, who = "UPDATE member SET roles = :roles WHERE name = 'publisher'", scene.id_of("publisher")
    agree_on(scene, who, "editor,reviewer")
    scene.sql(attack, roles="editor,reviewer")
    accepted(scene, lambda: sign(scene, edition, 1, "publisher"))
    agree_on(scene, who, "previewers,reviewer2")
    scene.sql(attack, roles="previewers,reviewer2")
    refused(scene, "approval_is_a_reviewers", lambda: sign(scene, edition, 1, "publisher"))


def test_a_signature_is_under_the_signers_own_confirmed_key(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    said = decision(scene, edition, 1, "reader1")
    accepted(scene, lambda: editions.insert_approval(scene.work, said))
    others = scene.people["reader2"].key or KeyId("")
    borrowed = replace(said, statement=replace(said.statement, key=others))
    refused(scene, "approval_is_under_the_signers_key", lambda: editions.insert_approval(scene.work, borrowed))
    people.revoke_key(scene.work, said.statement.key)
    refused(scene, "approval_is_under_the_signers_key", lambda: editions.insert_approval(scene.work, said))


def test_a_newcomer_signs_only_after_an_admin_confirmed_the_key(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    scene.people["newcomer"] = add_member(scene.work, "newcomer", {Role.REVIEWER})
    both = "approval_is_a_reviewers|approval_is_under_the_signers_key"
    refused(scene, both, lambda: sign(scene, edition, 1, "newcomer"))
    scene.people["newcomer"] = add_member(scene.work, "confirmed", {Role.REVIEWER}, confirmed_by="admin")
    accepted(scene, lambda: sign(scene, edition, 1, "newcomer"))
