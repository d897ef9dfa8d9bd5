"""Attacks on what was read outside the desk, and on sealing a proof pass unread, each beside its legal twin."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Stage, StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.duty import Terms
from editor_app.domain.edition import Edition
from editor_app.domain.identifiers import MemberId
from editor_app.domain.stage_seal import StageSeal
from editor_app.storage.queries import editions
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.remarks import READING, read
from tests.storage.scene import Scene, approved, edition_of, insert_on_own_route, sign, submit, write_document

READ = "INSERT INTO packet_reading VALUES (:edition, :by, :account, :ordinal, :content, :sentences, :total, :sequence)"


@pytest.fixture
def edition(scene: Scene) -> Edition:
    return of_a_proof(scene)


def of_a_proof(scene: Scene) -> Edition:
    """In review for both accounts; its only stage is a proof pass."""
    scene.tick()
    plain = edition_of(scene, write_document(scene))
    manifest = replace(plain.sealed(), stages=(StageSeal(1, "校", "reads it", 1, Terms(), "proof"),))
    made = replace(plain, manifest=manifest.canonical_bytes(), digest=manifest.digest)
    return insert_on_own_route(scene, made, (Stage(1, StageKind.PROOF, "校", "reads it", 1),))


def outside(scene: Scene, edition: Edition, account: int = 0, **chosen: object) -> dict[str, object]:
    """What a decision brings along that says that a variant was read to its end."""
    by = MemberId(str(chosen.get("by", scene.id_of("reader1"))))
    sequence = scene.work.record("edition.approve", Subject("edition", edition.id), {"by": by})
    values: dict[str, object] = {
        "edition": edition.id, "by": by, "account": scene.accounts[account].id, "ordinal": account + 1,
        "content": editions.content_digest(edition.sealed().payloads[account]), "sentences": "a" * 64, "total": 3,
        "sequence": sequence,
    }  # fmt: skip
    return {**values, **chosen}


def read_outside(scene: Scene) -> None:
    """A row in the table."""
    scene.sql(READ, **outside(scene, of_a_proof(scene)))


def test_a_proof_is_sealed_by_who_read_every_variant_at_the_desk_or_outside(scene: Scene, edition: Edition) -> None:
    def seal() -> None:
        sign(scene, edition, 1, "reader1")

    refused(scene, "proof_is_read_to_the_end", seal)
    scene.sql(READ, **outside(scene, edition))
    refused(scene, "proof_is_read_to_the_end", seal)
    scene.sql(READ, **outside(scene, edition, 1, by=scene.id_of("reader2")))
    refused(scene, "proof_is_read_to_the_end", seal)
    accepted(scene, lambda: (scene.sql(READ, **outside(scene, edition, 1)), seal()))
    here = {**read(scene, edition.id), "account": scene.accounts[1].id, "reached": 3, "total": 3}
    accepted(scene, lambda: (scene.sql(READING, **here), seal()))
    half = {**here, "reached": 2}
    refused(scene, "proof_is_read_to_the_end", lambda: (scene.sql(READING, **half), seal()))


def test_a_reading_outside_is_of_these_very_bytes(scene: Scene, edition: Edition) -> None:
    accepted(scene, READ, **outside(scene, edition))
    other = editions.content_digest(edition.sealed().payloads[1])
    for wrong in ({"content": "0" * 64}, {"content": other}, {"ordinal": 2}, {"account": scene.accounts[1].id}):
        refused(scene, "packet_reading_is_of_this_content", READ, **{**outside(scene, edition), **wrong})
    refused_by_constraint(scene, "ck_packet_reading_something", READ, **outside(scene, edition, total=0))


def test_a_reading_outside_comes_with_its_decision_and_on_its_record(scene: Scene, edition: Edition) -> None:
    accepted(scene, READ, **outside(scene, edition))
    record = "packet_reading_comes_on_record"
    refused(scene, record, READ, **outside(scene, edition, sequence=1))
    own = outside(scene, edition)
    refused(scene, record, READ, **{**own, "by": scene.id_of("reader2")})
    plain = submit(scene, write_document(scene))
    refused(scene, "packet_reading_is_of_a_proof", READ, **outside(scene, plain))
    signed = approved(scene, write_document(scene))
    refused(
        scene, "packet_reading_comes_before_the_signature|packet_reading_is_of_a_proof", READ, **outside(scene, signed)
    )


def test_nothing_is_read_after_the_signature_and_nothing_of_it_changes(scene: Scene, edition: Edition) -> None:
    for account in (0, 1):
        scene.sql(READ, **outside(scene, edition, account))
    later = outside(scene, edition, by=scene.id_of("reader2"))
    accepted(scene, READ, **later)
    sign(scene, edition, 1, "reader1")
    refused(scene, "packet_reading_comes_before_the_signature|packet_reading_1_insert", READ, **outside(scene, edition))
    refused(scene, "packet_reading_is_fixed", "UPDATE packet_reading SET total = total + 1")
    refused(scene, "packet_reading_is_never_deleted", "DELETE FROM packet_reading")
