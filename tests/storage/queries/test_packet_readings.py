"""What was read outside the desk comes back with the decision that says so, in its order."""

from dataclasses import replace

from editor_app.domain.approval import Approval
from editor_app.domain.audit import Subject
from editor_app.domain.identifiers import Digest
from editor_app.domain.variant_read import VariantRead
from editor_app.storage.queries import editions, packet_readings
from tests.storage.scene import Scene, decision
from tests.storage.test_packet_rules import of_a_proof


def test_a_decision_comes_back_with_what_it_says_was_read(scene: Scene) -> None:
    edition = of_a_proof(scene)
    contents = [(each.account, editions.content_digest(each)) for each in edition.sealed().payloads]
    read = tuple(VariantRead(account, content, Digest("a" * 64), 3) for account, content in contents)
    said = replace(decision(scene, edition, 1, "reader1").statement, read=read)
    sequence = scene.work.record("edition.approve", Subject("edition", edition.id), {"by": said.by})
    assert packet_readings.reads_of(scene.work, edition.id) == {}
    packet_readings.insert_read(scene.work, said, sequence)
    editions.insert_approval(scene.work, Approval(said, b"x" * 64))
    assert packet_readings.reads_of(scene.work, edition.id) == {said.by: read}
    assert [each.statement.read for each in editions.approvals_of(scene.work, edition.id)] == [read]
