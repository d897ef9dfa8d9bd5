"""A decision holds by its bytes, its key and its place in the chain, whatever became of the signer since."""

import sqlite3
from contextlib import closing

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import Edition
from editor_app.domain.member import Role
from editor_app.services import documents, members, signatures
from editor_app.services.documents import Draft
from tests.services.office import Office

DRAFT = Draft(Content(title="便民事项一次办好", summary="一次办好。", body="共 12 件事。\n", source="区政务公开办"))


@pytest.fixture
def edition(office: Office) -> Edition:
    office.connect("news")
    return office.submitted(DRAFT, "news")


def faults(office: Office, edition: Edition) -> list[str]:
    with office.desk.database.read() as snapshot:
        deeds = signatures.deeds_of(snapshot, edition)
        checked = signatures.checked_decisions(snapshot, edition, signatures.sealed(edition), deeds)
        return [str(each.fault) if each.fault else "" for each in checked]


def tampered(office: Office, *statements: str) -> None:
    with closing(sqlite3.connect(office.desk.store.folder / "workspace.db")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)


def test_honest_decisions_hold(office: Office, edition: Edition) -> None:
    office.approve(edition, "reviewer1", "reviewer2")
    assert faults(office, edition) == ["", ""]


def test_a_key_revoked_later_leaves_the_signature_valid(office: Office, edition: Edition) -> None:
    office.approve(edition, "reviewer1")
    members.depart(office.admin, "reviewer1")
    assert faults(office, edition) == [""]


@pytest.mark.one_engine
def test_a_key_revoked_before_makes_it_invalid(office: Office, edition: Edition) -> None:
    members.invite_again(office.admin, "reviewer2")
    office.approve(edition, "reviewer1")
    tampered(
        office,
        "UPDATE audit SET subject_id = (SELECT key FROM approval WHERE stage = 1) WHERE action = 'key.revoke'",
    )
    assert faults(office, edition) == ["The key had been revoked before."]


@pytest.mark.one_engine
def test_a_signer_who_was_no_reviewer_then_signed_nothing(office: Office, edition: Edition) -> None:
    office.approve(edition, "reviewer1")
    tampered(
        office,
        """UPDATE audit SET detail = '{"roles":["editor"]}'
        WHERE action = 'member.add' AND subject_id = (SELECT "by" FROM approval WHERE stage = 1)""",
    )
    assert faults(office, edition) == ["The signer was no reviewer then."]


def test_a_role_given_later_does_not_reach_back_and_one_lost_later_does_no_harm(
    office: Office, edition: Edition
) -> None:
    office.approve(edition, "reviewer1")
    members.set_roles(office.admin, "reviewer1", {Role.EDITOR})
    assert faults(office, edition) == [""]


def test_authors_are_those_who_saved_since_the_last_publication(office: Office, edition: Edition) -> None:
    head = documents.opened(office.desk, edition.document).revision
    later = Draft(Content(title="x", body="y"))
    documents.save_revision(office.editor2, edition.document, head.id, later)
    with office.desk.database.read() as snapshot:
        assert signatures.authors_of(snapshot, edition) == {office.editor.member.id}


def test_six_words_are_those_of_the_key_that_signed(office: Office, edition: Edition) -> None:
    from editor_app.storage.queries import editions

    office.approve(edition, "reviewer1")
    words = members.words_of(office.desk, "reviewer1")
    members.invite_again(office.admin, "reviewer1")
    with office.desk.database.read() as snapshot:
        approval = editions.approvals_of(snapshot, edition.id)[0]
        assert signatures.six_words(snapshot, approval) == words
