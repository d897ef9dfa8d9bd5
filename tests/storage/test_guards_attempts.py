"""Attacks on attempts (never twice, unapproved or out of turn), each beside its legal twin, on both engines."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from editor_app.domain.delivery import Attempt, AttemptState, Event
from editor_app.domain.edition import EditionState
from editor_app.domain.identifiers import AttemptId, DeliveryKey, new_id
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, editions
from editor_app.storage.queries.deliveries import Change
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import (
    START,
    Scene,
    approved,
    begin,
    claim,
    lose,
    queue,
    write_document,
)

CLOSE = "UPDATE attempt SET state = :state, ended_at = :at WHERE id = :id"


def again(attempt: Attempt) -> Attempt:
    return replace(attempt, id=AttemptId(new_id()))


def test_an_attempt_comes_open(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))
    attack = """INSERT INTO attempt VALUES ('a', :delivery, :account, 2, 1, :state, :digest, :key, '', 1, 'b', 1, :end,
        NULL)"""
    values = {"delivery": claimed.id, "account": claimed.account, "digest": "a" * 64, "key": claimed.key}
    accepted(scene, attack, state="open", end=None, **values)
    refused(scene, "attempt_comes_open", attack, state="done", end=1, **values)


def test_an_attempt_needs_a_claimed_delivery(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    deliveries.finish_step(scene.work, queued.id, 1, "m", "")
    refused(scene, "attempt_needs_a_claim", lambda: begin(scene, queued))
    claimed = deliveries.move(scene.work, queued, Event.CLAIM)
    accepted(scene, lambda: begin(scene, claimed))
    held = deliveries.move(scene.work, claimed, Event.HOLD, Change(reason=T("wait")))
    refused(scene, "attempt_needs_a_claim", lambda: begin(scene, held))


def test_a_worker_with_an_older_fence_attempts_nothing(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    reclaimed = deliveries.move(scene.work, claimed, Event.RECLAIM)
    refused(scene, "attempt_has_the_fence", lambda: begin(scene, claimed))
    refused(scene, "attempt_has_the_fence", lambda: begin(scene, replace(claimed, fence=reclaimed.fence + 1)))
    accepted(scene, lambda: begin(scene, reclaimed))


def test_an_attempt_goes_to_the_account_and_under_the_key_of_its_delivery(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))
    elsewhere = replace(claimed, account=scene.accounts[1].id)
    refused(scene, "attempt_is_to_this_account", lambda: begin(scene, elsewhere))
    refused(scene, "attempt_is_to_this_account", lambda: begin(scene, replace(claimed, key=DeliveryKey("f" * 16))))


def test_a_voided_edition_is_not_attempted(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    claimed = claim(scene, queue(scene, edition))
    accepted(scene, lambda: begin(scene, claimed))
    editions.set_edition_state(scene.work, edition.id, EditionState.VOID)
    refused(scene, "attempt_is_of_an_approved_edition", lambda: begin(scene, claimed))


def test_an_attempt_waits_behind_an_earlier_unresolved_delivery(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    second = queue(scene, approved(scene, write_document(scene)))
    later = claim(scene, second)
    accepted(scene, lambda: begin(scene, later))
    claim(scene, first)
    refused(scene, "attempt_waits_its_turn", lambda: begin(scene, later))


def test_an_attempt_begins_inside_the_signed_window(scene: Scene) -> None:
    window = (START + timedelta(hours=1), START + timedelta(hours=2))
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene), window), at=window[0]))

    def begun(at: datetime) -> object:
        scene.work.at = at
        return begin(scene, claimed)

    for edge in window:
        accepted(scene, lambda edge=edge: begun(edge))
    for outside in (window[0] - timedelta(microseconds=1), window[1] + timedelta(microseconds=1)):
        refused(scene, "attempt_begins_in_the_signed_window", lambda outside=outside: begun(outside))


def test_one_attempt_is_open_for_each_delivery_and_each_account(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    second = queue(scene, approved(scene, write_document(scene)))
    later = claim(scene, second)
    begun = begin(scene, later)
    refused_by_constraint(scene, "uq_attempt_open_per", lambda: begin(scene, later))
    earlier = claim(scene, first)
    refused_by_constraint(scene, "uq_attempt_open_per_account", lambda: begin(scene, earlier))
    attempts.close_attempt(scene.work, begun.id, AttemptState.REFUSED)
    accepted(scene, lambda: begin(scene, earlier))


def test_after_a_lost_reply_nothing_is_tried_again_before_it_is_settled(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    attempts.close_attempt(scene.work, begun.id, AttemptState.UNKNOWN)
    refused(scene, "attempt_follows_a_settled_one", lambda: begin(scene, claimed))
    attempts.close_attempt(scene.work, begun.id, AttemptState.ABSENT)
    accepted(scene, lambda: begin(scene, claimed))


def test_a_step_is_done_once(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    attempts.close_attempt(scene.work, begun.id, AttemptState.DONE)
    accepted(scene, lambda: begin(scene, claimed))
    second = begin(scene, claimed)
    refused_by_constraint(
        scene,
        "uq_attempt_done_per_step",
        lambda: attempts.close_attempt(scene.work, second.id, AttemptState.DONE),
    )
    accepted(scene, lambda: attempts.close_attempt(scene.work, second.id, AttemptState.REFUSED))
    attempts.close_attempt(scene.work, second.id, AttemptState.REFUSED)
    deliveries.finish_step(scene.work, claimed.id, 2, "r", "")
    refused(scene, "attempt_is_of_an_undone_step", lambda: begin(scene, claimed))


def test_steps_are_attempted_in_order(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    claimed = deliveries.move(scene.work, queued, Event.CLAIM)
    refused(scene, "attempt_goes_step_by_step", lambda: begin(scene, claimed))
    deliveries.finish_step(scene.work, claimed.id, 1, "m", "")
    accepted(scene, lambda: begin(scene, claimed))


def test_a_step_that_was_not_planned_is_not_attempted(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))
    with pytest.raises(DBAPIError, match=r"(?i)foreign key|step_by_step"), scene.connection.begin_nested():
        begin(scene, claimed, step=3)


def test_a_freeze_stops_every_attempt(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))
    scene.sql("INSERT INTO \"freeze\" VALUES ('f', 1, :by, 'why', NULL)", by=scene.id_of("publisher"))
    refused(scene, "attempt_stops_at_a_freeze", lambda: begin(scene, claimed))
    scene.sql('UPDATE "freeze" SET lifted_at = 2')
    accepted(scene, lambda: begin(scene, claimed))


@pytest.mark.parametrize("end", ["done", "refused"])
def test_a_closed_attempt_says_the_same_for_ever(scene: Scene, end: str) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    accepted(scene, CLOSE, state=end, at=5, id=begun.id)
    scene.sql(CLOSE, state=end, at=5, id=begun.id)
    for state, at in (("open", None), ("unknown", 6), ("absent", 6), (end, 6)):
        refused(scene, "attempt_closes_once", CLOSE, state=state, at=at, id=begun.id)
    refused(scene, "attempt_closes_once", "UPDATE attempt SET reason = '\"x\"' WHERE id = :id", id=begun.id)


def test_an_unknown_attempt_is_settled_once_and_never_reopened(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    refused(scene, "attempt_closes_once", CLOSE, state="absent", at=5, id=begun.id)
    lose(scene, claimed, begun)
    for state in ("done", "refused", "absent"):
        accepted(scene, CLOSE, state=state, at=5, id=begun.id)
    refused(scene, "attempt_closes_once", CLOSE, state="open", at=None, id=begun.id)
    refused(scene, "attempt_closes_once", CLOSE, state="unknown", at=9, id=begun.id)


def test_a_closed_attempt_has_an_end_and_an_open_one_has_none(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    accepted(scene, CLOSE, state="done", at=5, id=begun.id)
    refused_by_constraint(scene, "closed_has_end", CLOSE, state="done", at=None, id=begun.id)
    refused_by_constraint(scene, "closed_has_end", CLOSE, state="open", at=5, id=begun.id)
