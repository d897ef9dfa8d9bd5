"""The audit log of a package: heads that the signers saw, and deliveries that stand where their lines left them."""

import json

from editor_app.domain.audit import GENESIS
from editor_app.services import publishing
from editor_app.services.evidence_parts import Parts
from editor_app.services.evidence_record import chain_faults, record_faults
from tests.services.outbox import Outbox
from tests.services.packages import parts_of


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
