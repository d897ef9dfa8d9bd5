"""Attacks on renewals, each beside its legal twin."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.approval import Stage, StageKind
from editor_app.domain.audit import Actor, Subject
from editor_app.domain.duty import Terms
from editor_app.domain.edition import Edition, EditionState
from editor_app.domain.instants import microseconds
from editor_app.domain.stage_seal import StageSeal
from editor_app.storage.queries import editions
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, approved, begin, claim, edition_of, queue, sign, write_document
from tests.storage.test_duty_rules import named, submit_by

RENEW = """INSERT INTO renewal VALUES
    (:edition, :round, :by, :stage, :key, :digest, :head, :at, 'window', :signature, :sequence)"""


def renewed(scene: Scene) -> None:
    """An approval that somebody looked at again."""
    scene.sql(RENEW, **look(scene, with_a_latest_use(scene)))


@pytest.fixture
def edition(scene: Scene) -> Edition:
    return with_a_latest_use(scene)


def with_a_latest_use(scene: Scene) -> Edition:
    """Approved by reader1, the only signer named, to be used within two hours."""
    made = submit_by(scene, Terms(signers=named(scene, "reader1")), use_hours=2)
    sign(scene, made, 1, "reader1")
    editions.set_edition_state(scene.work, made.id, EditionState.APPROVED)
    return made


def of_two_stages(scene: Scene) -> Edition:
    """In review, with a latest use."""
    scene.tick()
    plain = edition_of(scene, write_document(scene))
    seals = tuple(StageSeal(n, f"stage {n}", "reads it", 1, Terms(), "review") for n in (1, 2))
    manifest = replace(plain.sealed(), stages=seals, use_hours=2)
    edition = replace(plain, manifest=manifest.canonical_bytes(), digest=manifest.digest)
    stages = tuple(Stage(n, StageKind.REVIEW, f"stage {n}", "reads it", 1) for n in (1, 2))
    editions.insert_edition(scene.work, edition, stages)
    return edition


def look(scene: Scene, edition: Edition, by: str = "reader1", **chosen: object) -> dict[str, object]:
    """What somebody would write who looks at an approval again."""
    member, actor = scene.people[by], scene.work.actor
    scene.work.actor = Actor(f"member:{member.id}", by)
    sequence = scene.work.record("edition.renew", Subject("edition", edition.id))
    scene.work.actor = actor
    values: dict[str, object] = {
        "edition": edition.id, "round": 1, "by": member.id, "stage": 1, "key": member.key, "digest": edition.digest,
        "head": "a" * 64, "at": microseconds(scene.work.at), "signature": b"x" * 64, "sequence": sequence,
    }  # fmt: skip
    return {**values, **chosen}


def test_who_signs_the_last_stage_looks_again_and_nobody_else(scene: Scene, edition: Edition) -> None:
    accepted(scene, RENEW, **look(scene, edition))
    for other in ("reader2", "publisher"):
        refused(scene, "renewal_is_by_who_signs_the_last_stage", RENEW, **look(scene, edition, other))
    refused(
        scene, "renewal_is_by_who_signs_the_last_stage|renewal_is_not_an_authors_or_submitters", RENEW,
        **look(scene, edition, "editor"),
    )  # fmt: skip
    key = scene.people["reader2"].key
    refused(scene, "renewal_is_under_the_signers_key", RENEW, **look(scene, edition, key=key))


def test_an_author_and_an_earlier_signer_look_at_nothing_again(scene: Scene) -> None:
    made = of_two_stages(scene)
    sign(scene, made, 1, "reader1")
    sign(scene, made, 2, "reader2")
    editions.set_edition_state(scene.work, made.id, EditionState.APPROVED)
    for by in ("reader2", "reader3"):
        accepted(scene, RENEW, **look(scene, made, by, stage=2))
    refused(scene, "renewal_is_not_by_an_earlier_stage", RENEW, **look(scene, made, "reader1", stage=2))
    refused(
        scene, "renewal_is_of_the_last_stage|renewal_is_not_by_an_earlier_stage", RENEW,
        **look(scene, made, "reader2", stage=1),
    )  # fmt: skip
    plain = approved(scene, write_document(scene))
    refused(scene, "renewal_is_of_an_approval_with_a_latest_use", RENEW, **look(scene, plain, "reader2", stage=2))


def test_a_look_is_at_these_bytes_in_turn_and_on_record(scene: Scene, edition: Edition) -> None:
    refused(scene, "renewal_is_of_an_approval_with_a_latest_use", RENEW, **look(scene, edition, digest="0" * 64))
    refused(scene, "renewal_follows", RENEW, **look(scene, edition, round=2))
    refused(scene, "renewal_comes_on_record", RENEW, **look(scene, edition, sequence=1))
    to_come = microseconds(scene.work.at) + 700_000_000
    refused(scene, "renewal_is_of_its_time", RENEW, **look(scene, edition, at=to_come))
    refused_by_constraint(scene, "ed25519", RENEW, **look(scene, edition, signature=b"x"))
    scene.sql(RENEW, **look(scene, edition))
    refused(scene, "renewal_follows|renewal_1_insert", RENEW, **look(scene, edition))
    accepted(scene, RENEW, **look(scene, edition, round=2))
    refused(scene, "renewal_is_fixed", "UPDATE renewal SET at = at + 1")
    refused(scene, "renewal_is_never_deleted", "DELETE FROM renewal")


def test_only_an_approved_edition_is_looked_at_again(scene: Scene) -> None:
    made = submit_by(scene, Terms(signers=named(scene, "reader1")), use_hours=2)
    refused(scene, "renewal_is_of_an_approval_with_a_latest_use", RENEW, **look(scene, made))


def test_what_was_looked_at_again_goes_out_until_its_new_time(scene: Scene, edition: Edition) -> None:
    claimed = claim(scene, queue(scene, edition))
    scene.work.at += timedelta(hours=3)
    refused(scene, "attempt_is_in_time_of_its_approval", lambda: begin(scene, claimed))
    scene.sql(RENEW, **look(scene, edition))
    accepted(scene, lambda: begin(scene, claimed))
    scene.work.at += timedelta(hours=3)
    refused(scene, "attempt_is_in_time_of_its_approval", lambda: begin(scene, claimed))


FOR = "INSERT INTO renewed_for VALUES (:edition, 1, :by, :principal, :deputy, :sequence)"


def stands_in(scene: Scene, principal: str, deputy: str) -> str:
    """The id of that deputy, from a minute ago for an hour."""
    identity = f"{principal}-{deputy}"
    sequence = scene.work.record("deputy.name", Subject("deputy", identity))
    now = microseconds(scene.work.at)
    scene.sql(
        "INSERT INTO deputy VALUES (:id, :principal, :deputy, :begins, :ends, :principal, :begins, NULL, :sequence)",
        id=identity, principal=scene.id_of(principal), deputy=scene.id_of(deputy), begins=now - 60_000_000,
        ends=now + 3_600_000_000, sequence=sequence,
    )  # fmt: skip
    return identity


def for_whom(scene: Scene, edition: Edition, by: str, principal: str, deputy: str) -> dict[str, object]:
    actor, scene.work.actor = scene.work.actor, Actor(f"member:{scene.id_of(by)}", by)
    sequence = scene.work.record("edition.renew", Subject("edition", edition.id))
    scene.work.actor = actor
    return {
        "edition": edition.id, "by": scene.id_of(by), "principal": scene.id_of(principal), "deputy": deputy,
        "sequence": sequence,
    }  # fmt: skip


def renewed_by_deputy(scene: Scene) -> None:
    """For whom a deputy looks."""
    made = with_a_latest_use(scene)
    scene.sql(FOR, **for_whom(scene, made, "reader2", "reader1", stands_in(scene, "reader1", "reader2")))


def test_a_deputy_of_a_named_signer_looks_again_and_only_while_named(scene: Scene, edition: Edition) -> None:
    identity = stands_in(scene, "reader1", "reader2")
    refused(scene, "renewal_is_by_who_signs_the_last_stage", RENEW, **look(scene, edition, "reader2"))
    said = for_whom(scene, edition, "reader2", "reader1", identity)
    refused(scene, "renewed_for_is_by_the_deputy", FOR, **{**said, "principal": scene.id_of("reader3")})
    other = for_whom(scene, edition, "reader3", "reader1", identity)
    refused(scene, "renewed_for_is_by_the_deputy", FOR, **other)
    refused(scene, "renewed_for_comes_on_record", FOR, **{**said, "sequence": other["sequence"]})
    scene.sql(FOR, **said)
    accepted(scene, RENEW, **look(scene, edition, "reader2"))
    late = look(scene, edition, "reader2", at=microseconds(scene.work.at) + 7_200_000_000)
    refused(scene, "renewal_is_by_who_signs_the_last_stage|renewal_is_of_its_time", RENEW, **late)
    refused(scene, "renewed_for_is_fixed", "UPDATE renewed_for SET round = 2")
    refused(scene, "renewed_for_is_never_deleted", "DELETE FROM renewed_for")
    scene.sql(RENEW, **look(scene, edition, "reader2"))
    refused(scene, "renewed_for_comes_before_the_look|renewed_for_1_insert|renewed_for_2_insert", FOR, **said)


def test_principal_and_deputy_do_not_look_both_in_one_round(scene: Scene) -> None:
    made = submit_by(scene, Terms(signers=named(scene, "reader1", "reader3")), use_hours=2, needs=2)
    for by in ("reader1", "reader3"):
        sign(scene, made, 1, by)
    editions.set_edition_state(scene.work, made.id, EditionState.APPROVED)
    identity = stands_in(scene, "reader1", "reader2")
    said = for_whom(scene, made, "reader2", "reader1", identity)
    scene.sql(FOR, **said)
    with _savepoint(scene):
        scene.sql(RENEW, **look(scene, made, "reader1"))
        refused(scene, "renewal_is_for_somebody_who_could_look", RENEW, **look(scene, made, "reader2"))
    scene.sql(RENEW, **look(scene, made, "reader2"))
    refused(scene, "renewal_is_not_given_by_deputy_as_well", RENEW, **look(scene, made, "reader1"))
    accepted(scene, RENEW, **look(scene, made, "reader3"))


def test_nobody_looks_again_for_an_author_or_for_who_signed_an_earlier_stage(scene: Scene) -> None:
    made = of_two_stages(scene)
    sign(scene, made, 1, "reader1")
    sign(scene, made, 2, "reader2")
    editions.set_edition_state(scene.work, made.id, EditionState.APPROVED)
    for principal in ("reader1", "editor"):
        identity = stands_in(scene, principal, "reader3")
        with _savepoint(scene):
            scene.sql(FOR, **for_whom(scene, made, "reader3", principal, identity))
            refused(scene, "renewal_is_for_somebody_who_could_look", RENEW, **look(scene, made, "reader3", stage=2))
    accepted(scene, RENEW, **look(scene, made, "reader3", stage=2))


@contextmanager
def _savepoint(scene: Scene) -> Iterator[None]:
    """What is written in it is undone."""
    work = scene.work
    kept = (work.sequence, work.head, dict(work._rows))
    with scene.connection.begin_nested() as point:
        yield
        point.rollback()
    work.sequence, work.head, work._rows = kept
