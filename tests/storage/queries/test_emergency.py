from datetime import timedelta

from editor_app.domain.emergency import Template, Verdict
from editor_app.domain.identifiers import EditionId
from editor_app.storage.queries import emergency
from tests.storage import lane
from tests.storage.scene import Scene, approved, write_document


def test_a_filling_is_read_as_it_was_kept(scene: Scene) -> None:
    edition = lane.urgent(scene)
    found = emergency.filling_of(scene.work, edition.document)
    assert found is not None
    assert (found.template, dict(found.values), found.ordinal) == ("rain", {"place": "城南"}, 1)
    assert found == emergency.filling_for(scene.work, edition.id)
    assert emergency.reason_of(scene.work, edition.id) == "洪水"


def test_what_took_no_lane_has_no_filling_and_no_reason(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    assert emergency.filling_of(scene.work, edition.document) is None
    assert emergency.filling_for(scene.work, edition.id) is None
    assert emergency.reason_of(scene.work, edition.id) == ""


def test_templates_come_back_with_their_versions(scene: Scene) -> None:
    edition = lane.urgent(scene)
    found = emergency.filling_of(scene.work, edition.document)
    assert found is not None
    values = lane.template(scene)
    new = Template("rain", 1, "notice", (found.wording,))
    scene.work.sequence = int(str(values["sequence"]))
    emergency.insert_template(scene.work, new, scene.id_of("admin"), "clearer")
    assert emergency.templates(scene.work) == [new]


def test_what_is_owed_is_told_the_oldest_first_until_it_is_settled(scene: Scene) -> None:
    first = lane.urgent(scene)
    scene.work.at += timedelta(minutes=1)
    second = lane.urgent(scene)
    owed = emergency.lane_rows(scene.work, owed_only=True)
    assert [row.edition for row in owed] == [first.id, second.id]
    assert (owed[0].approved_by, owed[0].verdict, owed[0].reason) != ("", None, "")
    scene.sql(lane.SETTLE, **lane.settled(scene, first))
    assert [row.edition for row in emergency.lane_rows(scene.work, owed_only=True)] == [second.id]
    told = {row.edition: row for row in emergency.lane_rows(scene.work)}
    assert (told[first.id].verdict, told[first.id].settled_by) == (Verdict.UPHELD, "reader3")
    kept = emergency.settlement_of(scene.work, scene.workspace.id, first.id)
    assert kept is not None
    assert kept[0].digest == first.digest
    assert emergency.settlement_of(scene.work, scene.workspace.id, EditionId(second.id)) is None


def test_an_opening_is_unused_until_an_emergency_took_it(scene: Scene) -> None:
    assert emergency.unused_opening(scene.work) is None
    scene.sql(lane.OPENING, **lane.opening(scene))
    assert emergency.unused_opening(scene.work) == "o1"
