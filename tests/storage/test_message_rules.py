"""Attacks on answers to the public: never twice, never by others, never in a freeze; each beside its legal twin."""

import pytest

from editor_app.domain.identifiers import DeliveryId, new_id
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.remarks import recorded
from tests.storage.scene import Scene, approved, queue, sent, write_document

REPLY = "INSERT INTO message_reply VALUES (:id, :delivery, :message, '', :words, :digest, :by, 1, 'boot', 1, :sequence)"
OUTCOME = """INSERT INTO message_outcome
    VALUES (:reply, :ordinal, :delivery, :outcome, :remote_id, '', NULL, :by, 1, :sequence)"""


def on_record(scene: Scene, delivery: object, name: str = "publisher") -> int:
    return recorded(scene, name, str(delivery), "delivery")


def reply(scene: Scene, delivery: DeliveryId, name: str = "publisher") -> dict[str, object]:
    return {
        "id": new_id(), "delivery": delivery, "message": "7", "words": "12 月 1 日。", "digest": "a" * 64,
        "by": scene.id_of(name), "sequence": on_record(scene, delivery, name),
    }  # fmt: skip


def outcome(said: dict[str, object], word: str = "done", ordinal: int = 1) -> dict[str, object]:
    where = {"reply": said["id"], "delivery": said["delivery"], "by": said["by"], "sequence": said["sequence"]}
    return {**where, "ordinal": ordinal, "outcome": word, "remote_id": "8" if word == "done" else ""}


def out(scene: Scene) -> DeliveryId:
    return sent(scene, approved(scene, write_document(scene))).id


def answered(scene: Scene) -> None:
    """A row in each table."""
    before = scene.work.actor
    said = reply(scene, out(scene))
    scene.sql(REPLY, **said)
    scene.sql(OUTCOME, **outcome(said))
    scene.work.actor = before


def test_a_publisher_answers_on_record_below_what_is_out(scene: Scene) -> None:
    delivery = out(scene)
    right = reply(scene, delivery)
    accepted(scene, REPLY, **right)
    refused(scene, "reply_is_by_a_publisher", REPLY, **reply(scene, delivery, "editor"))
    refused(scene, "reply_comes_on_record", REPLY, **{**right, "sequence": on_record(scene, delivery, "editor")})
    refused(scene, "reply_comes_on_record", REPLY, **{**right, "sequence": on_record(scene, out(scene))})
    waiting = queue(scene, approved(scene, write_document(scene)), account=1)
    refused(scene, "reply_is_below_what_is_out", REPLY, **reply(scene, waiting.id))
    refused_by_constraint(scene, "ck_message_reply_says_something", REPLY, **{**right, "words": ""})


def test_nobody_answers_while_all_sending_is_frozen(scene: Scene) -> None:
    right = reply(scene, out(scene))
    accepted(scene, REPLY, **right)
    scene.sql("INSERT INTO \"freeze\" VALUES ('f1', 1, :by, 'why', NULL)", by=scene.id_of("publisher"))
    refused(scene, "reply_stops_at_a_freeze", REPLY, **right)


@pytest.mark.parametrize("known", [None, "unknown"])
def test_nothing_is_said_again_while_an_answer_may_be_there(scene: Scene, known: str | None) -> None:
    first = reply(scene, out(scene))
    scene.sql(REPLY, **first)
    if known:
        scene.sql(OUTCOME, **outcome(first, known))
    second = {**first, "id": new_id(), "words": "别的"}
    accepted(scene, REPLY, **{**second, "message": "9"})
    refused(scene, "reply_waits_for_the_one_before", REPLY, **second)
    scene.sql(OUTCOME, **outcome(first, "absent", 2 if known else 1))
    accepted(scene, REPLY, **second)


def test_the_same_words_are_said_once_to_a_message(scene: Scene) -> None:
    first = reply(scene, out(scene))
    scene.sql(REPLY, **first)
    scene.sql(OUTCOME, **outcome(first))
    refused(scene, "reply_is_said_once", REPLY, **{**first, "id": new_id()})
    accepted(scene, REPLY, **{**first, "id": new_id(), "words": "补充一句"})


def test_what_became_of_an_answer_stands(scene: Scene) -> None:
    said = reply(scene, out(scene))
    scene.sql(REPLY, **said)
    right = outcome(said, "unknown")
    accepted(scene, OUTCOME, **right)
    refused(scene, "outcome_follows", OUTCOME, **{**right, "ordinal": 2})
    refused(scene, "outcome_is_of_its_reply", OUTCOME, **{**right, "delivery": (other := out(scene)),
            "sequence": on_record(scene, other)})  # fmt: skip
    refused(scene, "outcome_is_by_a_publisher", OUTCOME, **{**right, "by": scene.id_of("editor"),
            "sequence": on_record(scene, said["delivery"], "editor")})  # fmt: skip
    refused(scene, "outcome_comes_on_record", OUTCOME, **{**right, "sequence": on_record(scene, out(scene))})
    refused_by_constraint(scene, "ck_message_outcome_outcome_known", OUTCOME, **{**right, "outcome": "maybe"})
    refused_by_constraint(scene, "ck_message_outcome_names_what_is_there", OUTCOME, **{**right, "remote_id": "8"})
    scene.sql(OUTCOME, **right)
    scene.sql(OUTCOME, **outcome(said, "done", 2))
    refused(scene, "outcome_stands", OUTCOME, **outcome(said, "absent", 3))
