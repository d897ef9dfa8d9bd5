"""A signature counts under a key that was confirmed before, by a reviewer of that moment, who wrote nothing of it."""

from editor_app.domain.document import Content
from editor_app.domain.duty import Terms
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import members
from editor_app.services.documents import Draft
from editor_app.services.evidence_parts import Parts
from editor_app.services.evidence_signed import (
    four_eyes_faults,
    is_made_by,
    seal_faults,
    signature_faults,
    signers,
    stage_faults,
)
from tests.services.office import PASSPHRASE, Office
from tests.services.packages import parts_of
from tests.services.test_duties import away, named, submitted
from tests.services.test_evidence_check import ALONE

CONTENT = Content(title="Heating", summary="When it begins.", body="Soon.\n")


def made(office: Office) -> Parts:
    office.connect("news")
    edition = office.approve(office.submitted(Draft(CONTENT), "news"))
    return parts_of(office.publisher, edition.id)


def test_the_maker_and_every_signer_is_named(office: Office) -> None:
    parts = made(office)
    assert is_made_by(parts)
    assert [(one.name, one.decision) for one in signers(parts)][-1] == ("publisher", "made")
    assert signers(parts)[0].words == members.words_of(office.desk, "reviewer1")


def test_what_was_signed_stays_valid_when_its_people_come_and_go(office: Office) -> None:
    office.connect("news")
    edition = office.approve(office.submitted(Draft(CONTENT), "news"))
    members.invite_again(office.admin, "reviewer1")
    words = members.activate(office.desk, "reviewer1", Secret(PASSPHRASE)).words
    members.confirm(office.admin, "reviewer1", words)
    members.depart(office.admin, "reviewer2")
    members.set_roles(office.admin, "reviewer3", {Role.EDITOR})
    parts = parts_of(office.publisher, edition.id)
    assert [*signature_faults(parts), *four_eyes_faults(parts), *stage_faults(parts), *seal_faults(parts)] == []


def test_a_stage_of_experts_is_the_experts_and_a_named_stage_the_named_ones(office: Office) -> None:
    office.hire("expert", Role.EXPERT)
    edition = submitted(office, Terms(Role.EXPERT), Terms(signers=named(office, "reviewer2")))
    office.approve(edition, "expert", "reviewer2")
    parts = parts_of(office.publisher, edition.id)
    assert [*signature_faults(parts), *stage_faults(parts)] == []
    assert ALONE.Package(parts.files).found("signatures") == []
    for at, change in (
        (0, lambda stage: stage.__setitem__(5, "reviewer")),
        (1, lambda stage: stage.__setitem__(6, [["x", "x"]])),
    ):
        changed = parts_of(office.publisher, edition.id)
        change(changed.sealed[0]["stages"][at])
        assert len([*signature_faults(changed)]) == 1, "who signed was no such person of that stage"


def test_a_deputy_signed_in_the_name_of_who_was_named(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1")))
    away(office, "reviewer1", "reviewer2")
    office.approve(edition, "reviewer2")
    parts = parts_of(office.publisher, edition.id)
    assert [*signature_faults(parts), *four_eyes_faults(parts), *stage_faults(parts)] == []
