"""Attacks on recall cases: nothing is withdrawn and no case closed without a proof; each beside its legal twin."""

import pytest

from editor_app.domain.delivery import Delivery, Event, ReadBack, Receipt, Verdict
from editor_app.domain.edition import Edition, EditionKind, EditionState
from editor_app.domain.identifiers import new_id, sha256
from editor_app.domain.recall import receipt_id
from editor_app.storage.queries import attempts, deliveries, documents, editions
from editor_app.storage.queries.deliveries import Change, Plan
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, approved, begin, delivery_of, sent, submit, write_document

CASE = "INSERT INTO recall_case VALUES (:id, :document, :kind, :reason, :by, 1, :sequence, NULL, NULL, '')"
ITEM = "INSERT INTO recall_item VALUES (:recall, :ordinal, :delivery, :account, :url, :measure)"
EDITION = "INSERT INTO recall_edition VALUES (:edition, :recall)"
PROOF = "INSERT INTO recall_proof VALUES (:recall, :ordinal, :number, :outcome, :link, '', :note, :by, 1, :sequence)"
CLOSE = "UPDATE recall_case SET closed_at = 2, closed_by = :by, note = 'done' WHERE id = :id"
WITHDRAW = "UPDATE delivery SET state = 'withdrawn', audit_sequence = :sequence WHERE id = :id"


def on_record(scene: Scene, case: str) -> int:
    from editor_app.domain.audit import Subject

    return scene.work.record("recall.open", Subject("recall", case), {})


def case_of(scene: Scene, post: Delivery, kind: str = "withdrawal") -> dict[str, object]:
    case = new_id()
    document = editions.edition_by_id(scene.work, post.edition).document
    return {
        "id": case, "document": document, "kind": kind, "reason": "wrong", "by": scene.id_of("editor"),
        "sequence": on_record(scene, case),
    }  # fmt: skip


def item_of(case: object, post: Delivery | None, measure: str = "delete") -> dict[str, object]:
    if post is None:
        return {
            "recall": case, "ordinal": 9, "delivery": None, "account": None, "url": "https://x/", "measure": "by_hand",
        }  # fmt: skip
    return {
        "recall": case, "ordinal": 1, "delivery": post.id, "account": post.account, "url": "", "measure": measure,
    }  # fmt: skip


def proof_of(scene: Scene, case: str, outcome: str = "gone") -> dict[str, object]:
    return {
        "recall": case, "ordinal": 1, "number": 1, "outcome": outcome, "link": "https://x/", "note": "seen",
        "by": scene.id_of("publisher"), "sequence": on_record(scene, case),
    }  # fmt: skip


def opened(scene: Scene, post: Delivery, kind: str = "withdrawal", measure: str = "delete") -> str:
    values = case_of(scene, post, kind)
    scene.sql(CASE, **values)
    scene.sql(ITEM, **item_of(values["id"], post, measure))
    return str(values["id"])


def recalled(scene: Scene) -> None:
    """A row in each table: a case of a repost, its edition, and what a person saw."""
    revision, case = write_document(scene), new_id()
    scene.sql(CASE, id=case, document=revision.document, kind="withdrawal", reason="wrong", by=scene.id_of("editor"),
              sequence=on_record(scene, case))  # fmt: skip
    scene.sql(ITEM, **item_of(case, None))
    scene.sql(EDITION, edition=approved(scene, revision, kind=EditionKind.WITHDRAWAL).id, recall=case)
    scene.sql(PROOF, **{**proof_of(scene, case, "kept"), "ordinal": 9})


def remedy(scene: Scene, post: Delivery, kind: EditionKind = EditionKind.WITHDRAWAL) -> Edition:
    """An approved edition of that kind for the document of the post."""
    document = editions.edition_by_id(scene.work, post.edition).document
    return approved(scene, documents.head_revision(scene.work, document), kind=kind)


def carried_out(
    scene: Scene, post: Delivery, edition: Edition, verdict: Verdict | None = Verdict.IDENTICAL, step: str = "withdraw"
) -> Delivery:
    """The edition's delivery is out; with a verdict, it was read back."""
    assert post.receipt is not None
    new = delivery_of(scene, edition)
    deliveries.insert_delivery(scene.work, new, edition.digest, Plan(scene.work.at, "", "", 900), [(1, step, "flip")])
    claimed = deliveries.move(scene.work, deliveries.delivery_by_id(scene.work, new.id), Event.CLAIM)
    attempt = begin(scene, claimed, step=1)
    scene.sql("UPDATE attempt SET state = 'done', ended_at = 2 WHERE id = :id", id=attempt.id)
    own = receipt_id(post.receipt.remote_id, new.key)
    deliveries.finish_step(scene.work, new.id, 1, own, "")
    done = deliveries.move(scene.work, claimed, Event.SETTLE_DONE, Change(receipt=Receipt(own, "", scene.work.at)))
    if verdict is None:
        return done
    attempts.insert_read_back(scene.work, ReadBack(done.id, scene.work.at, verdict, (), (), sha256(b"seen")))
    return deliveries.move(scene.work, done, Event.VERIFY) if verdict is Verdict.IDENTICAL else done


def withdraw(scene: Scene, post: Delivery) -> dict[str, object]:
    return {"id": post.id, "sequence": scene.record(post.id)}


def test_a_post_is_withdrawn_by_a_withdrawal_that_was_read_back_as_gone(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))
    carried_out(scene, post, remedy(scene, post))
    accepted(scene, WITHDRAW, **withdraw(scene, post))


@pytest.mark.parametrize("verdict", [None, Verdict.DIFFERENT])
def test_a_withdrawal_without_its_proof_is_none(scene: Scene, verdict: Verdict | None) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    carried_out(scene, post, remedy(scene, post), verdict)
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))


def test_a_correction_a_notice_and_another_posts_withdrawal_prove_nothing(scene: Scene) -> None:
    post, other = (sent(scene, approved(scene, write_document(scene))) for _ in range(2))
    carried_out(scene, post, remedy(scene, post, EditionKind.CORRECTION), step="publish")
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))
    carried_out(scene, other, remedy(scene, other))
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))
    carried_out(scene, post, remedy(scene, post), step="publish")
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))
    accepted(scene, WITHDRAW, **withdraw(scene, other))


def test_a_proof_by_hand_withdraws_only_when_it_says_gone(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post, measure="by_hand")
    scene.sql(PROOF, **proof_of(scene, case, "kept"))
    refused(scene, "delivery_is_withdrawn_by_proof", WITHDRAW, **withdraw(scene, post))
    scene.sql(PROOF, **{**proof_of(scene, case), "number": 2})
    accepted(scene, WITHDRAW, **withdraw(scene, post))


def test_a_case_comes_open_on_record_and_once(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    right = case_of(scene, post)
    accepted(scene, CASE, **right)
    refused(scene, "recall_comes_on_record", CASE, **{**right, "sequence": scene.record("another")})
    refused(scene, "recall_comes_open", CASE.replace("NULL, NULL, ''", ":by, 2, ''"), **right)
    refused_by_constraint(scene, "ck_recall_case_says_why", CASE, **{**right, "reason": ""})
    scene.sql(CASE, **right)
    refused_by_constraint(scene, "uq_recall_case_open", CASE, **case_of(scene, post))
    refused(scene, "recall_case_is_fixed", "UPDATE recall_case SET reason = 'x'")
    refused(scene, "recall_case_is_never_deleted", "DELETE FROM recall_case")


def test_a_copy_is_one_of_the_documents_posts_or_a_link(scene: Scene) -> None:
    post, other = (sent(scene, approved(scene, write_document(scene))) for _ in range(2))
    values = case_of(scene, post)
    scene.sql(CASE, **values)
    accepted(scene, ITEM, **item_of(values["id"], post))
    accepted(scene, ITEM, **item_of(values["id"], None))
    refused(scene, "item_is_of_the_document", ITEM, **item_of(values["id"], other))
    refused(scene, "item_is_of_the_document", ITEM, **{**item_of(values["id"], post), "account": scene.accounts[1].id})
    refused_by_constraint(scene, "link_by_hand", ITEM, **{**item_of(values["id"], None), "url": ""})
    refused_by_constraint(scene, "measure_known", ITEM, **{**item_of(values["id"], post), "measure": "burn"})
    scene.sql(ITEM, **item_of(values["id"], post))
    refused(scene, "recall_item_is_fixed", "UPDATE recall_item SET url = 'x'")
    refused(scene, "recall_item_is_never_deleted", "DELETE FROM recall_item")


def test_the_measure_stands_once_an_edition_was_submitted(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post)
    change = "UPDATE recall_item SET measure = 'by_hand'"
    accepted(scene, change)
    document = documents.head_revision(scene.work, editions.edition_by_id(scene.work, post.edition).document)
    made = submit(scene, document, kind=EditionKind.WITHDRAWAL)
    scene.sql(EDITION, edition=made.id, recall=case)
    refused(scene, "measure_stands_once_submitted", change)
    editions.set_edition_state(scene.work, made.id, EditionState.VOID)
    accepted(scene, change)


def test_an_edition_carries_out_a_case_of_its_own_document_and_kind(scene: Scene) -> None:
    post, other = (sent(scene, approved(scene, write_document(scene))) for _ in range(2))
    case = opened(scene, post)
    accepted(scene, EDITION, edition=remedy(scene, post).id, recall=case)
    for wrong in (remedy(scene, other), remedy(scene, post, EditionKind.CORRECTION)):
        refused(scene, "recall_edition_is_of_the_case", EDITION, edition=wrong.id, recall=case)
    scene.sql(EDITION, edition=remedy(scene, post).id, recall=case)
    refused(scene, "recall_edition_is_never_deleted", "DELETE FROM recall_edition")


@pytest.mark.parametrize("who", ["editor", "reader1", "admin"])
def test_a_proof_is_a_publishers_on_record_and_shows_something(scene: Scene, who: str) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post)
    right = proof_of(scene, case)
    accepted(scene, PROOF, **right)
    refused(scene, "proof_is_a_publishers", PROOF, **{**right, "by": scene.id_of(who)})
    refused(scene, "proof_comes_on_record", PROOF, **{**right, "sequence": scene.record("another")})
    refused_by_constraint(scene, "shows_something", PROOF, **{**right, "link": ""})
    refused_by_constraint(scene, "says_what", PROOF, **{**right, "note": ""})
    scene.sql(PROOF, **right)
    refused(scene, "recall_proof_is_fixed", "UPDATE recall_proof SET note = 'x'")
    refused(scene, "recall_proof_is_never_deleted", "DELETE FROM recall_proof")
    accepted(scene, CLOSE, id=case, by=scene.id_of("publisher"))
    refused(scene, "recall_is_closed_by_a_publisher", CLOSE, id=case, by=scene.id_of(who))
    scene.sql(CLOSE, id=case, by=scene.id_of("publisher"))
    refused(scene, "recall_closes_once", "UPDATE recall_case SET closed_at = NULL, closed_by = NULL")
    refused(scene, "proof_is_of_an_open_case", PROOF, **{**right, "number": 2})
    refused(scene, "item_is_of_an_open_case", ITEM, **item_of(case, None))


def test_a_case_is_closed_when_every_copy_is_proven(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post)
    close = {"id": case, "by": scene.id_of("publisher")}
    refused(scene, "recall_closes_when_all_is_proven", CLOSE, **close)
    made = remedy(scene, post)
    scene.sql(EDITION, edition=made.id, recall=case)
    done = carried_out(scene, post, made, None)
    refused(scene, "recall_closes_when_all_is_proven", CLOSE, **close)
    attempts.insert_read_back(scene.work, ReadBack(done.id, scene.work.at, Verdict.IDENTICAL, (), (), sha256(b"x")))
    deliveries.move(scene.work, done, Event.VERIFY)
    accepted(scene, CLOSE, **close)
    attempts.insert_read_back(scene.work, ReadBack(done.id, scene.work.at, Verdict.DIFFERENT, (), (), sha256(b"y")))
    refused(scene, "recall_closes_when_all_is_proven", CLOSE, **close)


@pytest.mark.parametrize(("measure", "step"), [("edit", "publish"), ("follow_up", "publish")])
def test_a_correction_is_closed_by_the_read_back_of_the_corrected_post(scene: Scene, measure: str, step: str) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post, "correction", measure)
    close = {"id": case, "by": scene.id_of("publisher")}
    refused(scene, "recall_closes_when_all_is_proven", CLOSE, **close)
    made = remedy(scene, post, EditionKind.CORRECTION)
    scene.sql(EDITION, edition=made.id, recall=case)
    carried_out(scene, post, made, step=step)
    accepted(scene, CLOSE, **close)
