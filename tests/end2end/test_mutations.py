"""One change after signing, made by the owner of the files, on an edition proven sendable: the worker sends nothing.

The judge is the practice platform's own request log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing, vaults
from editor_app.worker import Worker
from tests.end2end.desk import full_edition, real_time_outbox
from tests.services.test_proof import MANIFESTS, PAYLOADS, Owner, a_picture_byte, a_picture_gone, prove

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.edition import Edition
    from tests.services.outbox import Outbox

BYTES = {"a byte of a picture": a_picture_byte, "a picture taken away": a_picture_gone}


def served(outbox: Outbox) -> list[DeliveryState]:
    worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
    worker.run_until_idle()
    worker.close()
    return [row.state for row in publishing.status(outbox.office.desk)]


def changed(outbox: Outbox, edition: Edition, kind: str) -> None:
    owner = Owner(outbox.office, edition)
    if kind in BYTES:
        BYTES[kind](owner)
    elif kind in MANIFESTS:
        owner.reseal(MANIFESTS[kind])
    else:
        owner.payload(PAYLOADS[kind])


def test_the_unchanged_edition_goes_out(tmp_path: Path) -> None:
    with real_time_outbox(tmp_path) as outbox:
        edition = full_edition(outbox)
        prove(outbox.office, edition)
        publishing.queue(outbox.office.publisher, edition.id)
        assert set(served(outbox)) == {DeliveryState.VERIFIED}
        assert outbox.publishing_requests() == 2


@pytest.mark.parametrize("kind", [*BYTES, *MANIFESTS, *PAYLOADS])
def test_a_single_change_after_signing_is_never_sent(tmp_path: Path, kind: str) -> None:
    with real_time_outbox(tmp_path) as outbox:
        edition = full_edition(outbox)
        prove(outbox.office, edition)
        publishing.queue(outbox.office.publisher, edition.id)
        changed(outbox, edition, kind)
        states = served(outbox)
        sent = [request.path for request in outbox.server.ledger.requests if request.kind != "read"]
        first = edition.sealed().payloads[0].account_name
    assert {DeliveryState.FAILED, DeliveryState.HELD} & set(states), "refused, with words for a person"
    assert not [path for path in sent if f"/{first}/" in path], "the account whose bytes were changed got nothing"
