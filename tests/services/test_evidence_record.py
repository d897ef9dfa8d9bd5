"""The audit log of a package: heads that the signers saw, and deliveries that stand where their lines left them."""

import json

from editor_app.domain.audit import GENESIS
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.services import publishing, recalling, withdrawing
from editor_app.services.evidence_parts import Parts
from editor_app.services.evidence_record import chain_faults, record_faults
from editor_app.services.evidence_signed import signature_faults
from tests.services.outbox import Outbox
from tests.services.packages import parts_of
from tests.services.wrong import opened, published, signed


def test_every_state_of_a_delivery_is_borne_out(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    for deed in (
        lambda: publishing.hold(outbox.office.publisher, delivery.id, "wait"),
        lambda: publishing.release(outbox.office.publisher, delivery.id, "go on"),
        lambda: outbox.serve(delivery.id),
        lambda: outbox.serve(delivery.id),
    ):
        found = parts_of(outbox.office.publisher, delivery.edition)
        assert [*chain_faults(found), *record_faults(found)] == []
        deed()
    found = parts_of(outbox.office.publisher, delivery.edition)
    assert found.deliveries[0]["state"] == "verified"
    assert [*record_faults(found)] == []


def test_a_cancelled_delivery_is_borne_out(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    publishing.cancel(outbox.office.publisher, delivery.id, "not now")
    assert [*record_faults(parts_of(outbox.office.publisher, delivery.edition))] == []


def test_a_signature_beside_another_audit_log_is_found(outbox: Outbox) -> None:
    found = parts_of(outbox.office.publisher, outbox.approved("site").id)
    assert [*chain_faults(found)] == []
    record = json.loads(found.files["editions/1/record.json"])
    record["decisions"][0]["statement"]["audit_head"] = GENESIS
    found = Parts({**found.files, "editions/1/record.json": json.dumps(record, ensure_ascii=False, sort_keys=True,
                                                                      separators=(",", ":")).encode()})  # fmt: skip
    assert [fault.place for fault in chain_faults(found)] == ["editions/1: reviewer1"]


def test_what_was_withdrawn_is_borne_out_with_its_withdrawal(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    edition = signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id))
    (away,) = recalling.run(outbox.office.publisher, case.row.id)
    outbox.serve(away.id)
    outbox.serve(away.id)
    for reference in (post.edition, away.edition):
        found = parts_of(outbox.office.publisher, reference)
        assert [*chain_faults(found), *record_faults(found), *signature_faults(found)] == []
    assert edition is not None
    assert outbox.delivery(post.id).state is DeliveryState.WITHDRAWN
