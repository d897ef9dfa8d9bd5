from editor_app.domain.audit import Actor, Subject
from editor_app.domain.media_place import media_place
from editor_app.storage.media_setting import Standing, said_of
from editor_app.storage.queries import media_changes
from tests.storage.scene import Scene


def test_a_proposal_is_open_until_it_is_decided(scene: Scene) -> None:
    assert media_changes.open_media_change(scene.work) is None
    admin = scene.people["admin"]
    scene.work.actor = Actor(f"member:{admin.id}", "admin")
    for number, decision in enumerate(("declined", "agreed"), 1):
        place = media_place(f"/srv/share{number}")
        scene.work.record("workspace.propose_pictures", Subject("workspace", scene.workspace.id))
        media_changes.insert_media_change(scene.work, said_of(Standing(place, None)), admin.id)
        found = media_changes.open_media_change(scene.work)
        assert found is not None
        assert (found.place, found.before, found.proposed_by.name) == (place, None, "admin")
        media_changes.decide_media_change(scene.work, decision, admin.id)
        assert media_changes.open_media_change(scene.work) is None
