from datetime import timedelta

import pytest

from editor_app.domain.embargo import Veiled
from editor_app.storage.queries import embargo
from editor_app.storage.snapshot import Snapshot
from tests.storage import lane
from tests.storage.scene import Scene, approved, sent, write_document


def looking(scene: Scene, who: str | None) -> Snapshot:
    """What somebody sees; `""` is nobody that we know, None the program itself."""
    return Snapshot(scene.connection, scene.id_of(who) if who else who)


def test_a_document_is_hidden_from_those_who_are_not_on_the_list(scene: Scene) -> None:
    document, open_one = write_document(scene, title="机密数字"), write_document(scene)
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, members=lane.listed(scene, "editor", "reader1")))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, open_one))
    assert embargo.hidden(looking(scene, "editor")) == frozenset()
    assert embargo.hidden(looking(scene, None)) == frozenset()
    for outside in ("reader2", ""):
        assert embargo.hidden(looking(scene, outside)) == {document.document}
        assert "机密" not in embargo.title_for(looking(scene, outside), document.document, "机密数字")
        with pytest.raises(Veiled):
            embargo.require_seen(looking(scene, outside), document.document)
    embargo.require_seen(looking(scene, "reader1"), document.document)
    assert embargo.title_for(looking(scene, "reader1"), document.document, "机密数字") == "机密数字"
    assert embargo.any_list(scene.work)


def test_a_wish_shows_nothing_until_it_is_allowed(scene: Scene) -> None:
    document = write_document(scene)
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, members=lane.listed(scene, "editor", "reader1")))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 2, members="*", wish=1))
    assert embargo.hidden(looking(scene, "reader2")) == {document.document}
    standing = embargo.standing(scene.work, document.document)
    assert standing is not None
    assert standing.ordinal == 1
    scene.sql(lane.CONSENT, **lane.consent(scene, document, 2))
    assert embargo.hidden(looking(scene, "reader2")) == frozenset()
    assert [step.in_force for step in embargo.steps_of(scene.work, document.document)] == [True, True]
    assert list(embargo.consents_of(scene.work, scene.workspace.id, document.document)) == [2]


def test_an_edition_waits_until_its_documents_embargo_ends(scene: Scene) -> None:
    document = write_document(scene)
    edition = approved(scene, document)
    assert embargo.waits_until(scene.work, edition.id, scene.work.at) is None
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document))
    until = embargo.waits_until(scene.work, edition.id, scene.work.at)
    assert until is not None
    assert until > scene.work.at
    assert embargo.waits_until(scene.work, edition.id, scene.work.at + timedelta(hours=3)) is None


def test_what_is_out_is_hidden_from_nobody(scene: Scene) -> None:
    document = write_document(scene)
    edition = approved(scene, document)
    listed = lane.listed(scene, "editor", "reader1")
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, until=None, members=listed))
    assert not embargo.is_public(scene.work, document.document)
    sent(scene, edition)
    assert embargo.is_public(scene.work, document.document)
    assert embargo.hidden(looking(scene, "reader2")) == frozenset()
