"""Attacks on what lets an emergency pass and on what says that an alarm was seen, each beside its legal twin."""

import pytest

from editor_app.domain.delivery import Delivery, Event, ReadBack, Verdict
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries
from editor_app.storage.queries.deliveries import Change
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, approved, begin, claim, lose, queue, sent, write_document

PASS = "INSERT INTO passing VALUES (:delivery, :past, :by, 1, :reason, :sequence)"
SEEN = "INSERT INTO acknowledgement VALUES (:delivery, :ordinal, :by, 1, :note, :sequence)"


def unknown(scene: Scene, account: int = 0) -> Delivery:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene)), account))
    return lose(scene, claimed, begin(scene, claimed))


def emergency(scene: Scene) -> Delivery:
    return queue(scene, approved(scene, write_document(scene), kind=EditionKind.EMERGENCY))


def claim_again(scene: Scene, delivery: Delivery) -> Delivery:
    """A second claim within one transaction, which the program never makes, needs a row of its own."""
    scene.work._rows.clear()
    return deliveries.move(scene.work, delivery, Event.CLAIM)


def passing(scene: Scene, delivery: Delivery, past: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.id, "past": past.id, "by": scene.id_of("publisher"), "reason": "flood",
        "sequence": scene.record(delivery.id),
    }  # fmt: skip


def test_only_an_emergency_passes(scene: Scene) -> None:
    lost = unknown(scene)
    urgent, ordinary = emergency(scene), queue(scene, approved(scene, write_document(scene)))
    accepted(scene, PASS, **passing(scene, urgent, lost))
    refused(scene, "passing_is_an_emergencys", PASS, **passing(scene, ordinary, lost))
    held = deliveries.move(scene.work, urgent, Event.HOLD, Change(reason=T("wait")))
    refused(scene, "passing_is_an_emergencys", PASS, **passing(scene, held, lost))


def test_it_passes_an_unknown_one_of_its_own_account_and_nothing_else(scene: Scene) -> None:
    lost, elsewhere = unknown(scene), unknown(scene, account=1)
    waiting = queue(scene, approved(scene, write_document(scene)))
    urgent = emergency(scene)
    accepted(scene, PASS, **passing(scene, urgent, lost))
    for other in (elsewhere, waiting, urgent):
        refused(scene, "passing_is_past_an_unknown_one", PASS, **passing(scene, urgent, other))
    deliveries.move(scene.work, lost, Event.GIVE_TO_PERSON, Change(reason=T("look")))
    accepted(scene, PASS, **passing(scene, urgent, lost))


@pytest.mark.parametrize("who", ["reader1", "editor", "admin"])
def test_a_publisher_lets_it_pass_with_a_reason_and_on_record(scene: Scene, who: str) -> None:
    lost, urgent = unknown(scene), emergency(scene)
    right = passing(scene, urgent, lost)
    accepted(scene, PASS, **right)
    refused(scene, "passing_is_by_a_publisher", PASS, **{**right, "by": scene.id_of(who)})
    refused_by_constraint(scene, "ck_passing_says_why", PASS, **{**right, "reason": ""})
    refused(scene, "passing_comes_on_record", PASS, **{**right, "sequence": scene.record("another")})


def test_a_passing_stays_as_it_was_written(scene: Scene) -> None:
    lost, urgent = unknown(scene), emergency(scene)
    scene.sql(PASS, **passing(scene, urgent, lost))
    refused(scene, "passing_is_fixed", "UPDATE passing SET reason = 'x'")
    refused(scene, "passing_is_never_deleted", "DELETE FROM passing")


def test_an_emergency_waits_behind_an_unknown_one_until_it_is_let_past(scene: Scene) -> None:
    lost, urgent = unknown(scene), emergency(scene)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, urgent))
    scene.sql(PASS, **passing(scene, urgent, lost))
    accepted(scene, lambda: begin(scene, claim(scene, urgent)))


def test_no_passing_leads_past_an_open_attempt(scene: Scene) -> None:
    """Between the passing and the claim, the other one was found absent and is being sent again."""
    lost, urgent = unknown(scene), emergency(scene)
    scene.sql(PASS, **passing(scene, urgent, lost))
    attempt = attempts.unsettled_attempt(scene.work, lost.id)
    assert attempt is not None
    scene.sql("UPDATE attempt SET state = 'absent' WHERE id = :id", id=attempt.id)
    again = deliveries.move(scene.work, lost, Event.FIND_ABSENT)
    accepted(scene, lambda: claim(scene, urgent))
    claim_again(scene, again)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, urgent))


def test_an_ordinary_delivery_waits_behind_an_unresolved_emergency_that_came_later(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    urgent = emergency(scene)
    accepted(scene, lambda: claim(scene, first))
    claimed = claim(scene, urgent)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, first))
    begun = begin(scene, claimed)
    lose(scene, claimed, begun)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, first))


def alarming(scene: Scene, verdict: Verdict) -> Delivery:
    done = sent(scene, approved(scene, write_document(scene)))
    attempts.insert_read_back(scene.work, ReadBack(done.id, scene.work.at, verdict, (), ("title",), sha256(b"seen")))
    return done


def seen(scene: Scene, delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.id, "ordinal": 1, "by": scene.id_of("publisher"), "note": "known",
        "sequence": scene.record(delivery.id),
    }  # fmt: skip


def test_only_an_alarm_is_acknowledged(scene: Scene) -> None:
    for verdict in (Verdict.DIFFERENT, Verdict.NOT_VISIBLE):
        accepted(scene, SEEN, **seen(scene, alarming(scene, verdict)))
    fine = alarming(scene, Verdict.IDENTICAL)
    refused(scene, "acknowledgement_is_of_an_alarm", SEEN, **seen(scene, fine))
    there = seen(scene, alarming(scene, Verdict.DIFFERENT))
    refused(scene, "acknowledgement_is_of_an_alarm", SEEN, **{**there, "ordinal": 2})


@pytest.mark.parametrize("who", ["reader1", "editor", "admin"])
def test_a_publisher_acknowledges_with_a_note_and_on_record(scene: Scene, who: str) -> None:
    right = seen(scene, alarming(scene, Verdict.DIFFERENT))
    accepted(scene, SEEN, **right)
    refused(scene, "acknowledgement_is_by_a_publisher", SEEN, **{**right, "by": scene.id_of(who)})
    refused_by_constraint(scene, "ck_acknowledgement_says_something", SEEN, **{**right, "note": ""})
    refused(scene, "acknowledgement_comes_on_record", SEEN, **{**right, "sequence": scene.record("another")})


def test_an_acknowledgement_stays(scene: Scene) -> None:
    scene.sql(SEEN, **seen(scene, alarming(scene, Verdict.DIFFERENT)))
    refused(scene, "acknowledgement_is_fixed", "UPDATE acknowledgement SET note = 'x'")
    refused(scene, "acknowledgement_is_never_deleted", "DELETE FROM acknowledgement")
