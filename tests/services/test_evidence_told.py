"""Deliveries are told by digests and outcomes, people by their public halves."""

from editor_app.domain.identifiers import is_digest
from editor_app.services import evidence_told
from editor_app.storage.queries import people
from tests.services.outbox import Outbox


def test_a_delivery_tells_its_attempts_and_read_backs(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    with outbox.office.desk.database.read() as snapshot:
        from editor_app.storage.queries import editions

        edition = editions.edition_by_id(snapshot, delivery.edition)
        (told,) = evidence_told.deliveries_told(snapshot, [edition])
    assert isinstance(told, dict)
    (attempt,) = outbox.attempts(delivery.id)
    assert told["attempts"] == [
        {
            "id": attempt.id, "step": attempt.step, "fence": 1, "request": attempt.request_digest, "outcome": "done",
            "answer": told["attempts"][0]["answer"],
            "begun_at": told["attempts"][0]["begun_at"], "ended_at": told["attempts"][0]["ended_at"], "reason": "",
        }
    ]  # fmt: skip
    assert is_digest(told["attempts"][0]["answer"])
    assert [read["verdict"] for read in told["read_backs"]] == ["identical"]
    assert (told["state"], told["account_name"]) == ("verified", "site")
    assert told["receipt"] is not None


def test_a_key_is_told_by_its_public_halves(outbox: Outbox) -> None:
    seat = outbox.office.reviewer1
    with outbox.office.desk.database.read() as snapshot:
        told = evidence_told.people_told(snapshot, [seat.member.id], [seat.keys.id])
        key = people.key_by_id(snapshot, seat.keys.id)
    assert told["members"] == [{"id": seat.member.id, "name": "reviewer1"}]
    (one,) = told["keys"]
    assert (one["public"], one["box"]) == (key.public_key.hex(), key.box_public_key.hex())
    assert set(one) == {"id", "member", "public", "box", "confirmed_by", "confirmed_at", "revoked_at"}
