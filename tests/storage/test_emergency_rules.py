"""Attacks on the emergency lane, each beside its legal twin."""

from datetime import timedelta

import pytest

from editor_app.domain.approval import Stage, StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.document import Revision
from editor_app.domain.edition import Edition, EditionKind
from editor_app.domain.instants import microseconds
from editor_app.storage.queries import documents, editions
from tests.storage import lane
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, edition_of, sign, submit, write_document

STAGES = (Stage(1, StageKind.REVIEW, "stage 1", "reads it", 1), Stage(2, StageKind.REVIEW, "stage 2", "reads it", 1))

IN_THE_LANE = """INSERT INTO emergency SELECT :edition, f.document, f.ordinal, :reason, :opening, f."by", :at, :sequence
    FROM emergency_filling f WHERE f.document = :document"""


def in_the_lane(scene: Scene, opening: str | None = None) -> dict[str, object]:
    """What an emergency that waits for its lane would write."""
    document = write_document(scene)
    scene.sql(lane.FILLING, **lane.filling(scene, document))
    edition = edition_of(scene, document, kind=EditionKind.EMERGENCY)
    editions.insert_edition(scene.work, edition, STAGES)
    return lane_row(scene, edition, opening)


def lane_row(scene: Scene, edition: Edition, opening: str | None = None) -> dict[str, object]:
    return {
        "edition": edition.id, "document": edition.document, "reason": "flood", "opening": opening,
        "at": microseconds(scene.work.at),
        "sequence": scene.work.record("emergency.submit", Subject("edition", edition.id)),
    }  # fmt: skip


def revision_of(scene: Scene, edition: Edition) -> Revision:
    return documents.revision_by_id(scene.work, edition.revision)


def a_day_later(scene: Scene) -> None:
    scene.work.at += timedelta(hours=24, seconds=1)


def test_an_admin_words_a_template_and_versions_follow_each_other(scene: Scene) -> None:
    accepted(scene, lane.TEMPLATE, **lane.template(scene))
    refused(scene, "template_is_worded_by_an_admin", lane.TEMPLATE, **lane.template(scene, by="editor"))
    refused(scene, "template_follows", lane.TEMPLATE, **lane.template(scene, version=2))
    refused_by_constraint(scene, "says_why", lane.TEMPLATE, **{**lane.template(scene), "reason": ""})
    other = lane.opening(scene)["sequence"]
    refused(scene, "template_comes_on_record", lane.TEMPLATE, **{**lane.template(scene), "sequence": other})


def test_an_editor_fills_in_order_and_on_record(scene: Scene) -> None:
    document = write_document(scene)
    accepted(scene, lane.FILLING, **lane.filling(scene, document))
    refused(scene, "filling_is_an_editors", lane.FILLING, **lane.filling(scene, document, by="reader1"))
    refused(scene, "filling_follows", lane.FILLING, **lane.filling(scene, document, ordinal=2))
    other = lane.filling(scene, write_document(scene))["sequence"]
    refused(scene, "filling_comes_on_record", lane.FILLING, **{**lane.filling(scene, document), "sequence": other})


def test_only_an_emergency_in_review_takes_the_lane(scene: Scene) -> None:
    right = in_the_lane(scene)
    accepted(scene, IN_THE_LANE, **right)
    refused_by_constraint(scene, "says_why", IN_THE_LANE, **{**right, "reason": ""})
    other = in_the_lane(scene)["sequence"]
    refused(scene, "emergency_comes_on_record", IN_THE_LANE, **{**right, "sequence": other})
    ordinary = submit(scene, write_document(scene))
    scene.sql(lane.FILLING, **lane.filling(scene, revision_of(scene, ordinary)))
    refused(scene, "emergency_waits_for_its_reviewer", IN_THE_LANE, **lane_row(scene, ordinary))


def test_nobody_signs_an_emergency_that_took_no_lane(scene: Scene) -> None:
    with_lane = submit(scene, write_document(scene), kind=EditionKind.EMERGENCY)
    accepted(scene, lambda: sign(scene, with_lane, 1, "reader1"))
    without = editions.edition_by_id(scene.work, str(in_the_lane(scene)["edition"]))
    refused(scene, "approval_of_an_emergency_has_its_lane", lambda: sign(scene, without, 1, "reader1"))


def test_an_overdue_second_look_closes_the_lane_until_it_is_paid(scene: Scene) -> None:
    first = lane.urgent(scene)
    accepted(scene, lambda: lane.urgent(scene))
    a_day_later(scene)
    refused(scene, "emergency_lane_is_open", lambda: submit(scene, write_document(scene), kind=EditionKind.EMERGENCY))
    scene.sql(lane.SETTLE, **lane.settled(scene, first))
    accepted(scene, lambda: submit(scene, write_document(scene), kind=EditionKind.EMERGENCY))


def test_an_admins_opening_lets_one_emergency_in(scene: Scene) -> None:
    lane.urgent(scene)
    a_day_later(scene)
    accepted(scene, lane.OPENING, **lane.opening(scene))
    refused(scene, "opening_is_by_an_admin", lane.OPENING, **lane.opening(scene, by="publisher"))
    refused_by_constraint(scene, "says_why", lane.OPENING, **{**lane.opening(scene), "reason": ""})
    wrong = lane.opening(scene, "o2")["sequence"]
    refused(scene, "opening_comes_on_record", lane.OPENING, **{**lane.opening(scene), "sequence": wrong})
    scene.sql(lane.OPENING, **lane.opening(scene))
    right = in_the_lane(scene, "o1")
    accepted(scene, IN_THE_LANE, **right)
    refused(scene, "emergency_lane_is_open", IN_THE_LANE, **{**right, "opening": None})
    scene.sql(IN_THE_LANE, **right)
    refused_by_constraint(scene, "uq_emergency_opening", IN_THE_LANE, **in_the_lane(scene, "o1"))


@pytest.mark.parametrize("who", ["reader1", "editor", "publisher", "editor2"])
def test_a_second_look_is_a_second_reviewers(scene: Scene, who: str) -> None:
    edition = lane.urgent(scene)
    accepted(scene, lane.SETTLE, **lane.settled(scene, edition))
    second = "settlement_is_a_second_persons"
    guard = {"reader1": second, "editor2": second, "editor": f"settlement_is_a_reviewers|{second}"}
    if who == "editor2":
        document = write_document(scene, author="editor2")
        edition = submit(scene, document, kind=EditionKind.EMERGENCY)
        sign(scene, edition, 1, "reader1")
        sign(scene, edition, 2, "reader2")
        scene.sql("UPDATE edition SET state = 'approved' WHERE id = :id", id=edition.id)
    refused(scene, guard.get(who, "settlement_is_a_reviewers"), lane.SETTLE, **lane.settled(scene, edition, who))


def test_a_second_look_signs_the_same_digest_under_the_own_key(scene: Scene) -> None:
    edition = lane.urgent(scene)
    right = lane.settled(scene, edition)
    accepted(scene, lane.SETTLE, **right)
    refused(scene, "settlement_is_of_what_went_out", lane.SETTLE, **{**right, "digest": "b" * 64})
    key = scene.people["reader1"].key
    refused(scene, "settlement_is_under_the_signers_key", lane.SETTLE, **{**right, "key": key})
    other = lane.settled(scene, lane.urgent(scene))["sequence"]
    refused(scene, "settlement_comes_on_record", lane.SETTLE, **{**right, "sequence": other})
    refused_by_constraint(scene, "dispute_says_why", lane.SETTLE, **{**right, "verdict": "disputed"})


def test_no_second_look_is_taken_before_the_first_signature(scene: Scene) -> None:
    waiting = submit(scene, write_document(scene), kind=EditionKind.EMERGENCY)
    refused(scene, "settlement_is_of_what_went_out", lane.SETTLE, **lane.settled(scene, waiting))
