"""Proof reading is on record, for each reader and each variant."""

import pytest

from editor_app.domain.approval import Decision, Route, Stage, StageKind
from editor_app.domain.document import Content
from editor_app.domain.edition import Edition, EditionKind, EditionState
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.identifiers import AccountId, RouteId, new_id
from editor_app.services import approvals, proof_reading, routes
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from tests.services.office import Office


@pytest.fixture
def edition(office: Office) -> Edition:
    for name in ("site", "social"):
        office.connect(name)
    return office.submitted(Draft(Content(title="题", body="一句。两句。", source="区政府")), "site", "social")


def test_progress_is_kept_for_each_reader_and_variant(office: Office, edition: Edition) -> None:
    site, social = (payload.account for payload in edition.sealed().payloads)
    proof_reading.note(office.reviewer1, edition.id, site, 1, 3)
    proof_reading.note(office.reviewer1, edition.id, site, 3, 3)
    proof_reading.note(office.reviewer1, edition.id, social, 1, 2)
    proof_reading.note(office.reviewer2, edition.id, site, 2, 3)
    own = proof_reading.own(office.reviewer1, edition.id)
    assert {account: one.reached for account, one in own.items()} == {site: 3, social: 1}
    assert [one.is_to_the_end for one in own.values()].count(True) == 1
    assert len(proof_reading.readings(office.desk, edition.id)) == 3


def test_nobody_reads_more_than_there_is_or_what_is_not_there(office: Office, edition: Edition) -> None:
    site = edition.sealed().payloads[0].account
    for reached, total in ((4, 3), (-1, 3), (0, 0)):
        with pytest.raises(Invalid):
            proof_reading.note(office.reviewer1, edition.id, site, reached, total)
    with pytest.raises(Refused):
        proof_reading.note(office.reviewer1, edition.id, AccountId(new_id()), 1, 1)
    assert proof_reading.readings(office.desk, edition.id) == ()


def with_a_proof(office: Office) -> Edition:
    """In review; its first stage is a proof pass."""
    stages = (
        Stage(1, StageKind.PROOF, "校", "Reads every character.", 1),
        Stage(2, StageKind.REVIEW, "审", "Answers for it.", 1),
    )
    routes.add(office.admin, Route(RouteId(""), "Own", stages, frozenset({EditionKind.PUBLICATION})))
    draft = Draft(Content(title="题", body="一句。两句。", source="区政府"))
    return office.submitted(draft, "site", "social", route="Own")


def test_a_proof_pass_is_sealed_by_who_read_every_variant_to_its_end(office: Office, edition: Edition) -> None:
    made = with_a_proof(office)
    yes = Word(Decision.APPROVE, made.digest)
    with pytest.raises(Refused, match="left to read: site, social"):
        approvals.decide(office.reviewer1, made.id, yes)
    for readable in proof_reading.texts(office.desk, made):
        total = len(readable.sentences)
        proof_reading.note(office.reviewer1, made.id, readable.account, total, total)
        proof_reading.note(office.reviewer2, made.id, readable.account, total - 1, total)
    with pytest.raises(Refused, match="left to read"):
        approvals.decide(office.reviewer2, made.id, yes)
    assert approvals.decide(office.reviewer2, edition.id, Word(Decision.APPROVE, edition.digest)).next is not None
    proof_reading.note(office.reviewer1, made.id, readable.account, 0, total)
    approvals.decide(office.reviewer1, made.id, yes)
    assert office.approve(made, "reviewer3").state is EditionState.APPROVED


def test_who_finds_a_fault_half_way_sends_it_back_at_once(office: Office, edition: Edition) -> None:
    made = with_a_proof(office)
    approvals.decide(office.reviewer1, made.id, Word(Decision.RETURN, made.digest, "错字"))
    assert edition.state is EditionState.IN_REVIEW


def test_a_variant_is_read_as_sentences_without_its_markup(office: Office, edition: Edition) -> None:
    (site,) = proof_reading.texts(office.desk, edition, ["site"])
    assert site.sentences[0] == "题"
    assert {"一句。", "两句。"} <= set(site.sentences)
    assert not any("<" in sentence for sentence in site.sentences)
    with pytest.raises(NotFound):
        proof_reading.texts(office.desk, edition, ["nowhere"])
