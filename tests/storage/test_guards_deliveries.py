"""Attacks on deliveries and their steps, each beside its legal twin, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState, Event, Receipt, allowed_moves
from editor_app.domain.edition import EditionState
from editor_app.domain.identifiers import Digest
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, editions
from editor_app.storage.queries.deliveries import Change, Plan
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import (
    START,
    STEPS,
    Scene,
    approved,
    begin,
    claim,
    delivery_of,
    lose,
    queue,
    sent,
    submit,
    write_document,
)

MOVE = "UPDATE delivery SET state = :state, audit_sequence = :sequence WHERE id = :id"
HELD = Change(reason=T("wait"))


def insert(scene: Scene, new: Delivery, digest: Digest) -> None:
    deliveries.insert_delivery(scene.work, new, digest, Plan(scene.work.at, "", "", 900), STEPS)


def test_a_delivery_comes_waiting_and_unclaimed(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    new = delivery_of(scene, edition)
    accepted(scene, lambda: insert(scene, new, edition.digest))
    accepted(scene, lambda: insert(scene, replace(new, state=DeliveryState.HELD, reason=T("why")), edition.digest))
    for wrong in (replace(new, state=DeliveryState.WORKING), replace(new, fence=1)):
        refused(scene, "delivery_comes_waiting", lambda wrong=wrong: insert(scene, wrong, edition.digest))


def test_only_an_approved_edition_is_queued(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    refused(scene, "delivery_is_of_an_approved_edition", lambda: queue(scene, edition))
    ready = approved(scene, write_document(scene))
    accepted(scene, lambda: queue(scene, ready))
    editions.set_edition_state(scene.work, ready.id, EditionState.VOID)
    refused(scene, "delivery_is_of_an_approved_edition", lambda: queue(scene, ready))


def test_a_delivery_carries_the_digest_that_was_signed(scene: Scene) -> None:
    edition, other = (approved(scene, write_document(scene)) for _ in range(2))
    new = delivery_of(scene, edition)
    accepted(scene, lambda: insert(scene, new, edition.digest))
    refused(scene, "delivery_is_of_an_approved_edition", lambda: insert(scene, new, other.digest))


def test_an_edition_goes_once_to_each_of_its_accounts_and_to_no_other(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    queue(scene, edition)
    accepted(scene, lambda: queue(scene, edition, account=1))
    refused_by_constraint(scene, "uq_delivery_edition_account", lambda: queue(scene, edition))
    scene.sql("INSERT INTO account SELECT 'third', 'third', platform, url, remote_uid, options, '', state, added_at"
              " FROM account WHERE name = 'site'")  # fmt: skip
    foreign = replace(delivery_of(scene, edition), account="third")
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), scene.connection.begin_nested():
        insert(scene, foreign, edition.digest)


def test_a_delivery_is_planned_inside_the_signed_window(scene: Scene) -> None:
    window = (START + timedelta(hours=1), START + timedelta(hours=2))
    edition = approved(scene, write_document(scene), window)
    inside = START + timedelta(minutes=90)
    accepted(scene, lambda: queue(scene, edition, at=inside))
    for outside in (START, START + timedelta(hours=3)):
        refused(
            scene,
            "delivery_is_queued_in_the_signed_window",
            lambda outside=outside: queue(scene, edition, at=outside),
        )
    held = deliveries.move(scene.work, queue(scene, edition, at=inside), Event.HOLD, HELD)

    def released(at: object) -> Delivery:
        return deliveries.move(scene.work, held, Event.RELEASE, Change(planned=Plan(at, "", "", 900)))  # type: ignore[arg-type]

    accepted(scene, lambda: released(START + timedelta(minutes=100)))
    refused(scene, "delivery_stays_in_the_signed_window", lambda: released(START + timedelta(hours=3)))


def test_a_delivery_comes_on_record(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    queued = queue(scene, edition)
    columns = (
        "edition, :account, digest, :key, 'queued', 0, 1, '', '', 900, 999, 1, 0, NULL, NULL, NULL, NULL, :sequence"
    )
    attack = f"INSERT INTO delivery SELECT :id, {columns} FROM delivery WHERE id = :first"
    values = {"account": scene.accounts[1].id, "key": "k" * 16, "first": queued.id}
    accepted(scene, attack, id="new", sequence=scene.record("new"), **values)
    refused(scene, "delivery_comes_on_record", attack, id="other", sequence=scene.work.sequence, **values)


def test_a_move_has_its_own_audit_row(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    old = scene.value("SELECT audit_sequence FROM delivery WHERE id = :id", id=queued.id)
    scene.record("another delivery")
    refused(scene, "delivery_moves_on_record", MOVE, state="cancelled", sequence=old, id=queued.id)
    refused(scene, "delivery_moves_on_record", MOVE, state="cancelled", sequence=scene.work.sequence, id=queued.id)
    refused(scene, "delivery_moves_on_record", "UPDATE delivery SET tries = 7 WHERE id = :id", id=queued.id)
    refused(scene, "delivery_moves_on_record", "UPDATE delivery SET planned_at = 7 WHERE id = :id", id=queued.id)
    accepted(scene, MOVE, state="cancelled", sequence=scene.record(queued.id), id=queued.id)
    accepted(scene, lambda: deliveries.touch(scene.work, queued, START))


STATES = [state.value for state in DeliveryState]
FORBIDDEN = sorted(
    (before, following)
    for before in ("queued", "held", "failed")
    for following in STATES
    if before != following and (before, following) not in allowed_moves()
)


@pytest.mark.parametrize(("before", "following"), FORBIDDEN)
def test_a_move_that_is_not_in_the_table_is_refused(scene: Scene, before: str, following: str) -> None:
    delivery = queue(scene, approved(scene, write_document(scene)))
    if before == "held":
        delivery = deliveries.move(scene.work, delivery, Event.HOLD, HELD)
    if before == "failed":
        delivery = deliveries.move(scene.work, claim(scene, delivery), Event.REFUSE, HELD)
    accepted(scene, MOVE, state="cancelled", sequence=scene.record(delivery.id), id=delivery.id)
    attack = f"UPDATE delivery SET state = '{following}', audit_sequence = :sequence"
    if following == "working":
        attack += ", fence = fence + 1"
    if following in {"sent", "verified", "withdrawn"}:
        attack += ", remote_id = 'r'"
    _refused_among(scene, "delivery_moves_as_allowed", f"{attack} WHERE id = :id", delivery)


def _refused_among(scene: Scene, guard: str, attack: str, delivery: Delivery) -> None:
    """`sent`, `verified` and `withdrawn` break further rules at once; on which the engine stops is its own business."""
    sequence = scene.record(delivery.id)
    rules = f"guard:({guard}|delivery_is_(sent|verified|withdrawn)_by_)"
    with pytest.raises(DBAPIError, match=rules), scene.connection.begin_nested():
        scene.sql(attack, sequence=sequence, id=delivery.id)


@pytest.mark.parametrize("event", [Event.CANCEL, Event.VOID, Event.EXPIRE])
def test_a_final_state_is_final(scene: Scene, event: Event) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    accepted(scene, lambda: deliveries.touch(scene.work, queued, START))
    ended = deliveries.move(scene.work, queued, event)
    refused(scene, "delivery_ends_for_good", lambda: deliveries.touch(scene.work, ended, START))


def test_sent_and_a_remote_id_go_together(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    claimed = claim(scene, queue(scene, edition))
    begun = begin(scene, claimed)
    attempts.close_attempt(scene.work, begun.id, AttemptState.DONE)
    deliveries.finish_step(scene.work, claimed.id, 2, "r", "")
    receipt = Change(receipt=Receipt("r", "", START))
    accepted(scene, lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE, receipt))
    refused_by_constraint(scene, "sent_has_remote_id", lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE))
    refused_by_constraint(
        scene,
        "sent_has_remote_id",
        lambda: deliveries.move(scene.work, claimed, Event.HOLD, replace(receipt, reason=T("x"))),
    )


def test_a_receipt_is_never_exchanged(scene: Scene) -> None:
    done = sent(scene, approved(scene, write_document(scene)))
    attack = "UPDATE delivery SET url = :url, audit_sequence = :sequence WHERE id = :id"
    refused(
        scene, "delivery_keeps_its_receipt", attack, url="http://elsewhere", sequence=scene.record(done.id), id=done.id
    )
    assert done.receipt is not None
    accepted(scene, attack, url=done.receipt.url, sequence=scene.record(done.id), id=done.id)


def test_two_deliveries_never_claim_the_same_post(scene: Scene) -> None:
    first = sent(scene, approved(scene, write_document(scene)))
    assert first.receipt is not None
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    attempts.close_attempt(scene.work, begin(scene, claimed).id, AttemptState.DONE)
    deliveries.finish_step(scene.work, claimed.id, 2, "r", "")
    again = Change(receipt=Receipt(first.receipt.remote_id, "", START))
    refused_by_constraint(
        scene, "uq_delivery_account_remote_id", lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE, again)
    )
    own = Change(receipt=Receipt("another", "", START))
    accepted(scene, lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE, own))


def test_the_fence_grows_by_one_with_each_claim_and_never_else(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    attack = "UPDATE delivery SET state = :state, fence = :fence, audit_sequence = :sequence WHERE id = :id"
    accepted(scene, attack, state="working", fence=1, sequence=scene.record(queued.id), id=queued.id)
    for state, fence in (("working", 0), ("working", 2), ("held", 1)):
        reason = ", reason = '[\"x\",{}]'" if state == "held" else ""
        broken = attack.replace("fence = :fence", f"fence = :fence{reason}")
        refused(
            scene,
            "delivery_fence_grows_by_claims",
            broken,
            state=state,
            fence=fence,
            sequence=scene.record(queued.id),
            id=queued.id,
        )


def test_nothing_is_claimed_behind_an_unresolved_delivery_of_the_account(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    second = queue(scene, approved(scene, write_document(scene)))
    accepted(scene, lambda: claim(scene, second))
    claimed = claim(scene, first)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, second))
    lost = lose(scene, claimed, begin(scene, claimed))
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, second))
    deliveries.move(scene.work, lost, Event.GIVE_TO_PERSON, HELD)
    refused(scene, "delivery_waits_its_turn", lambda: claim(scene, second))
    elsewhere = queue(scene, approved(scene, write_document(scene)), account=1)
    accepted(scene, lambda: claim(scene, elsewhere))


def test_a_voided_edition_is_not_claimed(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    queued = queue(scene, edition)
    accepted(scene, lambda: claim(scene, queued))
    editions.set_edition_state(scene.work, edition.id, EditionState.VOID)
    refused(scene, "delivery_is_claimed_while_approved", lambda: claim(scene, queued))


def test_an_open_or_unknown_attempt_is_settled_before_the_delivery_moves_on(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    for event in (Event.REFUSE_FOR_NOW, Event.REFUSE, Event.HOLD, Event.LOSE_SIGHT):
        refused(
            scene,
            "delivery_settles_its_attempt_first",
            lambda event=event: deliveries.move(scene.work, claimed, event, HELD),
        )
    lost = lose(scene, claimed, begun)
    refused(scene, "delivery_settles_its_attempt_first", lambda: deliveries.move(scene.work, lost, Event.FIND_ABSENT))
    attempts.close_attempt(scene.work, begun.id, AttemptState.ABSENT)
    accepted(scene, lambda: deliveries.move(scene.work, lost, Event.FIND_ABSENT))


def test_sent_means_that_every_step_was_done_by_an_attempt(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    receipt = Change(receipt=Receipt("r", "", START))
    refused(
        scene,
        "delivery_is_sent_by_done_attempts",
        lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE, receipt),
    )
    refused(scene, "step_is_done_by_an_attempt", lambda: deliveries.finish_step(scene.work, claimed.id, 2, "r", ""))
    attempts.close_attempt(scene.work, begin(scene, claimed).id, AttemptState.DONE)
    accepted(scene, lambda: deliveries.finish_step(scene.work, claimed.id, 2, "r", ""))
    deliveries.finish_step(scene.work, claimed.id, 2, "r", "")
    accepted(scene, lambda: deliveries.move(scene.work, claimed, Event.SETTLE_DONE, receipt))


def test_verified_means_that_it_was_read(scene: Scene) -> None:
    done = sent(scene, approved(scene, write_document(scene)))
    refused(scene, "delivery_is_verified_by_reading", lambda: deliveries.move(scene.work, done, Event.VERIFY))
    read = "INSERT INTO read_back VALUES (:id, :ordinal, 1, :verdict, '[]', '[]', :digest)"
    scene.sql(read, id=done.id, ordinal=1, verdict="different", digest="a" * 64)
    refused(scene, "delivery_is_verified_by_reading", lambda: deliveries.move(scene.work, done, Event.VERIFY))
    scene.sql(read, id=done.id, ordinal=2, verdict="platform-normalised", digest="a" * 64)
    accepted(scene, lambda: deliveries.move(scene.work, done, Event.VERIFY))


def test_steps_are_planned_at_queueing_and_stay_done(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    step = "INSERT INTO delivery_step VALUES (:id, 3, 'more', 'public', NULL, NULL, :done)"
    accepted(scene, step, id=queued.id, done=None)
    refused(scene, "steps_are_planned_at_queueing", step, id=queued.id, done=1)
    claimed = claim(scene, queued)
    refused(scene, "steps_are_planned_at_queueing", step, id=queued.id, done=None)
    again = "UPDATE delivery_step SET remote_id = :remote WHERE delivery = :id AND ordinal = 1"
    accepted(scene, again, remote="m1", id=claimed.id)
    refused(scene, "step_stays_done", again, remote="m2", id=claimed.id)


def test_held_says_why(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    accepted(scene, lambda: deliveries.move(scene.work, queued, Event.HOLD, HELD))
    refused_by_constraint(scene, "held_says_why", lambda: deliveries.move(scene.work, queued, Event.HOLD))
