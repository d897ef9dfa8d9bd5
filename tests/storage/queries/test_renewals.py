from editor_app.domain.approval import Where
from editor_app.domain.audit import Subject
from editor_app.domain.duty import Terms
from editor_app.domain.edition import EditionState
from editor_app.domain.renewal import Renewal
from editor_app.storage.queries import editions, renewals
from tests.storage.scene import Scene, sign
from tests.storage.test_duty_rules import named, submit_by


def test_a_round_counts_when_as_many_have_looked_as_the_stage_needs(scene: Scene) -> None:
    made = submit_by(scene, Terms(signers=named(scene, "reader1")), use_hours=2)
    sign(scene, made, 1, "reader1")
    editions.set_edition_state(scene.work, made.id, EditionState.APPROVED)
    assert renewals.last_renewed_at(scene.work, made.id) is None
    assert renewals.renewals_of(scene.work, made.id) == []
    reader = scene.people["reader1"]
    assert reader.key is not None
    said = Renewal(
        scene.workspace.id, made.id, 1, 1, made.digest, reader.id, reader.key, scene.work.head, scene.work.at,
        Where.COMMAND_LINE,
    )  # fmt: skip
    scene.work.actor = type(scene.work.actor)(f"member:{reader.id}", "reader1")
    line = scene.work.record("edition.renew", Subject("edition", made.id))
    renewals.insert_renewal(scene.work, said, b"x" * 64)
    assert renewals.renewals_of(scene.work, made.id) == [(said, b"x" * 64, line)]
    assert renewals.last_renewed_at(scene.work, made.id) == said.at
    assert made.id in renewals.renewed_editions(scene.work)
