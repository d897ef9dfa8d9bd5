from editor_app.storage.queries import settings
from tests.storage.scene import Scene


def test_a_setting_is_kept_replaced_and_forgotten(scene: Scene) -> None:
    assert settings.value_of(scene.work, "theme") is None
    for value in ("dark", {"size": 15, "names": ["宋体"]}, False, 0, []):
        settings.set_value(scene.work, "theme", value)
        assert settings.value_of(scene.work, "theme") == value
    settings.set_value(scene.work, "theme", None)
    assert settings.value_of(scene.work, "theme") is None


def test_the_workspace_begins_a_new_lineage_and_stays_the_same(scene: Scene) -> None:
    before = settings.workspace_itself(scene.work)
    settings.set_lineage(scene.work, "new")
    after = settings.workspace_itself(scene.work)
    assert before is not None
    assert after is not None
    assert (after.id, after.created_at, after.lineage) == (before.id, before.created_at, "new")
