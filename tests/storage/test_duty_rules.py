"""Attacks on duties, deputies, routes and roles, each beside its legal twin, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.duty import Deputy, DeputyId, Terms
from editor_app.domain.edition import Edition, EditionState
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Named, Role
from editor_app.domain.stage_seal import StageSeal
from editor_app.storage.queries import duties, editions, people, role_changes, routes
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import (
    Scene,
    add_member,
    begin,
    claim,
    decision,
    edition_of,
    insert_on_own_route,
    insert_route,
    queue,
    sign,
    submit,
    write_again,
    write_document,
)

NAME_DEPUTY = "INSERT INTO deputy VALUES (:id, :principal, :deputy, :begins, :ends, :by, 1, :ended, :sequence)"
SIGN_FOR = "INSERT INTO signed_for VALUES (:edition, :by, :principal, :deputy, :sequence)"
VERSION = "INSERT INTO route_version VALUES (:route, :number, 'two stages', '[]', '[]', 0, 0, :by, 1, :sequence)"
PROPOSE = "INSERT INTO role_change VALUES (:member, :number, :was, :becomes, :by, 1, NULL, NULL, NULL, :sequence)"
DECIDE = "UPDATE role_change SET decision = :said, decided_by = :by, decided_at = 1 WHERE member = :member"
ROLES = "UPDATE member SET roles = :roles WHERE id = :id"


def named(scene: Scene, *names: str) -> tuple[Named, ...]:
    return tuple(Named(scene.id_of(name), name) for name in names)


def submit_by(scene: Scene, terms: Terms, needs: int = 1, use_hours: int = 0) -> Edition:
    """An edition of one stage that is signed by those terms."""
    scene.tick()
    plain = edition_of(scene, write_document(scene))
    seal = StageSeal(1, "sign", "reads it", needs, terms, "review")
    manifest = replace(plain.sealed(), stages=(seal,), use_hours=use_hours)
    edition = replace(plain, manifest=manifest.canonical_bytes(), digest=manifest.digest)
    return insert_on_own_route(scene, edition, (Stage(1, StageKind.REVIEW, "sign", "reads it", needs, terms),))


def stand_in(scene: Scene, principal: str, deputy: str) -> Deputy:
    there = Deputy(
        DeputyId(new_id()), *named(scene, principal, deputy), scene.work.at, scene.work.at + timedelta(days=1),
        scene.id_of(principal),
    )  # fmt: skip
    sequence = scene.work.record("deputy.name", Subject("deputy", there.id))
    duties.insert_deputy(scene.work, there, sequence)
    return there


def sign_for(scene: Scene, edition: Edition, deputy: Deputy) -> None:
    sequence = scene.work.record("edition.approve", Subject("edition", edition.id))
    duties.insert_signed_for(scene.work, edition.id, deputy, sequence)
    sign(scene, edition, 1, deputy.deputy.name)


def one_of_each(scene: Scene) -> None:
    """A row in every table of duties."""
    terms = Terms(signers=named(scene, "reader1"), hours=4, escalate=named(scene, "editor")[0])
    edition = submit_by(scene, terms, use_hours=9)
    sign_for(scene, edition, stand_in(scene, "reader1", "reader3"))
    told = duties.Escalated(edition.id, 1, scene.id_of("editor"), scene.work.at)
    duties.insert_escalation(scene.work, told, scene.work.record("edition.escalate", Subject("edition", edition.id)))
    route = Route(scene.route, "two stages", routes.route_by_id(scene.work, scene.route).stages, frozenset())
    record = scene.work.record("route.change", Subject("route", scene.route))
    routes.insert_version(scene.work, route, scene.id_of("admin"), record)
    scene.work.record("member.propose_roles", Subject("member", scene.id_of("editor")))
    role_changes.insert_change(scene.work, scene.people["editor"], {Role.PUBLISHER}, scene.id_of("admin"))


def test_only_those_who_are_named_for_a_stage_sign_it(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1", "reader2")))
    accepted(scene, lambda: sign(scene, edition, 1, "reader1"))
    refused(scene, "approval_is_by_a_named_signer", lambda: sign(scene, edition, 1, "reader3"))


def test_a_stage_for_experts_is_signed_by_an_expert_and_an_expert_signs_no_other(scene: Scene) -> None:
    scene.people["expert"] = add_member(scene.work, "expert", {Role.EXPERT}, confirmed_by="admin")
    edition, ordinary = submit_by(scene, Terms(Role.EXPERT)), submit(scene, write_document(scene))
    accepted(scene, lambda: sign(scene, edition, 1, "expert"))
    refused(scene, "approval_is_a_reviewers", lambda: sign(scene, edition, 1, "reader1"))
    refused(scene, "approval_is_a_reviewers", lambda: sign(scene, ordinary, 1, "expert"))


def test_a_deputy_signs_while_the_time_lasts_and_not_after_it_was_ended(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1")))
    there = stand_in(scene, "reader1", "reader3")
    accepted(scene, lambda: sign_for(scene, edition, there))
    scene.work.at += timedelta(days=2)
    refused(scene, "approval_is_by_a_named_signer", lambda: sign_for(scene, edition, there))
    scene.work.at -= timedelta(days=2)
    late = there.ends_at

    def signed_back() -> None:
        """Past the deputy's time, with an earlier time under the signature."""
        scene.work.at = late
        sequence = scene.work.record("edition.approve", Subject("edition", edition.id))
        duties.insert_signed_for(scene.work, edition.id, there, sequence)
        scene.work.at -= timedelta(minutes=5)
        sign(scene, edition, 1, there.deputy.name)

    kept = scene.work.at
    refused(scene, "approval_is_by_a_named_signer", signed_back)
    scene.work.at = kept
    duties.end_deputy(scene.work, there.id)
    refused(scene, "signed_for_is_by_the_deputy", lambda: sign_for(scene, edition, there))


def test_a_signature_names_its_own_time(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1")))
    scene.work.record("edition.submit", Subject("edition", edition.id))

    def at(moved: timedelta) -> None:
        said = decision(scene, edition, 1, "reader1")
        moment = scene.work.at + moved
        editions.insert_approval(scene.work, replace(said, statement=replace(said.statement, at=moment)))

    accepted(scene, lambda: at(timedelta(minutes=9)))
    accepted(scene, lambda: at(timedelta(minutes=-9)))
    for wrong in (timedelta(minutes=11), timedelta(days=900), timedelta(minutes=-11)):
        refused(scene, "approval_is_of_its_time", lambda wrong=wrong: at(wrong))


@pytest.mark.parametrize("near", ["author", "submitter"])
def test_nobody_signs_for_an_author_or_the_submitter(scene: Scene, near: str) -> None:
    scene.people["both"] = add_member(scene.work, "both", {Role.EDITOR, Role.REVIEWER}, confirmed_by="admin")
    if near == "author":
        plain = submit_by(scene, Terms(signers=named(scene, "both", "reader1")))
        revision = editions.edition_by_id(scene.work, plain.id)
        editions.void_open(scene.work, revision.document)
        from editor_app.storage.queries import documents

        write_again(scene, documents.head_revision(scene.work, revision.document), "both")
        fresh = edition_of(scene, documents.head_revision(scene.work, revision.document))
    else:
        fresh = replace(edition_of(scene, write_document(scene)), submitted_by=scene.id_of("both"))
    terms = Terms(signers=named(scene, "both", "reader1"))
    manifest = replace(fresh.sealed(), stages=(StageSeal(1, "sign", "reads it", 1, terms, "review"),))
    edition = replace(fresh, manifest=manifest.canonical_bytes(), digest=manifest.digest)
    edition = insert_on_own_route(scene, edition, (Stage(1, StageKind.REVIEW, "sign", "reads it", 1, terms),))
    accepted(scene, lambda: sign_for(scene, edition, stand_in(scene, "reader1", "reader3")))
    refused(
        scene, "approval_is_for_somebody_who_could_sign",
        lambda: sign_for(scene, edition, stand_in(scene, "both", "reader3")),
    )  # fmt: skip


def test_one_name_stands_under_an_edition_once_whoever_wrote_it_there(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1", "reader2")), needs=2)
    sign_for(scene, edition, stand_in(scene, "reader1", "reader3"))
    accepted(scene, lambda: sign(scene, edition, 1, "reader2"))
    refused(scene, "approval_is_not_given_by_deputy_as_well", lambda: sign(scene, edition, 1, "reader1"))
    again = stand_in(scene, "reader1", "editor2")
    refused_by_constraint(scene, "uq_signed_for_once", lambda: sign_for(scene, edition, again))


def test_nobody_signs_for_one_who_signed(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1", "reader2")), needs=2)
    sign(scene, edition, 1, "reader1")
    accepted(scene, lambda: sign_for(scene, edition, stand_in(scene, "reader2", "reader3")))
    mine = stand_in(scene, "reader1", "reader3")
    refused(scene, "approval_is_for_somebody_who_could_sign", lambda: sign_for(scene, edition, mine))


def test_for_whom_somebody_signs_is_said_before_and_on_record(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1", "reader2")), needs=2)
    there = stand_in(scene, "reader1", "reader3")
    values: dict[str, object] = {
        "edition": edition.id, "by": there.deputy.id, "principal": there.principal.id, "deputy": there.id,
        "sequence": scene.work.record("edition.approve", Subject("edition", edition.id)),
    }  # fmt: skip
    accepted(scene, SIGN_FOR, **values)
    elsewhere = scene.work.record("edition.approve", Subject("edition", "other"))
    refused(scene, "signed_for_comes_on_record", SIGN_FOR, **{**values, "sequence": elsewhere})
    refused(scene, "signed_for_is_by_the_deputy", SIGN_FOR, **{**values, "principal": scene.id_of("reader2")})
    editions.void_open(scene.work, edition.document)
    refused(scene, "signed_for_comes_before_the_signature", SIGN_FOR, **values)


def test_a_deputy_is_named_by_who_is_away_or_an_admin_who_is_not_the_deputy(scene: Scene) -> None:
    values: dict[str, object] = {
        "id": "d", "principal": scene.id_of("reader1"), "deputy": scene.id_of("reader2"), "begins": 1, "ends": 2,
        "ended": None, "sequence": scene.work.record("deputy.name", Subject("deputy", "d")),
    }  # fmt: skip
    for by in ("reader1", "admin"):
        accepted(scene, NAME_DEPUTY, **values, by=scene.id_of(by))
    for by in ("reader2", "reader3", "editor"):
        refused(scene, "deputy_is_named_by_them_or_an_admin", NAME_DEPUTY, **values, by=scene.id_of(by))
    admins = {**values, "deputy": scene.id_of("admin"), "by": scene.id_of("admin")}
    refused(scene, "deputy_is_named_by_them_or_an_admin", NAME_DEPUTY, **admins)
    own = {**values, "by": scene.id_of("reader1")}
    refused(scene, "deputy_comes_in_force", NAME_DEPUTY, **{**own, "ended": 1})
    refused(scene, "deputy_comes_on_record", NAME_DEPUTY, **{**own, "sequence": 1})
    refused_by_constraint(scene, "ck_deputy_another", NAME_DEPUTY, **{**own, "deputy": scene.id_of("reader1")})
    refused_by_constraint(scene, "ck_deputy_span", NAME_DEPUTY, **{**own, "ends": 1})


def test_a_deputy_ends_once(scene: Scene) -> None:
    there = stand_in(scene, "reader1", "reader3")
    end = "UPDATE deputy SET ended_at = :at WHERE id = :id"
    accepted(scene, end, at=5, id=there.id)
    scene.sql(end, at=5, id=there.id)
    refused(scene, "deputy_ends_once", end, at=None, id=there.id)


def test_signers_and_times_stand_before_the_first_decision(scene: Scene) -> None:
    stage = Stage(1, StageKind.REVIEW, "终审", "Answers.", 1, Terms(signers=named(scene, "reader1")))
    edition = replace(edition_of(scene, write_document(scene)), route=insert_route(scene, (stage,)))
    scene.sql(
        """INSERT INTO edition VALUES (:id, :document, :revision, 1, 'publication', 'in_review', :digest, 'm', NULL,
        NULL, :route, :by, 1)""",
        id=edition.id, document=edition.document, revision=edition.revision, digest=edition.digest,
        route=edition.route, by=edition.submitted_by,
    )  # fmt: skip
    scene.sql("INSERT INTO edition_stage VALUES (:id, 1, 'review', '终审', 'Answers.', 1)", id=edition.id)
    terms = "INSERT INTO stage_terms VALUES (:id, 1, 'reviewer', 4, NULL, NULL)"
    signer = "INSERT INTO stage_signer VALUES (:id, 1, 1, :member, 'reader1')"
    use = "INSERT INTO edition_use VALUES (:id, 9)"
    accepted(scene, terms, id=edition.id)
    accepted(scene, signer, id=edition.id, member=scene.id_of("reader1"))
    accepted(scene, use, id=edition.id)
    sign(scene, edition, 1, "reader1")
    refused(scene, "terms_stand_before_deciding", terms, id=edition.id)
    refused(scene, "signers_stand_before_deciding", signer, id=edition.id, member=scene.id_of("reader1"))
    refused(scene, "use_stands_before_deciding", use, id=edition.id)


def test_a_route_changes_by_a_version_of_an_admin_on_record(scene: Scene) -> None:
    record = scene.work.record("route.change", Subject("route", scene.route))
    values: dict[str, object] = {"route": scene.route, "number": 1, "sequence": record, "by": scene.id_of("admin")}
    accepted(scene, VERSION, **values)
    refused(scene, "version_is_by_an_admin", VERSION, **{**values, "by": scene.id_of("reader1")})
    refused(scene, "version_follows", VERSION, **{**values, "number": 2})
    refused(scene, "version_comes_on_record", VERSION, **{**values, "sequence": 1})
    change = "UPDATE route SET stages = '[]', kinds = '[]' WHERE id = :route"
    refused(scene, "route_changes_by_a_version", change, route=scene.route)
    scene.sql(VERSION, **values)
    accepted(scene, change, route=scene.route)
    refused(scene, "route_changes_by_a_version", "UPDATE route SET name = 'mine'")


def test_a_route_comes_on_record(scene: Scene) -> None:
    new = "INSERT INTO route VALUES (:id, 'mine', '[]', '[]')"
    refused(scene, "route_comes_on_record", new, id="mine")
    scene.work.record("route.add", Subject("route", "mine"))
    accepted(scene, new, id="mine")


def test_roles_change_only_as_two_admins_agreed(scene: Scene) -> None:
    add_member(scene.work, "second", {Role.ADMIN}, confirmed_by="admin")
    second, publisher = people.member_by_name(scene.work, "second"), scene.people["publisher"]
    record = scene.work.record("member.propose_roles", Subject("member", publisher.id))
    values: dict[str, object] = {
        "member": publisher.id, "number": 1, "was": "publisher", "becomes": "admin", "by": scene.id_of("admin"),
        "sequence": record,
    }  # fmt: skip
    accepted(scene, PROPOSE, **values)
    refused(scene, "role_change_is_by_an_admin", PROPOSE, **{**values, "by": publisher.id})
    refused(scene, "role_change_follows", PROPOSE, **{**values, "was": "editor"})
    refused(scene, "role_change_follows", PROPOSE, **{**values, "number": 2})
    refused(scene, "role_change_comes_on_record", PROPOSE, **{**values, "sequence": 1})
    refused(scene, "roles_change_by_agreement", ROLES, roles="admin", id=publisher.id)
    scene.sql(PROPOSE, **values)
    refused(scene, "roles_change_by_agreement", ROLES, roles="admin", id=publisher.id)
    agree: dict[str, object] = {"member": publisher.id, "said": "agreed"}
    accepted(scene, DECIDE, **agree, by=second.id)
    refused(scene, "role_change_is_agreed_by_another", DECIDE, **agree, by=scene.id_of("admin"))
    refused(scene, "role_change_is_decided_by_an_admin", DECIDE, **agree, by=publisher.id)
    scene.sql(DECIDE, **agree, by=second.id)
    refused(scene, "role_change_is_decided_once", DECIDE, member=publisher.id, said="declined", by=second.id)
    refused(scene, "roles_change_by_agreement", ROLES, roles="admin,editor", id=publisher.id)
    accepted(scene, ROLES, roles="admin", id=publisher.id)
    scene.sql(ROLES, roles="admin", id=publisher.id)
    refused(scene, "roles_change_by_agreement", ROLES, roles="publisher", id=publisher.id)


def test_one_admin_alone_agrees_with_himself(scene: Scene) -> None:
    scene.work.record("member.set_roles", Subject("member", scene.id_of("editor")))
    role_changes.insert_change(scene.work, scene.people["editor"], {Role.PUBLISHER}, scene.id_of("admin"))
    accepted(scene, DECIDE, member=scene.id_of("editor"), said="agreed", by=scene.id_of("admin"))


def test_who_was_told_of_a_late_stage_is_as_signed_and_on_record(scene: Scene) -> None:
    told = named(scene, "publisher")[0]
    edition = submit_by(scene, Terms(hours=4, escalate=told))
    insert = "INSERT INTO escalation VALUES (:edition, 1, :told, 1, :sequence)"
    values: dict[str, object] = {
        "edition": edition.id, "told": told.id,
        "sequence": scene.work.record("edition.escalate", Subject("edition", edition.id)),
    }  # fmt: skip
    accepted(scene, insert, **values)
    refused(scene, "escalation_is_as_signed", insert, **{**values, "told": scene.id_of("editor")})
    refused(scene, "escalation_comes_on_record", insert, **{**values, "sequence": 1})


def test_nothing_goes_out_after_the_latest_time_of_its_approval(scene: Scene) -> None:
    edition = submit_by(scene, Terms(signers=named(scene, "reader1")), use_hours=2)
    sign(scene, edition, 1, "reader1")
    editions.set_edition_state(scene.work, edition.id, EditionState.APPROVED)
    claimed = claim(scene, queue(scene, edition))
    scene.work.at += timedelta(hours=1)
    accepted(scene, lambda: begin(scene, claimed))
    scene.work.at += timedelta(hours=2)
    refused(scene, "attempt_is_in_time_of_its_approval", lambda: begin(scene, claimed))
