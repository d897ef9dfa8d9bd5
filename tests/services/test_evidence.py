"""The evidence package of an edition or a document: the same moment, the same bytes; no secret, no other document."""

from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain import evidence as package
from editor_app.domain.document import Content
from editor_app.domain.errors import Conflict, Invalid, NotFound, Refused
from editor_app.domain.member import Role
from editor_app.services import documents, evidence, evidence_check, media, members
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from tests.services.office import Office
from tests.services.packages import parts_of
from tests.services.test_media import png

CONTENT = Content(title="供暖费不变", summary="今冬不变。", body="标准执行至明年。\n", source="区政务公开办")


@pytest.fixture
def connected(office: Office) -> Office:
    office.connect("news")
    return office


def test_the_same_moment_gives_the_same_bytes(connected: Office) -> None:
    edition = connected.approve(connected.submitted(Draft(CONTENT), "news"))
    first = evidence.pack(connected.publisher, (edition,))
    connected.clock.turn(timedelta(days=1))
    assert evidence.pack(connected.publisher, (edition,)).content == first.content


@pytest.mark.parametrize("signed", [0, 2])
def test_an_edition_in_any_state_has_a_package_that_holds(connected: Office, signed: int) -> None:
    edition = connected.submitted(Draft(CONTENT), "news")
    for number in range(signed):
        edition = connected.approve(edition, f"reviewer{number + 1}")
    verified = evidence_check.verified(evidence.pack(connected.editor, (edition,)).content)
    assert verified.faults == ()
    assert len(verified.signers) == signed + 1


def test_a_document_is_named_by_its_number_and_an_edition_by_its_id(connected: Office) -> None:
    first = connected.submitted(Draft(CONTENT), "news")
    chosen = evidence.chosen(connected.desk, "2026-0001")
    assert [one.id for one in chosen] == [first.id]
    assert evidence.chosen(connected.desk, first.id[:8]) == chosen
    with pytest.raises(NotFound):
        evidence.chosen(connected.desk, "2026-0009")


def test_a_document_that_was_never_submitted_has_no_package(connected: Office) -> None:
    documents.create(connected.editor, "", draft=Draft(CONTENT))
    with pytest.raises(NotFound):
        evidence.chosen(connected.desk, "2026-0001")


def test_editions_of_two_documents_are_two_packages(connected: Office) -> None:
    two = tuple(connected.submitted(Draft(CONTENT), "news") for _ in range(2))
    with pytest.raises(Invalid):
        evidence.pack(connected.editor, two)


def test_other_documents_show_by_their_hashes_only(connected: Office) -> None:
    other = connected.submitted(Draft(CONTENT), "news")
    edition = connected.approve(connected.submitted(Draft(CONTENT), "news"))
    files = parts_of(connected.publisher, edition.id).files
    everything = b"".join(files.values())
    assert other.id.encode() not in everything
    assert other.document.encode() not in everything
    assert edition.id.encode() in everything
    assert files[package.HASHES].count(b"\n") > files[package.ROWS].count(b"\n")


def test_no_private_key_is_in_it(connected: Office) -> None:
    edition = connected.approve(connected.submitted(Draft(CONTENT), "news"))
    content = b"".join(parts_of(connected.publisher, edition.id).files.values())
    for seat in connected.seats.values():
        for secret in (seat.keys.signing, seat.keys.box):
            assert secret not in content
            assert secret.hex().encode() not in content
    assert b"sealed_private" not in content


@pytest.mark.one_engine
def test_a_lost_picture_shows_when_the_package_is_checked(connected: Office) -> None:
    picture = media.add(connected.editor, png(40, 30), Words("A teal field"))
    body = f"Soon.\n\n![](media:{picture.digest})\n"
    edition = connected.submitted(Draft(Content(title="Heating", summary="x", body=body)), "news")
    digest = edition.sealed().payloads[0].media[0].digest
    connected.desk.store.media.path(digest).unlink()
    (fault,) = evidence_check.verified(evidence.pack(connected.editor, (edition,)).content).faults
    assert fault.place == package.media_file(digest)


def test_who_is_not_confirmed_takes_nothing_out(connected: Office) -> None:
    edition = connected.submitted(Draft(CONTENT), "news")
    guest = connected.hire("guest", Role.EDITOR)
    members.depart(connected.admin, "guest")
    with pytest.raises(Refused):
        evidence.pack(guest, (edition,))


def test_it_is_saved_where_nothing_lies(connected: Office, tmp_path: Path) -> None:
    edition = connected.submitted(Draft(CONTENT), "news")
    file = tmp_path / "proof.zip"
    made = evidence.save(connected.editor, (edition,), file)
    assert evidence_check.verified_file(file).digest == made.digest
    with pytest.raises(Conflict):
        evidence.save(connected.editor, (edition,), file)
