"""Two at once: what each alone may do, both together may not, although neither sees the other's open transaction."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from editor_app.storage.workspaces import Store
from tests.storage.scene import (
    ACTOR,
    SOMETHING,
    Scene,
    approved,
    queue,
    scene_of,
    sign,
    submit,
    write_document,
)

CLAIM = "UPDATE delivery SET state = 'working', fence = fence + 1, audit_sequence = :sequence WHERE id = :id"


def prepared(store: Store, deed: Callable[[Scene], dict[str, object]]) -> dict[str, object]:
    with store.database.write(ACTOR, "test.prepare", SOMETHING) as work:
        return deed(scene_of(work))


def race(store: Store, first: Callable[[Connection], object], second: Callable[[Connection], object]) -> str:
    """`first` happens, then `second` in another transaction while the first is still open; what `second` met."""
    met: list[str] = []

    def try_second() -> None:
        try:
            with store.database.engine.begin() as connection:
                second(connection)
        except DBAPIError as refusal:
            met.append(str(refusal.orig))

    thread = threading.Thread(target=try_second)
    with store.database.engine.begin() as connection:
        first(connection)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive(), "the second did not wait for the first"
    thread.join()
    return met[0] if met else "accepted"


def test_two_claims_on_one_account_at_once_give_one(store: Store) -> None:
    def prepare(scene: Scene) -> dict[str, object]:
        there = [queue(scene, approved(scene, write_document(scene))) for _ in range(2)]
        return {each.id: scene.record(each.id) for each in there}

    claims = [{"id": each, "sequence": sequence} for each, sequence in prepared(store, prepare).items()]
    said = race(store, *(lambda connection, claim=claim: connection.execute(text(CLAIM), claim) for claim in claims))
    assert "guard:delivery_waits_its_turn" in said


def test_a_claim_while_the_edition_is_voided_is_refused(store: Store) -> None:
    def prepare(scene: Scene) -> dict[str, object]:
        edition = approved(scene, write_document(scene))
        queued = queue(scene, edition)
        return {"edition": edition.id, "id": queued.id, "sequence": scene.record(queued.id)}

    names = prepared(store, prepare)
    void = "UPDATE edition SET state = 'void' WHERE id = :edition"
    said = race(
        store,
        lambda connection: connection.execute(text(void), {"edition": names["edition"]}),
        lambda connection: connection.execute(text(CLAIM), {n: names[n] for n in ("id", "sequence")}),
    )
    assert "guard:delivery_is_claimed_while_approved" in said


def test_a_signature_while_the_document_is_saved_is_refused(store: Store) -> None:
    def prepare(scene: Scene) -> dict[str, object]:
        edition = submit(scene, write_document(scene))
        sign(scene, edition, 1, "reader1")
        return {"edition": edition.id, "by": scene.id_of("reader2"), "key": scene.people["reader2"].key}

    names = prepared(store, prepare)
    signature = """INSERT INTO approval SELECT 'late', id, 2, 'approve', :by, :key, digest, '', 1, 'window', '[]', '[]',
        '', :signature FROM edition WHERE id = :edition"""
    void = "UPDATE edition SET state = 'void' WHERE id = :edition"
    said = race(
        store,
        lambda connection: connection.execute(text(void), {"edition": names["edition"]}),
        lambda connection: connection.execute(text(signature), {**names, "signature": b"x" * 64}),
    )
    assert "guard:approval_needs_an_edition_in_review" in said


@pytest.mark.parametrize("account", [0, 1])
def test_one_after_the_other_both_are_refused_or_accepted_as_the_rule_says(store: Store, account: int) -> None:
    """The legal twin: the same two claims, on one account and on two, each after the other's commit."""

    def prepare(scene: Scene) -> dict[str, object]:
        there = [queue(scene, approved(scene, write_document(scene)), account=n) for n in (0, account)]
        return {each.id: scene.record(each.id) for each in there}

    (first, one), (second, other) = prepared(store, prepare).items()
    with store.database.engine.begin() as connection:
        connection.execute(text(CLAIM), {"id": first, "sequence": one})
    if account:
        with store.database.engine.begin() as connection:
            connection.execute(text(CLAIM), {"id": second, "sequence": other})
        return
    with pytest.raises(DBAPIError, match="delivery_waits_its_turn"), store.database.engine.begin() as connection:
        connection.execute(text(CLAIM), {"id": second, "sequence": other})
