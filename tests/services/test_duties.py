"""Who signs for whom, what is proven of it later, and until when an approval may be used."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.approval import Decision, Route, Stage, StageKind
from editor_app.domain.document import Content
from editor_app.domain.duty import Terms
from editor_app.domain.edition import Edition, EditionKind, EditionState
from editor_app.domain.errors import Invalid, Refused, SealBroken
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Named, Role
from editor_app.services import approvals, documents, duties, gate, proof, publishing, routes
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from tests.services.office import Office

ENGINES = ("sqlite", "team")
DRAFT = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 15 November.\n"))
WEEK = timedelta(days=7)


def named(office: Office, *names: str) -> tuple[Named, ...]:
    return tuple(Named(office.seats[name].member.id, name) for name in names)


def submitted(office: Office, *stages: Terms, needs: int = 1, use_hours: int = 0) -> Edition:
    office.connect("news")
    made = tuple(Stage(n, StageKind.REVIEW, f"Stage {n}", "Reads it.", needs, t) for n, t in enumerate(stages, 1))
    routes.add(office.admin, Route(RouteId(""), "Own", made, frozenset({EditionKind.PUBLICATION}), use_hours))
    return office.submitted(DRAFT, "news", route="Own")


def yes(edition: Edition) -> Word:
    return Word(Decision.APPROVE, edition.digest)


def away(office: Office, principal: str, deputy: str) -> None:
    now = office.clock.now()
    duties.name_deputy(office.seats[principal], principal, deputy, now, now + WEEK)


def test_names_duties_and_times_are_frozen_in_the_manifest(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1"), hours=4), use_hours=9)
    manifest = edition.sealed()
    assert (manifest.version, manifest.use_hours) == (2, 9)
    assert manifest.stages[0].terms == Terms(signers=named(office, "reviewer1"), hours=4)
    with office.desk.database.read() as snapshot:
        assert duties.are_sealed(snapshot, manifest)
        assert not duties.are_sealed(snapshot, replace(manifest, use_hours=10))


def test_only_the_named_sign_and_see_it_waiting(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1")))
    assert approvals.waiting(office.reviewer2) == ()
    with pytest.raises(Refused, match="signed by reviewer1"):
        approvals.decide(office.reviewer2, edition.id, yes(edition))
    assert [each.edition.id for each in approvals.waiting(office.reviewer1)] == [edition.id]
    assert office.approve(edition, "reviewer1").state is EditionState.APPROVED


def test_all_of_several_named_sign_or_any_of_them(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1", "reviewer2")), needs=2)
    assert office.approve(edition, "reviewer2").state is EditionState.IN_REVIEW
    assert office.approve(edition, "reviewer1").state is EditionState.APPROVED


def test_a_deputy_signs_for_who_is_away_and_the_signature_says_so(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1")))
    away(office, "reviewer1", "reviewer3")
    assert approvals.waiting(office.reviewer3)[0].standing_in == "reviewer1"
    assert office.approve(edition, "reviewer3").state is EditionState.APPROVED
    signed = approvals.record(office.desk, edition.id).stages[0].signed[0]
    assert (signed.name, signed.standing_in, signed.valid) == ("reviewer3", "reviewer1", True)
    with office.desk.database.read() as snapshot:
        account = edition.sealed().payloads[0].account
        assert proof.require_sendable(snapshot, office.desk.store, edition.id, account).use_until is None


def test_a_deputy_signs_before_and_after_nothing(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1")))
    now = office.clock.now()
    made = duties.name_deputy(office.reviewer1, "reviewer1", "reviewer3", now + WEEK, now + 2 * WEEK)
    for turn in (timedelta(), 3 * WEEK):
        office.clock.turn(turn)
        with pytest.raises(Refused, match="signed by"):
            approvals.decide(office.reviewer3, edition.id, yes(edition))
    duties.end_deputy(office.admin, made.id)
    assert duties.all_deputies(office.desk) == ()


def test_deputies_weaken_nothing(office: Office) -> None:
    """Neither an author's deputy signs, nor one person twice in two names."""
    both = office.hire("both", Role.EDITOR, Role.REVIEWER)
    who = named(office, "both", "reviewer1")
    edition = submitted(office, Terms(signers=who), Terms(signers=named(office, "reviewer1", "reviewer2")))
    made = documents.opened(office.desk, edition.document)
    documents.save_revision(both, edition.document, made.revision.id, Draft(replace(DRAFT.content, body="Other.\n")))
    account = edition.sealed().payloads[0].account
    edition = approvals.submit(office.editor, edition.document, approvals.freezing.Submission((account,), "Own"))
    away(office, "both", "reviewer3")
    with pytest.raises(Refused, match="signed by"):
        approvals.decide(office.reviewer3, edition.id, yes(edition))
    away(office, "reviewer1", "reviewer2")
    office.approve(edition, "reviewer2")
    for name in ("reviewer1", "reviewer2"):
        with pytest.raises(Refused, match="another stage"):
            approvals.decide(office.seats[name], edition.id, yes(edition))


def test_an_expert_signs_the_stage_for_experts_and_no_other(office: Office) -> None:
    expert = office.hire("expert", Role.EXPERT)
    edition = submitted(office, Terms(Role.EXPERT), Terms())
    with pytest.raises(Refused, match="experts from outside"):
        approvals.decide(office.reviewer1, edition.id, yes(edition))
    approvals.decide(expert, edition.id, yes(edition))
    assert approvals.waiting(expert) == ()
    assert office.approve(edition, "reviewer1").state is EditionState.APPROVED
    other = office.submitted(DRAFT, "news", route="Two persons")
    with pytest.raises(Refused, match="expert"):
        approvals.decide(expert, other.id, yes(other))


def test_who_may_name_a_deputy_and_for_how_long(office: Office) -> None:
    now = office.clock.now()
    for by, principal, deputy, said in (
        ("reviewer1", "reviewer2", "reviewer3", "no right"), ("editor", "editor", "reviewer1", "no right"),
        ("reviewer1", "reviewer1", "publisher", "no reviewer"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            duties.name_deputy(office.seats[by], principal, deputy, now, now + WEEK)
    both = office.hire("both", Role.ADMIN, Role.REVIEWER)
    with pytest.raises(Refused, match="themselves"):
        duties.name_deputy(both, "reviewer1", "both", now, now + WEEK)
    for begins, ends in ((now, now), (now - 2 * WEEK, now - WEEK), (now, now + 60 * WEEK)):
        with pytest.raises(Invalid):
            duties.name_deputy(office.reviewer1, "reviewer1", "reviewer2", begins, ends)


def test_past_its_latest_time_an_approval_is_held_and_proves_nothing(office: Office) -> None:
    """C29: it needs a new look."""
    edition = office.approve(submitted(office, Terms(), use_hours=2), "reviewer1")
    delivery = publishing.queue(office.publisher, edition.id)[0]
    with office.desk.database.read() as snapshot:
        assert not gate.passage(office.desk, snapshot, delivery).stop
    late = office.approve(office.submitted(DRAFT, "news", route="Own"), "reviewer1")
    with pytest.raises(Refused, match="only"):
        publishing.queue(office.publisher, late.id, publishing.Slot(office.clock.now() + timedelta(hours=3)), again="x")
    office.clock.turn(timedelta(hours=2, minutes=1))
    with office.desk.database.read() as snapshot:
        stop = gate.passage(office.desk, snapshot, delivery).stop
        last = duties.use_until(snapshot, edition.sealed())
    assert stop is not None
    assert stop[1] == duties.TOO_OLD.message
    with pytest.raises(SealBroken, match="too old"):
        proof.require_in_window(edition.sealed(), office.clock.now(), last)
