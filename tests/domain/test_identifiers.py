from __future__ import annotations

import hashlib

from hypothesis import given

from editor_app.domain.identifiers import (
    DeliveryId,
    WorkspaceId,
    delivery_key,
    grouped,
    is_digest,
    new_id,
    sha256,
)
from tests.domain.made import ids


@given(ids, ids)
def test_a_delivery_key_is_the_same_for_every_attempt(workspace: str, delivery: str) -> None:
    key = delivery_key(WorkspaceId(workspace), DeliveryId(delivery))
    assert key == delivery_key(WorkspaceId(workspace), DeliveryId(delivery))
    assert len(key) == 16
    assert key == hashlib.sha256((workspace + delivery).encode()).hexdigest()[:16]


def test_ids_are_never_given_twice() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_a_digest_is_known_by_its_form() -> None:
    assert is_digest(sha256(b""))
    assert not is_digest(sha256(b"").upper())
    assert not is_digest("abc")


def test_a_digest_is_read_aloud_in_groups() -> None:
    assert grouped("7f3a91c204de0000") == "7F3A 91C2 04DE"
