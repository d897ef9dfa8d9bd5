from editor_app.domain.audit import Subject
from editor_app.domain.member import Role
from editor_app.storage.queries import role_changes
from tests.storage.scene import Scene


def test_a_change_waits_with_its_names_until_it_is_decided(scene: Scene) -> None:
    editor = scene.people["editor"]
    scene.work.record("member.propose_roles", Subject("member", editor.id))
    role_changes.insert_change(scene.work, editor, {Role.PUBLISHER, Role.EDITOR}, scene.id_of("admin"))
    change = role_changes.open_changes(scene.work)[0]
    assert (change.member.name, change.proposed_by.name) == ("editor", "admin")
    assert (change.was, change.becomes) == ({Role.EDITOR}, {Role.EDITOR, Role.PUBLISHER})
    role_changes.decide_change(scene.work, editor.id, "declined", scene.id_of("admin"))
    assert role_changes.open_changes(scene.work) == []
